"""First articles: what asks for one, what it stops, how far it is, who did what."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.flows.moves.queries import good_from
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.operations.queries import situation
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.events import About
from app.capabilities.quality.inspections.queries import latest, of_operation
from app.capabilities.quality.inspections.tables import REJECTED
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.queries import plans
from app.journal.ledger import ledger_of
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

GATE = "first_article"
STEPS = ("made", "inspected", "accepted", "released")
"""The way of a first article; the words are `first_article.step.<step>`."""
_LATELY = 120
_MOST_DONE = 12


@dataclass(frozen=True, slots=True)
class Article:
    """One first article: due, in work, or done. `is_gated`: reporting waits for its release.

    `seen` are the hashes a releasing signature covers: everything its record holds. `passed` is how
    many good pieces went on since a first article that was not accepted was asked for.
    """

    due: Due | None
    inspection: Inspection | None
    is_gated: bool = False
    seen: frozenset[str] = frozenset()
    passed: Decimal = Decimal(0)

    @property
    def key(self) -> str:
        """Return the inspection's name."""
        if self.inspection is not None:
            return self.inspection.name
        return "" if self.due is None else self.due.inspection

    @property
    def title(self) -> Bilingual:
        """Return what its plan is called."""
        if self.due is not None:
            return self.due.title
        assert self.inspection is not None  # it is one or the other
        return self.inspection.title

    @property
    def step(self) -> Standing:
        """Return what is to be done next."""
        if self.due is not None:
            return self.due.step
        return Standing.DONE if self.inspection is None else self.inspection.step

    @property
    def about(self) -> About:
        """Return what it is of."""
        if self.due is not None:
            return self.due.wanted.about
        assert self.inspection is not None  # it is one or the other
        row = self.inspection.row
        return About(
            order=row.order,
            operation=row.operation,
            lot=row.lot,
            product=row.product,
            equipment=row.equipment,
        )

    @property
    def causes(self) -> tuple[str, ...]:
        """Return what asked for it."""
        if self.due is not None:
            return self.due.wanted.causes
        return () if self.inspection is None else tuple(self.inspection.row.causes)

    @property
    def makers(self) -> tuple[str, ...]:
        """Return who ran the operation: they neither inspect nor release."""
        own = () if self.inspection is None else (self.inspection.row.maker,)
        found = own if self.due is None else (*self.due.makers, *own)
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def inspectors(self) -> tuple[str, ...]:
        """Return who inspected it: they do not release it."""
        if self.inspection is None:
            return ()
        row = self.inspection.row
        found = (row.begun_by, *row.inspectors, row.concluded_by)
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.step not in (Standing.DONE, Standing.CANCELLED)

    @property
    def place(self) -> int:
        """Return how many of `STEPS` are behind it."""
        if self.step in (Standing.TO_BEGIN,):
            return 1
        if self.step in (Standing.BEGUN, Standing.TO_REVIEW, Standing.TO_CONCLUDE):
            return 1 if self.step is Standing.BEGUN else 2
        return 3 if self.step is Standing.TO_RELEASE else 4


@dataclass(frozen=True, slots=True)
class FirstFacts:
    """First articles, what is open first; `planned` are the plans a change may be told for."""

    articles: tuple[Article, ...]
    planned: tuple[Planned, ...]
    names: dict[str, Bilingual]

    def article(self, key: str) -> Article | None:
        """Return one of them; the first where it is not known."""
        first = self.articles[0] if self.articles else None
        return next((one for one in self.articles if one.key == key), first)


def first_facts(connection: Connection, now: Moment, station: str) -> FirstFacts:
    """Return the first articles of the plant by the clock of `station`."""
    found = [
        _of_due(connection, one)
        for one in due(connection, now, station)
        if one.wanted.plan.trigger is Trigger.FIRST_ARTICLE
    ]
    known = {one.key for one in found}
    done = [
        Article(None, one)
        for one in latest(connection, _LATELY)
        if one.row.trigger == Trigger.FIRST_ARTICLE and one.name not in known and one.row.concluded
    ]
    return FirstFacts(
        (*found, *done[:_MOST_DONE]),
        plans(connection, now.ms, Trigger.FIRST_ARTICLE),
        {one.person: one.name for one in people(connection)},
    )


def _of_due(connection: Connection, one: Due) -> Article:
    about = one.wanted.about
    seen = frozenset[str]()
    if one.now is not None and one.step is Standing.TO_RELEASE:
        seen = frozenset(ledger_of(connection, one.now.row.stream).entries)
    is_gated = _is_gated(connection, about.order, about.operation)
    return Article(one, one.now, is_gated, seen, _passed(connection, one))


def _passed(connection: Connection, one: Due) -> Decimal:
    """Return how many good pieces went on since the one that was not accepted was asked for."""
    about, code = one.wanted.about, one.wanted.plan.code
    known = of_operation(connection, about.order, about.operation) if one.last_failed else ()
    asked = [each.row.asked_ms for each in known if each.row.plan == code and _is_failed(each)]
    if not asked:
        return Decimal(0)
    moves = good_from(connection, about.order, about.operation, since_ms=max(asked))
    return sum((move.quantity for move in moves), Decimal(0))


def _is_failed(one: Inspection) -> bool:
    return one.row.state == REJECTED


def _is_gated(connection: Connection, order: str, operation: str) -> bool:
    try:
        return GATE in situation(connection, order, operation).operation.gates
    except Refused:  # its route has not come here yet
        return False
