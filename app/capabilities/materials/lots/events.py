"""What can happen to one lot of a material. Days are ISO dates; a lot is one stream."""

from decimal import Decimal
from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class _OfLot(Happened, frozen=True, kw_only=True):
    lot: str

    @property
    def stream(self) -> str:
        return lot_stream(self.lot)


class LotReceived(_OfLot, frozen=True, kw_only=True):
    """A delivery came in. `pin` is the sha256 of the material's revision it was received by.

    What that said of inspection and of the life once opened is kept here, so that what holds of
    this lot never changes under it. `expiry` is the last day of its life, empty where none ends.
    """

    kind: ClassVar[str] = "materials.received"
    material: str
    material_name: Bilingual
    pin: str
    supplier: str
    supplier_lot: str
    quantity: Decimal
    unit: Bilingual
    expiry: str = ""
    place: str = ""
    needs_inspection: bool = True
    opened_life_days: Whole = 0

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.pin,)


class LotReleased(_OfLot, frozen=True, kw_only=True):
    """The lot may be used: because of what, or by which filled form (its stream)."""

    kind: ClassVar[str] = "materials.released"
    because: str = ""
    inspection: str = ""


class LotHeld(_OfLot, frozen=True, kw_only=True):
    """Nobody uses the lot until this hold is lifted; `status` is what its author knew of it.

    A rule's own names its `firing`; `ncr` is the nonconformance that alone lifts it.
    """

    kind: ClassVar[str] = "materials.held"
    reason: str
    status: str
    inspection: str = ""
    ncr: str = ""
    firing: str = ""


class HoldLifted(_OfLot, frozen=True, kw_only=True):
    """These holds, by the hashes of their events, no longer stand; any other one does.

    `ncr` is the nonconformance that says so, for its own: nobody else lifts them.
    """

    kind: ClassVar[str] = "materials.hold_lifted"
    holds: tuple[str, ...]
    reason: str
    ncr: str = ""


class LotRejected(_OfLot, frozen=True, kw_only=True):
    """The lot is never used. What becomes of it is decided elsewhere."""

    kind: ClassVar[str] = "materials.rejected"
    reason: str
    status: str
    inspection: str = ""


class LotOpened(_OfLot, frozen=True, kw_only=True):
    """A container of the lot was opened at `at_ms`; its name is empty where the lot is one."""

    kind: ClassVar[str] = "materials.opened"
    container: str = ""
    at_ms: Whole


class LotUsedUp(_OfLot, frozen=True, kw_only=True):
    """Nothing of the lot is left: no newer one waits for it any more."""

    kind: ClassVar[str] = "materials.used_up"


class LotTakenOut(_OfLot, frozen=True, kw_only=True):
    """So much of the lot left it otherwise than by use: it went back, was scrapped, downgraded.

    In the lot's unit; negative where it is put back. `ncr` is the nonconformance it was decided by.
    """

    kind: ClassVar[str] = "materials.taken_out"
    order_free: ClassVar[bool] = True
    quantity: Decimal
    reason: str
    ncr: str = ""


def lot_stream(lot: str) -> str:
    """Return the stream of a lot."""
    return f"lot/{lot}"
