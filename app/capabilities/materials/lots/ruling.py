"""What rules may start from with lots: they come in, are opened, near their expiry."""

from collections.abc import Iterator
from decimal import Decimal

from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.events import LotOpened, LotReceived, lot_stream
from app.capabilities.materials.lots.queries import expiring, lot
from app.journal.capability import Acting, Occasion, Watch
from app.journal.event import Event
from app.journal.ruling import Fact, Matter, Seen
from app.kernel.days import Moment
from app.kernel.expressions import Worth

HORIZON_DAYS = 3_650
"""A lot that keeps longer is watched by no rule."""

_FACTS = (
    Fact("material"),
    Fact("supplier"),
    Fact("lot"),
    Fact("status", "choice", tuple(Status)),
    Fact("quantity", "number"),
    Fact("days_left", "number"),
)


def _came(acting: Acting, event: Event) -> Seen | None:
    """See a lot that was received or opened."""
    about: LotReceived | LotOpened = event.happened  # type: ignore[assignment]  # of these kinds
    known = lot(acting.connection, about.lot)
    if known is None:
        return None
    container = about.container if isinstance(about, LotOpened) else ""
    return _seen(known, Moment(event.wall, acting.offset_min), event, container)


def _watched(acting: Acting) -> Iterator[Seen]:
    """See every lot somebody may still use: the same until its expiry is another."""
    for one in expiring(acting.connection, acting.now, HORIZON_DAYS):
        yield _seen(one, acting.now)


OCCASIONS = (Occasion(LotReceived, _FACTS, _came), Occasion(LotOpened, _FACTS, _came))
WATCHES = (Watch("materials.lots", _FACTS, _watched),)


def _seen(one: Lot, now: Moment, event: Event | None = None, container: str = "") -> Seen:
    left = one.days_left(now)
    facts: dict[str, Worth] = {
        "material": one.material,
        "supplier": one.supplier,
        "lot": one.lot,
        "status": one.status.value,
        "quantity": one.quantity,
        "days_left": None if left is None else Decimal(left),
    }
    stream = lot_stream(one.lot)
    return Seen(
        Matter(
            stream=stream,
            lot=one.lot,
            material=one.material,
            supplier=one.supplier,
            station="" if event is None else event.station,
        ),
        subject=stream,
        threshold=one.expiry if event is None else container,
        facts=facts,
    )
