"""The queries behind the checks that protect one station only (DESIGN §2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from app.capabilities.documents.queries import must_read, read_before_work, read_ms
from app.capabilities.flows.bodies import START
from app.capabilities.flows.decisions import sums
from app.capabilities.flows.events import node_stream
from app.capabilities.flows.queries import moves_at, moves_through, totals
from app.capabilities.people.accounts.queries import roles_of
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.production.operations.queries import double_starts
from app.capabilities.production.orders.events import OrderPlanned, order_stream
from app.capabilities.production.orders.queries import known
from app.capabilities.production.orders.tables import OrderRow, PlanClashRow, RoutedRow
from app.journal.event import Envelope, unseal
from app.journal.folding import events_of
from app.journal.rows import read
from app.store.tables import event

_NEVER = 1 << 62
"""Later than any time (ms)."""
KINDS = ("double_start", "negative_sum", "plan_clash", "double_release", "worked_unread")
"""What can contradict; the sentence of each is `production.discrepancy.<kind>`."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two truths that cannot both stand; `key` is sha256(kind, subjects).

    `owner` is the person who must settle it: who released the order, else who planned it.
    """

    key: str
    kind: str
    order: str
    operation: str
    owner: str
    stations: tuple[str, ...]
    quantity: Decimal | None
    at_ms: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the truths that contradict: who did what where; `what` is started, planned, came
    (quantity in), went (quantity out) or released."""

    what: str
    person: str
    station: str
    at_ms: int
    quantity: Decimal | None = None
    due: str = ""


def discrepancies(connection: Connection) -> tuple[Discrepancy, ...]:
    """Return every open contradiction of production, each with its owner, the oldest first.

    The queries behind the checks that protect one station only: double start, negative sum, an
    order planned twice with different facts, an order released twice, work by an unread document.
    """
    found = [
        *_double_starts(connection),
        *_wrong_sums(connection),
        *_plan_clashes(connection),
        *_worked_unread(connection),
    ]
    return tuple(sorted(found, key=lambda one: (one.at_ms, one.key)))


def _double_starts(connection: Connection) -> list[Discrepancy]:
    rows = double_starts(connection)
    owners = _owners(connection, {row.order for row in rows})
    return [
        Discrepancy(
            key=key_of("double_start", row.first, row.second),
            kind="double_start",
            order=row.order,
            operation=row.operation,
            owner=owners.get(row.order, ""),
            stations=(row.first_station, row.second_station),
            quantity=None,
            at_ms=row.at_ms,
        )
        for row in rows
    ]


def _wrong_sums(connection: Connection) -> list[Discrepancy]:
    t = OrderRow.table
    query = select(t.c.order, t.c.quantity).where(t.c.state == "released")
    orders = {row.order: row.quantity for row in connection.execute(query)}
    found = []
    owners = _owners(connection, orders)
    for number, moved in totals(connection, orders).items():
        at = sums((source, target, amount) for (source, target, _), amount in moved.items())
        for node, amount in at.items():
            if amount < 0 and not node.startswith("@"):
                found.append(_wrong_sum(connection, "negative_sum", (number, node), owners, amount))
        too_much = -at.get(START, Decimal(0)) - orders[number]
        if too_much > 0:
            place = (number, START)
            found.append(_wrong_sum(connection, "double_release", place, owners, too_much))
    return found


def _wrong_sum(
    connection: Connection,
    kind: str,
    place: tuple[str, str],
    owners: Mapping[str, str],
    quantity: Decimal,
) -> Discrepancy:
    order, node = place
    moves = moves_at(connection, order, node)
    return Discrepancy(
        key=key_of(kind, order, node),
        kind=kind,
        order=order,
        operation="" if node == START else node,
        owner=owners.get(order, ""),
        stations=tuple(sorted({move.station for move in moves})),
        quantity=quantity,
        at_ms=max((move.at_ms for move in moves), default=0),
    )


def _plan_clashes(connection: Connection) -> list[Discrepancy]:
    rows = read(connection, PlanClashRow, select(PlanClashRow.table))
    heads = _owners(connection, {row.order for row in rows})
    return [
        Discrepancy(
            key=key_of("plan_clash", row.order, row.second),
            kind="plan_clash",
            order=row.order,
            operation="",
            owner=heads.get(row.order, ""),
            stations=(),
            quantity=None,
            at_ms=0,
        )
        for row in rows
    ]


def _worked_unread(connection: Connection) -> list[Discrepancy]:
    """Find operations begun by an instruction its worker had to read first, and had not.

    The owner is the worker: whoever has worked by it reads and signs for it now.
    """
    documents = read_before_work(connection)
    t = RoutedRow.table
    query = select(t).where(t.c.instruction.in_(documents))
    found = []
    for row in read(connection, RoutedRow, query) if documents else ():
        stream = node_stream(row.order, row.operation)
        for name, start in _starts(connection, stream):
            roles = roles_of(connection, start.actor)
            done_ms = read_ms(connection, row.instruction, start.actor)
            if must_read(documents[row.instruction], roles) and (done_ms or _NEVER) > start.wall:
                found.append(
                    Discrepancy(
                        key=key_of("worked_unread", name),
                        kind="worked_unread",
                        order=row.order,
                        operation=row.operation,
                        owner=start.actor,
                        stations=(start.station,),
                        quantity=None,
                        at_ms=start.wall,
                    )
                )
    return found


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


def key_of(kind: str, *subjects: str) -> str:
    """Return the key of a discrepancy: the same on every node that finds it."""
    return sha256("\n".join((kind, *sorted(subjects))).encode()).hexdigest()


def sides(connection: Connection, one: Discrepancy) -> tuple[Side, ...]:
    """Return what contradicts in a discrepancy, in the order it happened as far as one can tell."""
    if one.kind == "double_start":
        found = _happened(connection, node_stream(one.order, one.operation), OperationStarted.kind)
        return tuple(Side("started", e.actor, e.station, e.wall) for e in found)
    if one.kind == "plan_clash":
        planned = _happened(connection, order_stream(one.order), OrderPlanned.kind)
        return tuple(_planned(e) for e in planned)
    node = one.operation or START
    return tuple(
        Side(
            _way(move.source, move.target, node),
            move.actor,
            move.station,
            move.at_ms,
            move.quantity,
        )
        for move in moves_through(connection, one.order, node)
    )


def _happened(connection: Connection, stream: str, kind: str) -> tuple[Envelope, ...]:
    query = (
        select(event.c.bytes)
        .where(event.c.stream == stream, event.c.kind == kind)
        .order_by(event.c.hlc, event.c.station, event.c.seq)
    )
    return tuple(unseal(bytes(data)).envelope for data in connection.execute(query).scalars())


def _planned(envelope: Envelope) -> Side:
    wanted = msgspec.json.decode(envelope.payload, type=OrderPlanned)
    return Side(
        "planned", envelope.actor, envelope.station, envelope.wall, wanted.quantity, wanted.due
    )


def _way(source: str, target: str, node: str) -> str:
    """Return what a move was to `node`: the release, quantity that came, or quantity that went."""
    if source == START:
        return "released"
    return "came" if target == node else "went"
