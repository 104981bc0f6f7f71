"""What is allowed with a lot, and whether it may be used. Pure.

IL-03 and the hold of IL-09 (COMPLIANCE §6): no right and no reason gets past `check_usable`.
"""

from collections.abc import Iterable
from decimal import Decimal

from app.capabilities.materials.bodies import Material
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.events import (
    HoldLifted,
    LotHeld,
    LotOpened,
    LotReceived,
    LotRejected,
    LotReleased,
    LotTakenOut,
    LotUsedUp,
)
from app.kernel.days import Moment, is_a_day
from app.kernel.quantity import is_exact
from app.kernel.refused import Refused

_LONGEST_NAME = 60


def receive(wanted: LotReceived, material: Material, known: Lot | None) -> LotReceived:
    """Take a delivery in. What is expired already comes in too, and is never released.

    Refusals: `lot.received_already`, `lot.name`, `lot.supplier_not_approved`, `lot.quantity`,
    `lot.expiry_missing`, `lot.expiry_unreadable`.
    """
    if known is not None and known.material:
        raise Refused("lot.received_already", lot=wanted.lot)
    if not 0 < len(wanted.lot.strip()) == len(wanted.lot) <= _LONGEST_NAME:
        raise Refused("lot.name", most=_LONGEST_NAME)
    if wanted.supplier not in material.suppliers:
        approved = ", ".join(material.suppliers)
        raise Refused("lot.supplier_not_approved", supplier=wanted.supplier or "—", others=approved)
    if not is_exact(wanted.quantity) or wanted.quantity <= 0:
        raise Refused("lot.quantity")
    if material.shelf_life_days and not wanted.expiry:
        raise Refused("lot.expiry_missing", material=material.code)
    if wanted.expiry and not is_a_day(wanted.expiry):
        raise Refused("lot.expiry_unreadable", expiry=wanted.expiry)
    return wanted


def release(lot: Lot, now: Moment, *, because: str, inspection: str = "") -> LotReleased:
    """Release a lot for use.

    Refusals: `lot.not_received`, `lot.on_hold`, `lot.rejected`, `lot.released_already`,
    `lot.expired`, `lot.why`.
    """
    _check_not_barred(lot)
    if lot.status is Status.RELEASED:
        raise Refused("lot.released_already", lot=lot.lot)
    if lot.is_expired(now):
        raise Refused("lot.expired", lot=lot.lot, expiry=lot.expiry)
    said = because.strip()
    if not said and not inspection:
        raise Refused("lot.why")
    return LotReleased(lot=lot.lot, because=said, inspection=inspection)


def hold(
    lot: Lot, *, reason: str, inspection: str = "", ncr: str = "", firing: str = ""
) -> LotHeld:
    """Put a lot on hold; each hold stands for itself. Refusals: `lot.rejected`, `lot.why`.

    A rule's names its `firing`, so that a second one is the same.
    """
    if lot.status is Status.REJECTED:
        raise Refused("lot.rejected", lot=lot.lot, reason=lot.because)
    return LotHeld(
        lot=lot.lot,
        reason=_said(reason),
        status=lot.status.value,
        inspection=inspection,
        ncr=ncr,
        firing=firing,
    )


def lift(lot: Lot, holds: Iterable[str], *, reason: str, ncr: str = "") -> HoldLifted:
    """Lift holds by their names. Refusals: `lot.not_on_hold`, `lot.held_by_ncr`, `lot.why`.

    Only what its author sees is lifted: a hold that was set elsewhere meanwhile stands. That of a
    nonconformance is lifted by that alone, which names itself in `ncr`.
    """
    named = tuple(dict.fromkeys(holds))
    standing = {one.name for one in lot.holds}
    if not named or not standing.issuperset(named):
        raise Refused("lot.not_on_hold", lot=lot.lot)
    for one in lot.holds:
        if one.name in named and one.ncr not in {"", ncr}:
            raise Refused("lot.held_by_ncr", lot=lot.lot, ncr=one.ncr)
    return HoldLifted(lot=lot.lot, holds=named, reason=_said(reason), ncr=ncr)


def reject(lot: Lot, *, reason: str, inspection: str = "") -> LotRejected:
    """Reject a lot for good. Refusals: `lot.rejected`, `lot.why`."""
    if lot.status is Status.REJECTED:
        raise Refused("lot.rejected", lot=lot.lot, reason=lot.because)
    return LotRejected(
        lot=lot.lot, reason=_said(reason), status=lot.status.value, inspection=inspection
    )


def open_container(lot: Lot, now: Moment, container: str = "") -> LotOpened:
    """Open a container: its own life begins.

    Refusals: `lot.opened_already`, those of `check_usable`.
    """
    if container in lot.opened:
        raise Refused("lot.opened_already", lot=lot.lot, container=container or "—")
    check_usable(lot, now)
    return LotOpened(lot=lot.lot, container=container, at_ms=now.ms)


