"""What one may ask of a nonconformance until it is decided what becomes of its pieces."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.holds.answers import Scope
from app.capabilities.quality.nonconformance.containing import decisions as containing
from app.capabilities.quality.nonconformance.containing.decisions import Holding
from app.capabilities.quality.nonconformance.containing.queries import held_lots, held_work
from app.capabilities.quality.nonconformance.records import decisions
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    AffectedKind,
    CostKind,
    Finding,
    Picture,
    Risk,
    Severity,
)
from app.capabilities.quality.nonconformance.records.events import (
    NonconformanceContained,
    NonconformanceEvaluated,
)
from app.capabilities.quality.nonconformance.records.queries import (
    known,
    misses_registered,
    open_results,
)
from app.capabilities.quality.nonconformance.reviewing.queries import end, open_acts, take_turn
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.expressions import Worth

REGISTER, EVALUATE, CLOSE = "quality.register", "quality.evaluate", "quality.close"
DISPOSE = "quality.dispose"


class ContainNonconformance(Command, frozen=True, kw_only=True):
    """Say where the pieces were put aside, and show it."""

    right: ClassVar[str] = REGISTER
    name: str
    place: str
    pictures: tuple[Picture, ...] = ()


class EvaluateNonconformance(Command, frozen=True, kw_only=True):
    """Judge how bad it is, how much, what else is affected; what is found held is held at once."""

    right: ClassVar[str] = EVALUATE
    name: str
    severity: Severity
    risk: Risk
    quantity: Decimal
    affected: tuple[Affected, ...] = ()
    needs_investigation: bool = False
    registered: bool = False
    remark: str = ""


class InvestigateNonconformance(Command, frozen=True, kw_only=True):
    """Say why it is so, once every failed result of its form was investigated."""

    right: ClassVar[str] = EVALUATE
    name: str
    cause: str
    pictures: tuple[Picture, ...] = ()


class RemarkNonconformance(Command, frozen=True, kw_only=True):
    """Say or show something of it."""

    right: ClassVar[str] = REGISTER
    name: str
    remark: str = ""
    pictures: tuple[Picture, ...] = ()


class NoteCost(Command, frozen=True, kw_only=True):
    """Note what it cost; a negative amount takes back."""

    right: ClassVar[str] = EVALUATE
    name: str
    sort: CostKind
    amount: Decimal
    currency: str = "CNY"
    remark: str = ""


class ExtendDue(Command, frozen=True, kw_only=True):
    """Let it take until the end of a day."""

    right: ClassVar[str] = DISPOSE
    name: str
    day: str
    reason: str


class CallOffNonconformance(Command, frozen=True, kw_only=True):
    """Say, two persons, that it was opened by mistake; both sign it in one act."""

    right: ClassVar[str] = CLOSE
    name: str
    reason: str
    second: str

    @property
    def witness(self) -> str:
        """Return the second person, who signs too."""
        return self.second


def contain(acting: Acting, command: ContainNonconformance) -> list[Happened]:
    """Answer ContainNonconformance, by the rules of `decisions.contain`."""
    it = known(acting.connection, command.name)
    return [decisions.contain(it, command.place, command.pictures)]


def evaluate(acting: Acting, command: EvaluateNonconformance) -> list[Happened]:
    """Answer EvaluateNonconformance, by the rules of `decisions.evaluate`, in the flow's turn."""
    connection, it = acting.connection, known(acting.connection, command.name)
    form = it.row.filled
    wanted = NonconformanceEvaluated(
        name=it.name,
        severity=command.severity,
        risk=command.risk,
        quantity=command.quantity,
        affected=command.affected,
        needs_investigation=command.needs_investigation,
        registered=command.registered or misses_registered(connection, form, acting.plugs),
        remark=command.remark.strip(),
    )
    results = open_results(connection, form, acting.plugs)
    evaluated = decisions.evaluate(it, wanted, open_results=results)
    facts: dict[str, Worth] = {
        "severity": evaluated.severity.value,
        "risk": evaluated.risk.value,
        "needs_investigation": evaluated.needs_investigation,
        "registered": it.row.registered or evaluated.registered,
        "quantity": evaluated.quantity,
    }
    outcome = "investigate" if evaluated.needs_investigation else "clear"
    turn = take_turn(acting, it, "evaluate", outcome, facts)
    return [evaluated, *_hold_affected(acting, it, evaluated.affected), *turn]


def investigate(acting: Acting, command: InvestigateNonconformance) -> list[Happened]:
    """Answer InvestigateNonconformance, by `decisions.investigate`, in the flow's turn."""
    it = known(acting.connection, command.name)
    results = open_results(acting.connection, it.row.filled, acting.plugs)
    said = decisions.investigate(it, command.cause, results, command.pictures)
    asked = open_acts(acting.connection, it)
    if asked is not None and "investigate" not in asked:  # said of one's own accord
        return [said]
    return [said, *take_turn(acting, it, "investigate", "done", {})]


def remark(acting: Acting, command: RemarkNonconformance) -> list[Happened]:
    """Answer RemarkNonconformance."""
    it = known(acting.connection, command.name)
    return [decisions.remark(it, command.remark, command.pictures)]


def note_cost(acting: Acting, command: NoteCost) -> list[Happened]:
    """Answer NoteCost."""
    it = known(acting.connection, command.name)
    noted = decisions.note_cost(it, command.sort, command.amount, command.currency, command.remark)
    return [noted]


def extend(acting: Acting, command: ExtendDue) -> list[Happened]:
    """Answer ExtendDue."""
    it = known(acting.connection, command.name)
    return [decisions.extend(it, command.day, command.reason, acting.now.day)]


def call_off(acting: Acting, command: CallOffNonconformance) -> list[Happened]:
    """Answer CallOffNonconformance: it frees what it held, and its flow goes no further."""
    it = known(acting.connection, command.name)
    names = {one.person for one in people(acting.connection) if one.is_active}
    called_off = decisions.call_off(it, command.reason, command.second, acting.actor, names)
    reason = f"{it.row.number}: {called_off.reason}"
    return [called_off, *freed(acting, it, reason), *end(acting, it, called_off.reason)]


def freed(acting: Acting, it: Nonconformance, reason: str) -> list[Happened]:
    """Return what lifts every hold of a nonconformance."""
    lots = held_lots(acting.connection, it.name, it.row.holds)
    return containing.free(it.name, lots, held_work(acting.connection, it.name), reason)


def _hold_affected(
    acting: Acting, it: Nonconformance, affected: Iterable[Affected]
) -> list[Happened]:
    """Hold what was found to be affected too, and is not held for this yet."""
    held = Holding(it.name, it.row.number, it.title)
    found: dict[str, Happened] = {}
    standing = [one.scope for one in held_work(acting.connection, it.name)]
    for one in affected:
        if one.finding not in (Finding.HELD, Finding.CHECKED_BAD):
            continue
        if one.kind is AffectedKind.LOT:
            found |= containing.hold_lot(held, lot_of(acting.connection, one.name))
        elif one.kind in (AffectedKind.ORDER, AffectedKind.EQUIPMENT):
            is_order = one.kind is AffectedKind.ORDER
            scope = Scope(order=one.name) if is_order else Scope(equipment=one.name)
            if scope not in standing:
                found |= containing.hold_work(held, scope, part=one.name)
    if not found:
        return []
    return [*found.values(), NonconformanceContained(name=it.name, holds=tuple(found))]
