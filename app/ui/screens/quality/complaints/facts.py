"""What the screen of complaints shows, asked on the reader thread in one go. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.complaints.answers import Backwards, Waits
from app.capabilities.quality.complaints.decisions import number, waits
from app.capabilities.quality.complaints.queries import about, backwards, complaints
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual
from app.store import content

OPEN, REPORTABLE, DONE, ALL = "open", "reportable", "closed", "all"
PARTS = ((OPEN, "accent"), (REPORTABLE, "fail"), (DONE, "ink"), (ALL, "ink"))


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint of the list, and what it waits for."""

    row: ComplaintRow
    waits: Waits

    @property
    def stream(self) -> str:
        """Return its stream."""
        return self.row.stream

    @property
    def number(self) -> str:
        """Return its number."""
        return number(self.row.complaint)

    def is_in(self, part: str) -> bool:
        """Tell whether it stands in a part of the list."""
        if part == REPORTABLE:
            return self.row.is_reportable and not self.row.reported
        return part == ALL or (part == DONE) is self.row.is_closed


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """Every line, the one in front with what is known of its device, and people's names."""

    lines: tuple[Line, ...] = ()
    front: Line | None = None
    back: Backwards | None = None
    pictures: tuple[bytes, ...] = ()
    seen: frozenset[str] = frozenset()
    names: Mapping[str, Bilingual] = field(default_factory=dict)


def complaint_facts(connection: Connection, chosen: str) -> ComplaintFacts:
    """Return the complaints, the one of stream `chosen` in front, else the first."""
    lines = tuple(Line(row, waits(row)) for row in complaints(connection))
    front = next((one for one in lines if one.stream == chosen), next(iter(lines), None))
    names = {one.person: one.name for one in people(connection)}
    if front is None:
        return ComplaintFacts(names=names)
    kept = (content.fetch(connection, name) for name in front.row.pictures)
    return ComplaintFacts(
        lines,
        front,
        backwards(connection, front.row.complaint),
        tuple(data for data in kept if data is not None),
        frozenset(ledger_of(connection, front.stream).entries),
        names,
    )


def known_of(connection: Connection, di: str, lot: str, serial: str) -> tuple[ComplaintRow, ...]:
    """Return the complaints there are of a scanned device already."""
    return about(connection, lot=lot, di=di, serial=serial)
