"""The queries behind the checks that protect one station only (DESIGN §2)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from sqlalchemy import Connection, select

from app.capabilities.documents.queries import body, must_read, read_before_work, read_ms
from app.capabilities.flows.moves.bodies import START
from app.capabilities.flows.moves.decisions import sums
from app.capabilities.flows.moves.events import node_stream
from app.capabilities.flows.moves.queries import moves_through, totals
from app.capabilities.people.accounts.queries import roles_of
from app.capabilities.people.qualifications.decisions import lacking
from app.capabilities.people.qualifications.queries import grants
from app.capabilities.production.bodies import Instruction, Operation, Route, Step
from app.capabilities.production.held_work.queries import WORKED_ON_HOLD, worked_on_hold
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.production.operations.queries import double_starts
from app.capabilities.production.operations.tables import DoubleStartRow, OperationRow
from app.capabilities.production.orders.events import OrderPlanned, order_stream
from app.capabilities.production.orders.queries import instruction_pin, known
from app.capabilities.production.orders.tables import OrderRow, PlanClashRow, RoutedRow
from app.capabilities.production.weighings.decisions import band, total
from app.capabilities.production.weighings.queries import weighed_operations, weighings
from app.journal.discrepancy import Check, Discrepancy
from app.journal.event import Envelope
from app.journal.folding import events_of
from app.journal.rows import read
from app.kernel.refused import Refused

DOUBLE_START = "double_start"
NEGATIVE_SUM = "negative_sum"
DOUBLE_RELEASE = "double_release"
PLAN_CLASH = "plan_clash"
WORKED_UNQUALIFIED = "worked_unqualified"
WORKED_UNREAD = "worked_unread"
OVERWEIGHED = "overweighed"
LOOKED_AT = 200
"""The latest moves of a wrong sum that are named; one more makes it another set."""
_NEVER = 1 << 62
"""Later than any time (ms)."""


def started_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations that stations started without knowing of each other.

    One for each operation: a third start is no other contradiction, it makes this one return.
    """
    clashes: defaultdict[tuple[str, str], list[DoubleStartRow]] = defaultdict(list)
    for row in double_starts(connection):
        clashes[row.order, row.operation].append(row)
    owners = _owners(connection, {order for order, _ in clashes})
    for (order, operation), rows in clashes.items():
        starts = {row.first: row.first_station for row in rows}
        starts |= {row.second: row.second_station for row in rows}
        yield Discrepancy(
            kind=DOUBLE_START,
            subjects=(order, operation),
            owner=owners.get(order, ""),
            at_ms=max(row.at_ms for row in rows),
            stream=node_stream(order, operation),
            looked_at=tuple(starts),
            stations=tuple(dict.fromkeys(starts.values())),
            facts={"order": order, "operation": operation},
        )


