"""What the screen of CAPAs shows, asked on the reader thread in one go. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.people.signatures.queries import status
from app.capabilities.quality.capa.answers import Capa, Proposal
from app.capabilities.quality.capa.decisions import number
from app.capabilities.quality.capa.queries import capas, proposals
from app.journal.ledger import ledger_of
from app.kernel.words import Bilingual
from app.store import content

OPEN, LATE, PROPOSED, DONE, ALL = "open", "late", "proposed", "closed", "all"
PARTS = ((OPEN, "accent"), (LATE, "fail"), (PROPOSED, "warn"), (DONE, "ink"), (ALL, "ink"))
PROPOSAL = "capa_proposal/"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a CAPA, or a proposal of one."""

    stream: str
    today: str
    capa: Capa | None = None
    proposal: Proposal | None = None

    @property
    def number(self) -> str:
        """Return its number; a proposal has none."""
        return "" if self.capa is None else number(self.capa.row.capa)

    @property
    def is_late(self) -> bool:
        """Tell whether a day of it has passed with something undone."""
        return self.capa is not None and bool(self.capa.late(self.today))

    @property
    def state(self) -> str:
        """Return how it stands: open, late, proposed, closed."""
        if self.capa is None:
            return PROPOSED
        if self.capa.is_closed:
            return DONE
        return LATE if self.is_late else OPEN

    def is_in(self, part: str) -> bool:
        """Tell whether it stands in a part of the list."""
        return part in (ALL, self.state) or (part, self.state) == (OPEN, LATE)


@dataclass(frozen=True, slots=True)
class CapaFacts:
    """Every line, the one in front, its pictures, what is signed of it, and people's names."""

    lines: tuple[Line, ...] = ()
    front: Line | None = None
    pictures: tuple[bytes, ...] = ()
    seen: frozenset[str] = frozenset()
    signed_off: frozenset[str] = frozenset()
    names: Mapping[str, Bilingual] = field(default_factory=dict)


def capa_facts(connection: Connection, chosen: str, now_ms: int, today: str) -> CapaFacts:
    """Return proposals and CAPAs, that of stream `chosen` in front, else the first open one."""
    lines = (
        *(
            Line(f"{PROPOSAL}{one.key}", today, proposal=one)
            for one in proposals(connection, now_ms)
        ),
        *(Line(one.row.stream, today, capa=one) for one in capas(connection)),
    )
    front = next((one for one in lines if one.stream == chosen), next(iter(lines), None))
    names = {one.person: one.name for one in people(connection)}
    if front is None or front.capa is None:
        return CapaFacts(lines, front, names=names)
    one = front.capa
    parts = (*(s.pictures for s in one.steps), *(a.pictures for a in one.actions))
    parts += tuple(check.pictures for check in one.checks)
    wanted = dict.fromkeys(name for part in parts for name in part)
    kept = (content.fetch(connection, name) for name in wanted)
    return CapaFacts(
        lines,
        front,
        tuple(data for data in kept if data is not None),
        frozenset(ledger_of(connection, front.stream).entries),
        status(connection, front.stream).signed_off,
        names,
    )
