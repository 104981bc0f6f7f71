"""What lots plug into rules: deliveries, containers opened, what is put in stock, days left."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.events import LotOpened, LotReceived, lot_stream
from app.capabilities.materials.lots.queries import expiring, is_held_by, lot
from app.journal.capability import Acting, Occasion, RuleAction, Watch
from app.journal.event import Event, Happened
from app.journal.ruling import Fact, Fired, Matter, Seen
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


# --------------------------------------------------------------------- what rules may do with a lot
HOLD_LOT = "hold_lot"


class HoldLotOf(msgspec.Struct, frozen=True, kw_only=True):
    """The lot it is about is held; there is nothing to set."""


def _hold_lot(acting: Acting, fired: Fired, settings: HoldLotOf) -> Iterable[Happened]:
    """Hold the lot; nothing for one that is not known, rejected for good, or held by this firing.

    A lot of product is no lot of material: it is held by its order.
    """
    del settings
    found = lot(acting.connection, fired.matter.lot)
    if found is None or found.status is Status.REJECTED:
        return ()
    if is_held_by(acting.connection, found.lot, fired.key):
        return ()
    reason = " / ".join(filter(None, (fired.title.zh, fired.title.en)))
    return (decisions.hold(found, reason=reason, firing=fired.key),)


ACTIONS = (RuleAction(HOLD_LOT, "layers", HoldLotOf, _hold_lot, needs=("lot",)),)
