"""What the screen of lots shows, asked on the reader thread in one go; and what it proposes. No Qt.

facts = lot_facts(connection, vocabulary, now, "RM101-2611-01")
facts.part("quarantine")        # the first to expire first
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.materials.bodies import MATERIAL, Material
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.queries import in_stock, lot, used_up
from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.queries import due_of_lot
from app.capabilities.quality.inspections.answers import Inspection
from app.capabilities.quality.inspections.queries import of_lot
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.entries.queries import entries_of
from app.capabilities.sites.queries import stations
from app.journal.upcast import Vocabulary
from app.kernel.days import Moment, later
from app.kernel.refused import Refused
from app.ui.screens.records.telling import Names

LOTS = "lots"
"""The screen's name."""
ALL, EXPIRED, USED_UP = "all", "expired", "used_up"
PARTS = (
    (ALL, ""),
    (Status.QUARANTINE.value, "hold"),
    (Status.RELEASED.value, "ok"),
    (Status.HELD.value, "hold"),
    (EXPIRED, "fail"),
    (Status.REJECTED.value, "fail"),
    (USED_UP, ""),
)
"""The parts of the list, each with the colour of its dot."""
RARE = (EXPIRED, Status.REJECTED.value, USED_UP)
SOON_DAYS = 30
"""A lot that keeps no longer than this is warned of."""
MOST_USED_UP = 200
"""So many lots that are used up are listed; an older one is found by its name."""
_FOR_EVER = "9999-12-31"
_TURN = {EXPIRED: 0, USED_UP: 2, Status.REJECTED.value: 2}


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot, the part of the list it lies in, and how many days it keeps; None for ever."""

    lot: Lot
    part: str
    left: int | None


@dataclass(frozen=True, slots=True)
class LotDetail:
    """The lot in front, with its record in short and its incoming inspections."""

    line: LotLine
    entries: tuple[Entry, ...] = ()
    due: tuple[Due, ...] = ()
    inspections: tuple[Inspection, ...] = ()

    @property
    def accepted(self) -> Inspection | None:
        """Return the inspection that lets the lot be released; None where none does."""
        return next((one for one in reversed(self.inspections) if one.counts), None)


@dataclass(frozen=True, slots=True)
class LotFacts:
    """Every lot, the most pressing first; one in front."""

    lines: tuple[LotLine, ...] = ()
    chosen: LotDetail | None = None
    names: Names = field(default_factory=lambda: Names({}, {}))

    def part(self, key: str) -> tuple[LotLine, ...]:
        """Return one part of the list; `all` leaves out what is used up."""
        if key == ALL:
            return tuple(one for one in self.lines if one.part != USED_UP)
        return tuple(one for one in self.lines if one.part == key)

    def find(self, name: str) -> LotLine | None:
        """Return a lot by its name here."""
        return next((one for one in self.lines if one.lot.lot == name), None)


def lot_facts(connection: Connection, vocabulary: Vocabulary, now: Moment, chosen: str) -> LotFacts:
    """Return what the screen shows; `chosen` falls back to the most pressing lot."""
    lines = listed(_found(connection, chosen), now)
    front = next((one for one in lines if one.lot.lot == chosen), next(iter(lines), None))
    named = Names(
        {one.person: one.name for one in people(connection)},
        {one.station: one.name for one in stations(connection)},
    )
    if front is None:
        return LotFacts(names=named)
    name = front.lot.lot
    detail = LotDetail(
        front,
        entries_of(connection, vocabulary, f"lot/{name}"),
        due_of_lot(connection, now, front.lot),
        of_lot(connection, name),
    )
    return LotFacts(lines, detail, named)


def _found(connection: Connection, chosen: str) -> tuple[Lot, ...]:
    """Return what is in stock, what was used up lately, and the one asked for however old."""
    found = (*in_stock(connection), *used_up(connection, MOST_USED_UP))
    asked = lot(connection, chosen) if chosen else None
    known = {one.lot for one in found}
    return found if asked is None or asked.lot in known else (*found, asked)


def receivable(connection: Connection, now_ms: int) -> tuple[Material, ...]:
    """Return the materials that may be received here, by code; those not arrived are left out."""
    found = []
    for pin in all_in_force(connection, MATERIAL, now_ms):
        try:
            found.append(body(connection, pin.body, Material))
        except Refused:  # its body is still on its way here
            continue
    return tuple(found)


def listed(found: Iterable[Lot], now: Moment) -> tuple[LotLine, ...]:
    """Return lots in the order they press: expired, then the first to expire, then for ever.

    What is rejected or used up is nobody's haste and comes last.
    """
    lines = (LotLine(one, part_of(one, now), one.days_left(now)) for one in found)
    return tuple(sorted(lines, key=_turn))


def part_of(lot: Lot, now: Moment) -> str:
    """Return which part of the list a lot lies in: the more careful one."""
    if lot.is_used_up:
        return USED_UP
    if lot.status is not Status.REJECTED and lot.is_expired(now):
        return EXPIRED
    return lot.status.value


def proposed_name(material: str, day: str, taken: Iterable[str]) -> str:
    """Return a name for a lot received on a day (ISO): `RM101-2611-02`, the next free number.

    A proposal only: another station may be taking the same one, and people may write their own.
    """
    stem = f"{material.replace('-', '')}-{day[2:4]}{day[5:7]}-"
    numbers = [name.removeprefix(stem) for name in taken if name.startswith(stem)]
    last = max((int(one) for one in numbers if one.isdecimal()), default=0)
    return f"{stem}{last + 1:02}"


def proposed_expiry(material: Material, made: str) -> str:
    """Return the last day of what was made on a day (ISO); empty for what keeps for ever."""
    return later(made, material.shelf_life_days) if material.shelf_life_days and made else ""


def span_of(lot: Lot, now: Moment, received: str) -> tuple[int, int, int]:
    """Return the day it came, its last day and today, as ordinals; it must expire on a day."""
    begin = date.fromisoformat(received).toordinal()
    return begin, date.fromisoformat(lot.expiry).toordinal(), _today(now)


def _today(now: Moment) -> int:
    return date.fromisoformat(now.day).toordinal()


def _turn(line: LotLine) -> tuple[int, str, str]:
    return _TURN.get(line.part, 1), line.lot.expiry or _FOR_EVER, line.lot.lot
