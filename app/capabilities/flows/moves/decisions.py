"""What is allowed in a flow: pure rules over a flow and the sums of its moves."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.capabilities.flows.moves.bodies import END, SCRAP, START, EdgeKind, Flow
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.flows.moves.tables import MoveRow
from app.kernel.quantity import Quantity, is_exact
from app.kernel.refused import Refused

Sums = Mapping[str, Decimal]
"""Quantity at each node; what is missing is zero. Negative is legal after a merge, and shown."""

_NOTHING = Decimal(0)


def check_flow(flow: Flow) -> None:
    """Raise Refused unless every node is reached from START and leads forward to END.

    Refusals: `flow.empty`, `flow.unknown_node`, `flow.unreachable`, `flow.dead_end`,
    `flow.node_twice`.
    """
    if not flow.nodes:
        raise Refused("flow.empty")
    if len(set(flow.nodes)) != len(flow.nodes):
        raise Refused("flow.node_twice")
    _check_edges(flow)
    to_end = flow.before(END, EdgeKind.FORWARD)
    for node in flow.nodes:
        if START not in flow.before(node):
            raise Refused("flow.unreachable", node=node)
        if node not in to_end:
            raise Refused("flow.dead_end", node=node)


def _check_edges(flow: Flow) -> None:
    """Cases begin at START and are over at END, so no way leads into the one or out of the other.

    SCRAP is reached from every node without a way.
    """
    nodes = {node for node in flow.nodes if node not in (START, END, SCRAP)}
    for edge in flow.edges:
        if edge.source not in nodes | {START}:
            raise Refused("flow.unknown_node", node=edge.source)
        if edge.target not in nodes | {END}:
            raise Refused("flow.unknown_node", node=edge.target)


def release(flow: Flow, case: str, quantity: Quantity) -> Moved:
    """Put a case's quantity on its first node."""
    (first, *_) = flow.targets(START)
    return _moved(case, START, first, quantity, Cause.RELEASE)


def advance(
    flow: Flow, case: str, source: str, target: str | None, quantity: Quantity, here: Decimal
) -> Moved:
    """Move good quantity on from `source`, to `target` or the usual way.

    `here` is the quantity at `source`. Refusals: `flow.no_such_way`, `flow.more_than_here`.
    """
    forward, back = flow.targets(source), flow.targets(source, EdgeKind.REWORK)
    to = target or forward[0]
    if to not in (*forward, *back):
        raise Refused("flow.no_such_way", source=source, target=to)
    _check_amount(quantity.value, here)
    return _moved(case, source, to, quantity, Cause.REWORK if to in back else Cause.GOOD)


def lose(case: str, source: str, quantity: Quantity, reason: str, here: Decimal) -> Moved:
    """Move quantity from `source` to scrap for a reason. Refusal: `flow.more_than_here`."""
    _check_amount(quantity.value, here)
    return _moved(case, source, SCRAP, quantity, Cause.SCRAP, reason)


def counter(
    original: MoveRow, amount: Decimal, reason: str, *, left: Decimal, there: Decimal
) -> Moved:
    """Take back `amount` of a move, by a counter-move.

    `left` is what earlier corrections left of the original, `there` what stands at its target.
    Refusals: `correct.more_than_reported`, `correct.already_used`, `correct.reason_missing`,
    `flow.bad_amount`.
    """
    if not reason.strip():
        raise Refused("correct.reason_missing")
    if not is_exact(amount):
        raise Refused("flow.bad_amount")
    if not _NOTHING < amount <= left:
        raise Refused("correct.more_than_reported", left=left)
    if original.target not in (SCRAP, END) and amount > there:
        raise Refused("correct.already_used", there=there)
    return Moved(
        case=original.case,
        source=original.source,
        target=original.target,
        quantity=-amount,
        unit=original.unit,
        cause=Cause(original.cause),
        reason=reason.strip(),
        corrects=original.hash,
        equipment=original.equipment,
    )


def sums(moves: Iterable[tuple[str, str, Decimal]]) -> dict[str, Decimal]:
    """Return the quantity at every place from (source, target, quantity) of each move.

    START goes negative by what was released, so the whole always adds up to nothing.
    """
    at: dict[str, Decimal] = {}
    for source, target, quantity in moves:
        at[source] = at.get(source, _NOTHING) - quantity
        at[target] = at.get(target, _NOTHING) + quantity
    return at


def is_through(flow: Flow, node: str, at: Sums) -> bool:
    """Tell whether nothing is at `node` and nothing can still come to it but by rework."""
    waiting = flow.before(node, EdgeKind.FORWARD) - {START} | {node}
    return all(at.get(place, _NOTHING) <= 0 for place in waiting)


def _check_amount(amount: Decimal, here: Decimal) -> None:
    if not is_exact(amount) or amount <= 0:
        raise Refused("flow.bad_amount")
    if amount > here:
        raise Refused("flow.more_than_here", here=here)


def _moved(  # the parts of a move, spelled once
    case: str, source: str, target: str, quantity: Quantity, cause: Cause, reason: str = ""
) -> Moved:
    return Moved(
        case=case,
        source=source,
        target=target,
        quantity=quantity.value,
        unit=quantity.unit,
        cause=cause,
        reason=reason,
    )