def wrong_sums(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations with fewer than no pieces, and orders that were released twice."""
    t = OrderRow.table
    query = select(t.c.order, t.c.quantity).where(t.c.state == "released")
    orders = {row.order: row.quantity for row in connection.execute(query)}
    owners = _owners(connection, orders)
    for number, moved in totals(connection, orders).items():
        at = sums((source, target, amount) for (source, target, _), amount in moved.items())
        for node, amount in at.items():
            if amount < 0 and not node.startswith("@"):
                yield _wrong_sum(connection, NEGATIVE_SUM, (number, node), owners, amount)
        too_much = -at.get(START, Decimal(0)) - orders[number]
        if too_much > 0:
            yield _wrong_sum(connection, DOUBLE_RELEASE, (number, START), owners, too_much)


def planned_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find orders planned again with other facts, at a station that had not seen the first."""
    rows = read(connection, PlanClashRow, select(PlanClashRow.table))
    owners = _owners(connection, {row.order for row in rows})
    for row in rows:
        stream = order_stream(row.order)
        plans = [e for e in events_of(connection, stream) if e.envelope.kind == OrderPlanned.kind]
        yield Discrepancy(
            kind=PLAN_CLASH,
            subjects=(row.order, row.second),
            owner=owners.get(row.order, ""),
            at_ms=max(e.envelope.wall for e in plans),
            stream=stream,
            looked_at=tuple(e.hash for e in plans),
            stations=tuple(dict.fromkeys(e.envelope.station for e in plans)),
            facts={"order": row.order},
        )


def _wrong_sum(
    connection: Connection,
    kind: str,
    place: tuple[str, str],
    owners: Mapping[str, str],
    quantity: Decimal,
) -> Discrepancy:
    order, node = place
    moves = moves_through(connection, order, node)
    if kind == DOUBLE_RELEASE:
        moves = tuple(move for move in moves if move.source == START)
    return Discrepancy(
        kind=kind,
        subjects=place,
        owner=owners.get(order, ""),
        at_ms=max((move.at_ms for move in moves), default=0),
        stream=order_stream(order) if node == START else node_stream(order, node),
        looked_at=tuple(move.hash for move in moves[-LOOKED_AT:]),
        stations=tuple(sorted({move.station for move in moves})),
        facts={
            "order": order,
            "operation": "" if node == START else node,
            "quantity": quantity,
        },
    )


def worked_unqualified(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations begun by somebody who, as one knows now, was not qualified then."""
    required = _required(connection)
    t = OperationRow.table
    query = select(t).where(t.c.order.in_({order for order, _ in required}), t.c.by != "")
    rows = [
        row
        for row in read(connection, OperationRow, query)
        if (row.order, row.operation) in required
    ]
    held = grants(connection, {row.by for row in rows})
    owners = _owners(connection, {row.order for row in rows})
    for row in rows:
        wanted = required[row.order, row.operation]
        if lacking(wanted, held.get(row.by, ()), row.started_ms):
            yield Discrepancy(
                kind=WORKED_UNQUALIFIED,
                subjects=(row.order, row.operation),
                owner=owners.get(row.order, ""),
                at_ms=row.started_ms,
                stream=node_stream(row.order, row.operation),
                looked_at=(row.started,),
                stations=(row.started_at,),
                facts={"order": row.order, "operation": row.operation, "person": row.by},
            )


def overweighed(connection: Connection) -> Iterator[Discrepancy]:
    """Find steps that two stations together weighed too much for."""
    places = weighed_operations(connection)
    heads = known(connection, {order for order, _ in places})
    owners = _owners(connection, heads)
    for order, operation in places:
        head = heads.get(order)
        rows = weighings(connection, order, operation)
        for place, step in enumerate(_steps(connection, order, operation)):
            here = tuple(row for row in rows if row.step == place)
            if head is None or step.weigh is None or not here:
                continue
            wanted = band(step.weigh, head.quantity)
            net = total(here, place)
            if net > wanted.high:
                yield Discrepancy(
                    kind=OVERWEIGHED,
                    subjects=(order, operation, f"{place + 1}"),
                    owner=owners.get(order, ""),
                    at_ms=max(row.at_ms for row in here),
                    stream=node_stream(order, operation),
                    looked_at=tuple(row.hash for row in here),
                    stations=tuple(sorted({row.station for row in here})),
                    facts={
                        "order": order,
                        "operation": operation,
                        "quantity": net,
                        "unit": wanted.unit,
                        "most": wanted.high,
                    },
                )


def _steps(connection: Connection, order: str, operation: str) -> tuple[Step, ...]:
    """Return the steps of an instruction; none while it has not arrived here."""
    pin = instruction_pin(connection, order, operation)
    try:
        return body(connection, pin, Instruction).steps if pin else ()
    except Refused:
        return ()


def _required(connection: Connection) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what each operation of a released order requires of who begins it, where it does."""
    t = OrderRow.table
    query = select(t.c.order, t.c.route_pin).where(t.c.state == "released")
    pins = {row.order: row.route_pin for row in connection.execute(query)}
    here = {pin: _operations(connection, pin) for pin in set(pins.values())}
    return {
        (order, one.code): one.qualifications
        for order, pin in pins.items()
        for one in here[pin]
        if one.qualifications
    }


def _operations(connection: Connection, route_pin: str) -> tuple[Operation, ...]:
    """Return the operations of a route; none while it has not arrived here."""
    try:
        return body(connection, route_pin, Route).operations
    except Refused:
        return ()


def worked_unread(connection: Connection) -> Iterator[Discrepancy]:
    """Find operations begun by an instruction its worker had to read first, and had not.

    The owner is the worker: whoever has worked by it reads and signs for it now.
    """
    documents = read_before_work(connection)
    t = RoutedRow.table
    query = select(t).where(t.c.instruction.in_(documents))
    for row in read(connection, RoutedRow, query) if documents else ():
        stream = node_stream(row.order, row.operation)
        for name, start in _starts(connection, stream):
            roles = roles_of(connection, start.actor)
            done_ms = read_ms(connection, row.instruction, start.actor)
            if must_read(documents[row.instruction], roles) and (done_ms or _NEVER) > start.wall:
                yield Discrepancy(
                    kind=WORKED_UNREAD,
                    subjects=(row.order, row.operation, start.actor),
                    owner=start.actor,
                    at_ms=start.wall,
                    stream=stream,
                    looked_at=(name,),
                    stations=(start.station,),
                    facts={
                        "order": row.order,
                        "operation": row.operation,
                        "person": start.actor,
                    },
                )


def _starts(connection: Connection, stream: str) -> tuple[tuple[str, Envelope], ...]:
    return tuple(
        (one.hash, one.envelope)
        for one in events_of(connection, stream)
        if one.envelope.kind == OperationStarted.kind
    )


def _owners(connection: Connection, orders: Collection[str]) -> dict[str, str]:
    """Return who released (or else planned) each order: the owner of what goes wrong with it."""
    heads = known(connection, orders)
    return {number: row.released_by or row.planned_by for number, row in heads.items()}


CHECKS = (
    Check((DOUBLE_START,), started_twice),
    Check((NEGATIVE_SUM, DOUBLE_RELEASE), wrong_sums),
    Check((PLAN_CLASH,), planned_twice),
    Check((WORKED_UNQUALIFIED,), worked_unqualified),
    Check((WORKED_UNREAD,), worked_unread),
    Check((OVERWEIGHED,), overweighed),
    Check((WORKED_ON_HOLD,), worked_on_hold),
)
"""What the screens of production look at: the journal's own checks are the desk's."""
