"""What operations plug into rules: pieces move, an operation is completed."""

from decimal import Decimal
from functools import partial

from app.capabilities.documents.queries import body
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.flows.moves.queries import moves_through
from app.capabilities.labels.reconciliation.queries import reconciled
from app.capabilities.production.bodies import Route
from app.capabilities.production.operations.events import OperationCompleted
from app.capabilities.production.orders.queries import order
from app.capabilities.production.orders.tables import OrderRow
from app.journal.capability import Acting, Occasion
from app.journal.event import Event
from app.journal.ruling import Fact, Facts, Matter, Seen
from app.kernel.expressions import Worth

_MINUTE_MS = 60_000


def _moved(acting: Acting, event: Event) -> Seen | None:
    """See pieces of an order move: each move is a case of its own, one taken back is none."""
    moved: Moved = event.happened  # type: ignore[assignment]  # of this kind
    row = None if moved.corrects else order(acting.connection, moved.case)
    if row is None:
        return None
    return Seen(
        _matter(row, moved.source, moved.equipment, event),
        subject=event.hash,
        facts=Facts(
            {
                "dwell_min": partial(_dwell_min, acting, row, moved.source),
                "rested_min": partial(_rested_min, acting, moved, event),
            },
            cause=moved.cause.value,
            order=row.order,
            operation=moved.source,
            target=moved.target,
            product=row.product,
            lot=row.lot,
            quantity=moved.quantity,
            reason=moved.reason,
            equipment=moved.equipment,
            station=event.station,
        ),
    )


def _completed(acting: Acting, event: Event) -> Seen | None:
    """See an operation completed; it is completed once."""
    done: OperationCompleted = event.happened  # type: ignore[assignment]  # of this kind
    row = order(acting.connection, done.order)
    if row is None:
        return None
    return Seen(
        _matter(row, done.operation, "", event),
        subject=event.stream,
        facts=Facts(
            {"labels_unaccounted": partial(_labels_unaccounted, acting, row.order)},
            order=row.order,
            operation=done.operation,
            product=row.product,
            lot=row.lot,
            station=event.station,
        ),
    )


OCCASIONS = (
    Occasion(
        Moved,
        (
            Fact("cause", "choice", tuple(Cause)),
            Fact("order"),
            Fact("operation"),
            Fact("target"),
            Fact("product"),
            Fact("lot"),
            Fact("quantity", "number"),
            Fact("reason"),
            Fact("equipment"),
            Fact("station"),
            Fact("dwell_min", "number"),
            Fact("rested_min", "number"),
        ),
        _moved,
    ),
    Occasion(
        OperationCompleted,
        (
            Fact("order"),
            Fact("operation"),
            Fact("product"),
            Fact("lot"),
            Fact("station"),
            Fact("labels_unaccounted", "number"),
        ),
        _completed,
    ),
)


def _dwell_min(acting: Acting, row: OrderRow, operation: str) -> Worth:
    """Return how long pieces rest at an operation at least, in minutes, by the order's route."""
    found = body(acting.connection, row.route_pin, Route).operation(operation)
    return None if found is None else Decimal(found.min_dwell_min)


def _rested_min(acting: Acting, moved: Moved, event: Event) -> Worth:
    """Return how long the last pieces had been there when these went on, in whole minutes."""
    rows = moves_through(acting.connection, moved.case, moved.source)
    came = [
        row.at_ms
        for row in rows
        if row.target == moved.source and row.quantity > 0 and row.at_ms <= event.wall
    ]
    if not came:
        return None
    went = event.wall if moved.occurred_ms is None else moved.occurred_ms
    return Decimal((went - max(came)) // _MINUTE_MS)


def _labels_unaccounted(acting: Acting, number: str) -> Worth:
    """Return how many labels of an order are neither good, replaced nor void (21 CFR 820.45)."""
    sums = reconciled(acting.connection, order=number)
    return Decimal(sums.issued - sums.good - sums.replaced - sums.voided)


def _matter(row: OrderRow, operation: str, equipment: str, event: Event) -> Matter:
    return Matter(
        stream=event.stream,
        order=row.order,
        operation=operation,
        lot=row.lot,
        product=row.product,
        equipment=equipment,
        station=event.station,
    )
