"""Everything the progress board shows, asked in one go on the reader. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.equipment.machines.queries import duties
from app.capabilities.flows.moves.queries import last_moves_ms
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.calls.queries import open_calls
from app.capabilities.production.calls.tables import CallRow
from app.capabilities.production.discrepancies.queries import CHECKS
from app.capabilities.production.orders.queries import routed
from app.capabilities.production.progress.answers import BoardLine, Cell, Phase, StationAge
from app.capabilities.production.progress.queries import board, station_ages
from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.queries import cases
from app.capabilities.sites.queries import stations
from app.kernel.words import Bilingual
from app.ui.screens.production.board_columns import Route, Stop

FRESH_MS = 30 * 60_000
"""How old a station's news may be before the board says since when it has none."""
STALLED_MS = {"running": 90 * 60_000, "paused": 90 * 60_000, "waiting": 8 * 3_600_000}
"""How long pieces may lie at an operation without a report before the board points at it."""
RECENT_MS = 24 * 3_600_000
"""How long a finished order stays on the board."""


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """One order and the number of the route it goes by."""

    line: BoardLine
    route: int


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What the board shows, as known at `at_ms`. `routes` are those on it, the longest first."""

    at_ms: int
    here: str
    orders: tuple[BoardOrder, ...]
    routes: tuple[Route, ...]
    ages: tuple[StationAge, ...]
    calls: tuple[CallRow, ...]
    discrepancies: tuple[Case, ...]
    people: dict[str, Bilingual]
    stations: dict[str, Bilingual]
    moved_ms: dict[tuple[str, str], int]

    def touched_ms(self, order: str, cell: Cell) -> int:
        """Return when anything last happened at an operation; 0 where nothing ever did."""
        return max(cell.changed_ms, self.moved_ms.get((order, cell.operation), 0))

    def is_stale(self, station: str) -> bool:
        """Tell whether what is shown of a station may be out of date."""
        if station in ("", self.here):
            return False
        since = self.since(station)
        return since is None or self.at_ms - since > FRESH_MS

    def since(self, station: str) -> int | None:
        """Return when news of a station last came; None where none ever did."""
        return next((one.last_event_ms for one in self.ages if one.station == station), None)

    def person(self, code: str, language: str) -> str:
        """Return a person's name, their id where nobody of that id is known here."""
        found = self.people.get(code)
        return code if found is None else found.of(language)

    def station(self, code: str, language: str) -> str:
        """Return a station's name, its code where it has none."""
        found = self.stations.get(code)
        return code if found is None else found.of(language) or code


def board_facts(connection: Connection, here: str, today: str, now_ms: int) -> BoardFacts:
    """Return the board as this station knows it."""
    lines = board(connection, today, now_ms - RECENT_MS)
    numbers = [one.line.order for one in lines]
    by_order = routed(connection, numbers)
    centres = {
        (row.order, row.operation): row.work_centre for rows in by_order.values() for row in rows
    }
    known = {one.line.order: _route(one, centres) for one in lines}
    routes = tuple(sorted(dict.fromkeys(known.values()), key=lambda route: -len(route)))
    named = {one.station: one.name for one in stations(connection) if one.is_enrolled}
    places = dict.fromkeys((*named, *duties(connection), here))
    return BoardFacts(
        at_ms=now_ms,
        here=here,
        orders=tuple(
            BoardOrder(one, routes.index(known[one.line.order]))
            for one in sorted(lines, key=lambda one: one.line.phase is Phase.FINISHED)
        ),
        routes=routes,
        ages=station_ages(connection, [(s, named.get(s, Bilingual(s, s))) for s in places]),
        calls=open_calls(connection),
        discrepancies=tuple(one for one in cases(connection, CHECKS) if one.standing.is_open),
        people={one.person: one.name for one in people(connection)},
        stations=named,
        moved_ms=last_moves_ms(connection, numbers),
    )


def _route(one: BoardLine, centres: dict[tuple[str, str], str]) -> Route:
    return tuple(
        Stop(cell.operation, cell.name, cell.icon, centres[one.line.order, cell.operation])
        for cell in one.cells
    )


def cells_of(order: BoardOrder, codes: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of the operations `codes` of an order."""
    return tuple(cell for cell in order.line.cells if cell.operation in codes)
