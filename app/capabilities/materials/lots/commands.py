"""What one may ask of lots."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.events import LotReceived
from app.capabilities.materials.lots.queries import lot, material_for_work
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

RECEIVE = "materials.receive"
RELEASE = "materials.release"
HOLD = "materials.hold"
LIFT = "materials.lift"
USE = "materials.use"
VIEW = "materials.view"


class ReceiveLot(Command, frozen=True, kw_only=True):
    """Take a delivery in under a name of ours; `expiry` is an ISO date, empty for none."""

    right: ClassVar[str] = RECEIVE
    lot: str
    material: str
    supplier: str
    supplier_lot: str
    quantity: Decimal
    expiry: str = ""
    place: str = ""


class ReleaseLot(Command, frozen=True, kw_only=True):
    """Release a lot for use: because of what, or by which filled form (its stream)."""

    right: ClassVar[str] = RELEASE
    lot: str
    because: str = ""
    inspection: str = ""


class HoldLot(Command, frozen=True, kw_only=True):
    """Put a lot on hold."""

    right: ClassVar[str] = HOLD
    lot: str
    reason: str
    inspection: str = ""


class LiftHold(Command, frozen=True, kw_only=True):
    """Lift holds, by the hashes of their events."""

    right: ClassVar[str] = LIFT
    lot: str
    holds: tuple[str, ...]
    reason: str


class RejectLot(Command, frozen=True, kw_only=True):
    """Reject a lot for good."""

    right: ClassVar[str] = RELEASE
    lot: str
    reason: str
    inspection: str = ""


class OpenLot(Command, frozen=True, kw_only=True):
    """Say that a container of a lot is opened now; its name is empty where the lot is one."""

    right: ClassVar[str] = USE
    lot: str
    container: str = ""


class UseUpLot(Command, frozen=True, kw_only=True):
    """Say that nothing is left of a lot."""

    right: ClassVar[str] = USE
    lot: str


def receive_lot(acting: Acting, command: ReceiveLot) -> list[Happened]:
    """Answer ReceiveLot. Refuses also `lot.material_unknown`, `document.withdrawn`."""
    pin, material = material_for_work(acting.connection, command.material, acting.now_ms)
    wanted = LotReceived(
        lot=command.lot,
        material=command.material,
        material_name=material.name,
        pin=pin.body,
        supplier=command.supplier,
        supplier_lot=command.supplier_lot.strip(),
        quantity=command.quantity,
        unit=material.unit,
        expiry=command.expiry,
        place=command.place.strip(),
        needs_inspection=material.needs_inspection,
        opened_life_days=material.opened_life_days,
    )
    return [decisions.receive(wanted, material, lot(acting.connection, command.lot))]


def release_lot(acting: Acting, command: ReleaseLot) -> list[Happened]:
    """Answer ReleaseLot, once every gate of lots lets it pass. Refuses also `lot.unknown`."""
    found = _known(acting, command.lot)
    for gate in acting.plugs.lot_gates:
        gate(acting, found.lot, found.material)
    inspection = command.inspection
    return [decisions.release(found, acting.now, because=command.because, inspection=inspection)]


def hold_lot(acting: Acting, command: HoldLot) -> list[Happened]:
    """Answer HoldLot. Refuses also `lot.unknown`."""
    found = _known(acting, command.lot)
    return [decisions.hold(found, reason=command.reason, inspection=command.inspection)]


def lift_hold(acting: Acting, command: LiftHold) -> list[Happened]:
    """Answer LiftHold. Refuses also `lot.unknown`."""
    found = _known(acting, command.lot)
    return [decisions.lift(found, command.holds, reason=command.reason)]


def reject_lot(acting: Acting, command: RejectLot) -> list[Happened]:
    """Answer RejectLot. Refuses also `lot.unknown`."""
    found = _known(acting, command.lot)
    return [decisions.reject(found, reason=command.reason, inspection=command.inspection)]


def open_lot(acting: Acting, command: OpenLot) -> list[Happened]:
    """Answer OpenLot. Refuses also `lot.unknown`."""
    found = _known(acting, command.lot)
    return [decisions.open_container(found, acting.now, command.container.strip())]


def use_up_lot(acting: Acting, command: UseUpLot) -> list[Happened]:
    """Answer UseUpLot. Refuses `lot.unknown`."""
    used = decisions.use_up(_known(acting, command.lot))
    return [] if used is None else [used]


def _known(acting: Acting, name: str) -> Lot:
    found = lot(acting.connection, name)
    if found is None:
        raise Refused("lot.unknown", lot=name)
    return found
