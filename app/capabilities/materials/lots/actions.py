"""What rules may do with lots: put the one they are about on hold, once for each firing."""

from collections.abc import Iterable

import msgspec

from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.queries import is_held_by, lot
from app.journal.capability import Acting, RuleAction
from app.journal.event import Happened
from app.journal.ruling import Fired

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
