"""What the list of due inspections shows, asked in one go, and how many there are."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.queries import latest
from app.capabilities.quality.plans.bodies import Trigger
from app.kernel.days import Moment
from app.kernel.words import Bilingual

SOON_MS = 60 * 60_000
"""What comes within an hour is shown as coming soon."""
PARTS = ("overdue", "due", "soon", "later", "waiting")
"""What the list can be narrowed to; the words are `due.part.<part>`."""
WAITS = (Standing.TO_REVIEW, Standing.TO_CONCLUDE, Standing.TO_RELEASE)
"""Steps in which an inspection waits for a signature or a decision."""
_LATELY = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One inspection: due, or (`inspection` alone) waiting for somebody beside what is due."""

    due: Due | None
    inspection: Inspection | None = None

    @property
    def step(self) -> Standing:
        """Return what is to be done next."""
        if self.due is not None:
            return self.due.step
        return Standing.TO_BEGIN if self.inspection is None else self.inspection.step

    @property
    def part(self) -> str:
        """Return the part of the list it stands in."""
        if self.step in WAITS or self.due is None:
            return "waiting"
        return part_of(self.due)

    @property
    def key(self) -> str:
        """Return what it is found by."""
        if self.due is not None:
            return self.due.inspection
        return "" if self.inspection is None else self.inspection.name


@dataclass(frozen=True, slots=True)
class DueFacts:
    """Everything due or waiting, the most pressing first, and what people are called."""

    lines: tuple[Line, ...]
    names: dict[str, Bilingual]

    def part(self, part: str) -> tuple[Line, ...]:
        """Return the lines of one part; all for any other word."""
        return tuple(one for one in self.lines if part not in PARTS or one.part == part)


def part_of(one: Due) -> str:
    """Return overdue, due, soon or later."""
    if one.state is State.OVERDUE:
        return "overdue"
    if one.state is State.DUE:
        return "due"
    is_soon = one.late_ms is not None and one.late_ms >= -SOON_MS
    return "soon" if is_soon else "later"


def due_facts(connection: Connection, now: Moment, station: str) -> DueFacts:
    """Return what is due at this plant by the clock of `station`, and what waits for somebody."""
    found = due(connection, now, station)
    known = {one.inspection for one in found}
    waiting = (
        Line(None, one)
        for one in latest(connection, _LATELY)
        if one.name not in known and one.step in (*WAITS, Standing.BEGUN)
    )
    lines = sorted((*(Line(one) for one in found), *waiting), key=_place)
    return DueFacts(tuple(lines), {one.person: one.name for one in people(connection)})


def due_count(connection: Connection, now: Moment, station: str) -> int:
    """Return how many inspections are due or overdue now."""
    return sum(one.state is not State.UPCOMING for one in due(connection, now, station))


def _place(one: Line) -> tuple[int, bool, int]:
    """Return what sorts the lines: how pressing, then what stops a machine, then how late."""
    due = one.due
    late_ms = 0 if due is None or due.late_ms is None else due.late_ms
    waits = due is None or due.wanted.plan.trigger is not Trigger.FIRST_ARTICLE
    return PARTS.index(one.part), waits, -late_ms
