"""What the screen of deviations shows, asked on the reader thread in one go. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.capa.answers import Capa
from app.capabilities.quality.capa.queries import capas_of
from app.capabilities.quality.deviations.answers import Deviation
from app.capabilities.quality.deviations.decisions import number
from app.capabilities.quality.deviations.events import deviation_stream
from app.capabilities.quality.deviations.queries import of_parameters, reports, unclosed
from app.capabilities.quality.deviations.tables import CLOSED, ReportRow
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual
from app.store import content

OPEN, PARAMETERS, DONE, ALL = "open", "parameters", "closed", "all"
PARTS = ((OPEN, "warn"), (PARAMETERS, "ink"), (DONE, "ink"), (ALL, "ink"))


@dataclass(frozen=True, slots=True)
class Line:
    """One deviation of the list: people told it (`row`), or a parameter's machine did (`one`)."""

    stream: str
    row: ReportRow | None = None
    one: Deviation | None = None

    @property
    def number(self) -> str:
        """Return its number, or the machine of a parameter's."""
        if self.row is not None:
            return number(self.row.deviation)
        return "" if self.one is None else self.one.equipment

    @property
    def said(self) -> str:
        """Return what it is."""
        if self.row is not None:
            return self.row.actual
        one = self.one
        return "" if one is None else f"{one.parameter} {one.value} / {one.limit} {one.unit}"

    @property
    def about(self) -> str:
        """Return what it is about."""
        row = self.row
        if row is not None:
            return row.order or row.lot or row.equipment or row.material or row.form
        return "" if self.one is None else self.one.order

    @property
    def state(self) -> str:
        """Return how it stands: a state of those people told, `answered` or `unanswered`."""
        if self.row is not None:
            return self.row.state
        return "unanswered" if self.one is not None and self.one.is_open else "answered"

    def is_in(self, part: str) -> bool:
        """Tell whether it stands in a part of the list."""
        if part == PARAMETERS:
            return self.one is not None
        if part == DONE:
            return self.state == CLOSED
        return part == ALL or (part == OPEN and self.state not in (CLOSED, "answered"))


@dataclass(frozen=True, slots=True)
class DeviationFacts:
    """Every line, and the one in front with what goes with it; `seen` are its entries' hashes."""

    lines: tuple[Line, ...] = ()
    front: Line | None = None
    capas: tuple[Capa, ...] = ()
    pictures: tuple[bytes, ...] = ()
    seen: frozenset[str] = frozenset()
    names: Mapping[str, Bilingual] = field(default_factory=dict)


def deviation_facts(connection: Connection, chosen: str) -> DeviationFacts:
    """Return the deviations, the one of stream `chosen` in front, else the first."""
    told = {row.deviation: row for row in (*unclosed(connection), *reports(connection))}
    lines = (
        *(Line(row.stream, row=row) for row in told.values()),
        *(Line(deviation_stream(one.crossing), one=one) for one in of_parameters(connection)),
    )
    front = next((one for one in lines if one.stream == chosen), next(iter(lines), None))
    names = {one.person: one.name for one in people(connection)}
    if front is None:
        return DeviationFacts(names=names)
    named = () if front.row is None else front.row.pictures
    kept = (content.fetch(connection, name) for name in named)
    return DeviationFacts(
        lines,
        front,
        capas_of(connection, front.stream),
        tuple(data for data in kept if data is not None),
        frozenset(ledger_of(connection, front.stream).entries),
        names,
    )
