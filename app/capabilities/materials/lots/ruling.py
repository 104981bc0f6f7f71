"""What lots plug into rules: they come in, are opened, near their expiry; a rule may hold one."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.events import LotHeld, LotOpened, LotReceived, lot_stream
from app.capabilities.materials.lots.queries import expiring, lot
from app.journal.capability import Acting, Occasion, RuleAction, Watch
from app.journal.event import Event, Happened
from app.journal.ruling import Fact, Fired, Matter, Seen
from app.kernel.days import Moment
from app.kernel.expressions import Worth
from app.kernel.refused import Refused

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


class HoldLot(msgspec.Struct, frozen=True, kw_only=True):
    """What holding a lot asks for: nothing; the rule's title is the reason."""


def _hold(acting: Acting, fired: Fired, settings: HoldLot) -> list[Happened]:
    """Hold the lot a rule is about; one that is rejected needs no hold."""
    del settings
    held = lot(acting.connection, fired.matter.lot) if fired.matter.lot else None
    if held is None:
        raise Refused("rule.nothing_to_act_on", action="hold_lot", what="lot")
    if held.status is Status.REJECTED:
        return []
    title = fired.title
    reason = title.zh if title.zh == title.en else f"{title.zh} / {title.en}"
    return [decisions.hold(held, reason=reason, firing=fired.key)]


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
ACTIONS = (RuleAction("hold_lot", "hand", HoldLot, _hold, needs=("lot",), makes=(LotHeld.kind,)),)


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
