"""What the home screen shows, asked in one go on the reader thread."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Due
from app.capabilities.production.calls.queries import call_of_station
from app.capabilities.production.calls.tables import CallRow
from app.capabilities.production.discrepancies.queries import Discrepancy, discrepancies
from app.capabilities.production.progress.answers import ShiftOutput, Task
from app.capabilities.production.progress.queries import shift_output
from app.stations.desk import my_tasks
from app.ui.screens.documents.reading_facts import my_readings


@dataclass(frozen=True, slots=True)
class AtHome:
    """One station's tasks, its output since midnight, its open call, what does not add up here."""

    tasks: tuple[Task, ...]
    output: ShiftOutput
    call: CallRow | None
    discrepancies: tuple[Discrepancy, ...]
    unread: tuple[Due, ...]


def at_home(connection: Connection, station: str, who: str, times: tuple[int, int]) -> AtHome:
    """Return everything home shows of a station to one person.

    `times` are when today began and now (ms since 1970 UTC).
    """
    since_ms, now_ms = times
    return AtHome(
        tasks=my_tasks(connection, station),
        output=shift_output(connection, station, since_ms),
        call=call_of_station(connection, station),
        discrepancies=tuple(
            one for one in discrepancies(connection) if not one.stations or station in one.stations
        ),
        unread=tuple(one for one in my_readings(connection, who, now_ms) if one.read_ms is None),
    )
