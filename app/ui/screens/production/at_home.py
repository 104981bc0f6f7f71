"""What the home screen shows, asked in one go on the reader thread."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Due
from app.capabilities.production.calls.queries import call_of_station
from app.capabilities.production.calls.tables import CallRow
from app.capabilities.production.discrepancies.queries import CHECKS
from app.capabilities.production.progress.answers import ShiftOutput, Task
from app.capabilities.production.progress.queries import shift_output
from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.queries import cases
from app.stations.desk import my_tasks
from app.ui.screens.documents.reading_facts import my_readings
from app.ui.screens.records.telling import Names, names


@dataclass(frozen=True, slots=True)
class AtHome:
    """One station's tasks, its output since midnight, its open call, what does not add up here."""

    tasks: tuple[Task, ...]
    output: ShiftOutput
    call: CallRow | None
    discrepancies: tuple[Case, ...]
    names: Names
    unread: tuple[Due, ...]


def at_home(connection: Connection, station: str, who: str, times: tuple[int, int]) -> AtHome:
    """Return everything home shows of a station to one person.

    `times` are when today began and now (ms since 1970 UTC).
    """
    since_ms, now_ms = times
    wrong = tuple(case for case in cases(connection, CHECKS) if _is_ours(case, station))
    return AtHome(
        tasks=my_tasks(connection, station),
        output=shift_output(connection, station, since_ms),
        call=call_of_station(connection, station),
        discrepancies=wrong,
        names=names(connection) if wrong else Names({}, {}),
        unread=tuple(one for one in my_readings(connection, who, now_ms) if one.read_ms is None),
    )


def _is_ours(case: Case, station: str) -> bool:
    """Tell whether a contradiction has to be settled and this station has part in it."""
    places = () if case.found is None else case.found.stations
    return case.standing.is_open and (not places or station in places)