def use_up(lot: Lot) -> LotUsedUp | None:
    """Say that nothing is left of a lot; None where that was said."""
    return None if lot.is_used_up else LotUsedUp(lot=lot.lot)


def take_out(lot: Lot, quantity: Decimal, *, reason: str, ncr: str = "") -> LotTakenOut:
    """Say that so much left a lot otherwise than by use; the rest keeps its status.

    Refusals: `lot.not_received`, `lot.quantity`, `lot.more_than_received`, `lot.why`.
    """
    if not lot.material:
        raise Refused("lot.not_received", lot=lot.lot)
    if not is_exact(quantity) or quantity <= 0:
        raise Refused("lot.quantity")
    left = lot.quantity - lot.taken_out
    if quantity > left:
        raise Refused("lot.more_than_received", lot=lot.lot, left=left)
    return LotTakenOut(lot=lot.lot, quantity=quantity, reason=_said(reason), ncr=ncr)


def put_back(lot: Lot, quantity: Decimal, *, reason: str, ncr: str = "") -> LotTakenOut:
    """Take back that so much left a lot: it is entered again with the other sign.

    Refusals: `lot.quantity`, `lot.more_than_taken_out`, `lot.why`.
    """
    if not is_exact(quantity) or quantity <= 0:
        raise Refused("lot.quantity")
    if quantity > lot.taken_out:
        raise Refused("lot.more_than_taken_out", lot=lot.lot, taken_out=lot.taken_out)
    return LotTakenOut(lot=lot.lot, quantity=-quantity, reason=_said(reason), ncr=ncr)


def check_usable(
    lot: Lot, now: Moment, *, needs_until_ms: int | None = None, container: str = ""
) -> None:
    """Refuse a lot that may not be used now, or not as long as it is needed (ms since 1970 UTC).

    It may be used to the end of its last day where this is asked: at that local midnight it is
    expired (IL-03). Once opened, a container may be used for the material's opened life, counted
    from the minute it was opened, and never past the expiry.
    Refusals: `lot.not_received`, `lot.on_hold`, `lot.rejected`, `lot.in_quarantine`,
    `lot.expired`, `lot.expires_before_use`, `lot.opened_too_long`, `lot.opened_ends_before_use`.
    """
    _check_not_barred(lot)
    if lot.status is Status.QUARANTINE:
        raise Refused("lot.in_quarantine", lot=lot.lot)
    expires_ms = lot.expires_ms(now.offset_min)
    opened_ends_ms = lot.opened_ends_ms(container)
    if _is_over(expires_ms, now.ms):
        raise Refused("lot.expired", lot=lot.lot, expiry=lot.expiry)
    if _is_over(opened_ends_ms, now.ms):
        raise Refused("lot.opened_too_long", lot=lot.lot, days=lot.opened_life_days)
    if needs_until_ms is None:
        return
    if _is_over(expires_ms, needs_until_ms):
        raise Refused("lot.expires_before_use", lot=lot.lot, expiry=lot.expiry)
    if _is_over(opened_ends_ms, needs_until_ms):
        raise Refused("lot.opened_ends_before_use", lot=lot.lot, days=lot.opened_life_days)


def is_usable(lot: Lot, now: Moment) -> bool:
    """Tell whether a lot may be used now."""
    try:
        check_usable(lot, now)
    except Refused:
        return False
    return True


def older(lot: Lot, others: Iterable[Lot], now: Moment) -> tuple[Lot, ...]:
    """Return the usable lots that go before this one, the first to go first.

    First expired first out; what does not expire goes last, and by its receipt (FIFO). Using a
    newer one is a warning with a reason, never a refusal (China GMP 2025 Art. 65-67, CN-09).
    """
    ahead = [
        one
        for one in others
        if one.material == lot.material
        and one.lot != lot.lot
        and not one.is_used_up
        and _turn(one) < _turn(lot)
        and is_usable(one, now)
    ]
    return tuple(sorted(ahead, key=_turn))


def _turn(lot: Lot) -> tuple[bool, str, int]:
    return (not lot.expiry, lot.expiry, 0 if lot.expiry else lot.received_ms)


def _is_over(ends_ms: int | None, at_ms: int) -> bool:
    return ends_ms is not None and at_ms >= ends_ms


def _check_not_barred(lot: Lot) -> None:
    if not lot.material:
        raise Refused("lot.not_received", lot=lot.lot)
    if lot.status is Status.REJECTED:
        raise Refused("lot.rejected", lot=lot.lot, reason=lot.because)
    if lot.status is Status.HELD:
        raise Refused("lot.on_hold", lot=lot.lot, reason="; ".join(one.reason for one in lot.holds))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("lot.why")
    return reason.strip()
