"""How a decided disposition is done to pieces, and what its order and its lot do with it. Pure.

Every act moves pieces; what the nonconformance's pieces do, the order's do in the same act.
"""

from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.flows.moves.bodies import END
from app.capabilities.flows.moves.decisions import advance, lose
from app.capabilities.flows.moves.events import Moved
from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Status
from app.capabilities.quality.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.answers import Nonconformance
from app.capabilities.quality.nonconformance.bodies import (
    CONCEDED,
    HELD,
    MENDS,
    PIECES,
    PLACE_OF,
    REPAIR,
    REWORK,
    VERIFY,
    Disposition,
    Picture,
    pieces_case,
)
from app.capabilities.quality.nonconformance.decisions import (
    check_open,
    check_quantity,
    check_second,
)
from app.capabilities.quality.nonconformance.events import (
    DispositionExecuted,
    ReworkBegun,
    ReworkVerified,
)
from app.journal.event import Happened
from app.kernel.quantity import Quantity
from app.kernel.refused import Refused

_AT = {Disposition.REWORK: REWORK, Disposition.REPAIR: REPAIR}
_LEAVES_ORDER = frozenset({Disposition.SCRAP, Disposition.DOWNGRADE})
"""What takes pieces out of their order: they are no longer of its product, or of any."""
_LEAVES_STOCK = frozenset({Disposition.SCRAP, Disposition.RETURN, Disposition.DOWNGRADE})


def begin(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Begin to rework or repair so many pieces; `place` is where they are in their order.

    Refusals: `ncr.over`, `.not_mending`, `.not_decided`, `.more_than_decided`, `.quantity`,
    `.rework_instruction` where the instruction is no longer in force, those of moves.
    """
    check_open(it)
    if disposition not in MENDS:
        raise Refused("ncr.not_mending")
    split = it.split_of(disposition)
    _check_decided(it, disposition)
    check_quantity(quantity)
    free = it.left(disposition) - it.begun(disposition)
    if split is None or quantity > free:
        raise Refused("ncr.more_than_decided", left=free)
    if split.instruction not in ground.instructions:
        raise Refused("ncr.rework_instruction")
    begun = ReworkBegun(
        name=it.name,
        proposal=it.row.proposal,
        disposition=disposition,
        quantity=quantity,
        instruction=split.instruction,
        pin=ground.instructions[split.instruction],
        back_to=split.back_to,
    )
    moved = _moved(it, HELD, _AT[disposition], quantity)
    return [begun, moved, *_back(it, split.back_to, quantity, ground, place)]


def execute(  # noqa: PLR0913  # all that tells what was done
    it: Nonconformance,
    disposition: Disposition,
    quantity: Decimal,
    ground: Ground,
    *,
    actor: str,
    place: str = "",
    second: str = "",
    remark: str = "",
    serials: tuple[str, ...] = (),
    pictures: tuple[Picture, ...] = (),
) -> list[Happened]:
    """Say that it was done to so many pieces.

    What was mended goes to its re-inspection, whether its beginning was told or not. Scrapping
    takes a second person and a picture of the destruction, and the serial numbers where pieces bear
    some. Refusals: `ncr.over`, `.not_decided`, `.quantity`, `.more_than_decided`,
    `.second_missing`, `.second_same`, `.scrap_picture`, `.scrap_serials`, those of moves.
    """
    check_open(it)
    _check_decided(it, disposition)
    check_quantity(quantity)
    left = it.left(disposition)
    if quantity > left:
        raise Refused("ncr.more_than_decided", left=left)
    if disposition is Disposition.SCRAP:
        check_second(second, actor, ground.people)
        _check_destroyed(quantity, serials, pictures, ground)
    elif second:
        check_second(second, actor, ground.people)
    done = DispositionExecuted(
        name=it.name,
        proposal=it.row.proposal,
        disposition=disposition,
        quantity=quantity,
        second=second,
        remark=remark.strip(),
        serials=serials,
        pictures=pictures,
    )
    begins = _not_begun(it, disposition, quantity, ground, place)
    return [
        *begins,
        done,
        *_pieces(it, disposition, quantity),
        *_order(it, disposition, quantity, ground, place),
        *_stock(it, disposition, quantity, ground),
    ]


def verify(  # noqa: PLR0913  # all that tells what was found
    it: Nonconformance,
    disposition: Disposition,
    accepted: Decimal,
    rejected: Decimal,
    *,
    actor: str,
    inspection: str,
    is_inspected: bool,
    is_passed: bool,
    remark: str = "",
) -> list[Happened]:
    """Say what the re-inspection of mended pieces found: accepted, or held again.

    `inspection` names the filled form it was done by, of which `is_inspected` tells whether it is
    complete and `is_passed` whether it passed; where nothing is to be filled, `remark` says how it
    was inspected. Whoever mended pieces does not judge them. Repaired pieces that pass are
    conceded, reworked ones go back to production.

    Refusals: `ncr.over`, `.not_mending`, `.quantity`, `.more_than_mended`, `.verify_…`,
    `.own_verification`.
    """
    check_open(it)
    if disposition not in MENDS:
        raise Refused("ncr.not_mending")
    total = accepted + rejected
    for one in (accepted, rejected):
        if one:
            check_quantity(one)
    check_quantity(total)
    left = it.unverified(disposition)
    if total > left:
        raise Refused("ncr.more_than_mended", left=left)
    _check_inspected(inspection, remark, accepted, is_inspected=is_inspected, is_passed=is_passed)
    mended = [d for d in it.done if d.what == "executed" and d.disposition == disposition]
    if any(one.by == actor for one in mended):
        raise Refused("ncr.own_verification")
    seen = ReworkVerified(
        name=it.name,
        proposal=mended[-1].proposal,
        disposition=disposition,
        accepted=accepted,
        rejected=rejected,
        inspection=inspection,
        remark=remark.strip(),
    )
    good = CONCEDED if disposition is Disposition.REPAIR else END
    moves = ((good, accepted), (HELD, rejected))
    return [seen, *(_moved(it, VERIFY, target, much) for target, much in moves if much)]


# ----------------------------------------------------------------------------- what moves
def _pieces(it: Nonconformance, disposition: Disposition, quantity: Decimal) -> list[Happened]:
    if disposition in MENDS:
        source = _AT[disposition]
        here = max(it.pieces.there(source), quantity)  # what was not begun is, in this same act
        amount = Quantity(quantity, it.row.unit)
        return [advance(PIECES, pieces_case(it.name), source, VERIFY, amount, here)]
    if disposition is Disposition.SCRAP:
        amount = Quantity(quantity, it.row.unit)
        return [lose(pieces_case(it.name), HELD, amount, _reason(it), it.pieces.held)]
    return [_moved(it, HELD, PLACE_OF[disposition], quantity)]


def _not_begun(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Return the beginning of what is said to be mended and nobody said was begun."""
    if disposition not in MENDS:
        return []
    missing = quantity - it.begun(disposition)
    return begin(it, disposition, missing, ground, place) if missing > 0 else []


def _order(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Take the pieces out of their order too, where they leave it."""
    if not it.row.order or disposition not in _LEAVES_ORDER:
        return []
    where = _where(it, ground, place)
    reason = _reason(it) if disposition is Disposition.SCRAP else "ncr_downgraded"
    amount = Quantity(quantity, ground.order_unit or it.row.unit)
    here = ground.at.get(where, Decimal(0))
    return [lose(it.row.order, where, amount, reason, here)]


def _back(
    it: Nonconformance, back_to: str, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Send the pieces of the order back over the route's own way of rework."""
    if not it.row.order or not back_to or ground.route is None:
        return []
    where = _where(it, ground, place)
    amount = Quantity(quantity, ground.order_unit or it.row.unit)
    here = ground.at.get(where, Decimal(0))
    moved = advance(ground.route, it.row.order, where, back_to, amount, here)
    return [replace(moved, reason=_reason(it))]


def _stock(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground
) -> list[Happened]:
    """A lot of which all leaves is rejected, and nothing of it is left."""
    lot = ground.lot
    if lot is None or it.row.order or disposition not in _LEAVES_STOCK:
        return []
    gone = sum(
        (d.quantity for d in it.done if d.what == "executed" and d.disposition in _LEAVES_STOCK),
        quantity,
    )
    if gone < lot.quantity:
        return []
    used = lots.use_up(lot)
    barred = lot.status is Status.REJECTED
    said = f"{it.row.number} {disposition.value}"
    return [
        *(() if barred else (lots.reject(lot, reason=said),)),
        *(() if used is None else (used,)),
    ]


def _moved(it: Nonconformance, source: str, target: str, quantity: Decimal) -> Moved:
    amount = Quantity(quantity, it.row.unit)
    here = it.pieces.there(source)
    return advance(PIECES, pieces_case(it.name), source, target, amount, here)


def _reason(it: Nonconformance) -> str:
    return f"ncr_{it.row.code}"


def _where(it: Nonconformance, ground: Ground, place: str) -> str:
    """Return the operation the pieces are at: as said, else where it was found."""
    where = place or it.row.operation
    nodes = () if ground.route is None else ground.route.nodes
    if where not in nodes:
        raise Refused("ncr.where_in_order", order=it.row.order)
    return where


# ----------------------------------------------------------------------------- what it takes
def _check_decided(it: Nonconformance, disposition: Disposition) -> None:
    if not it.may_be_done(disposition):
        raise Refused("ncr.not_decided")


def _check_destroyed(
    quantity: Decimal, serials: tuple[str, ...], pictures: tuple[Picture, ...], ground: Ground
) -> None:
    if not pictures:
        raise Refused("ncr.scrap_picture")
    if not ground.is_serialised:
        return
    named = set(serials)
    if len(named) != len(serials) or Decimal(len(named)) != quantity:
        raise Refused("ncr.scrap_serials", quantity=quantity)
    if strange := sorted(named - ground.serials):
        raise Refused("ncr.scrap_serial_unknown", serial=strange[0])


def _check_inspected(
    inspection: str, remark: str, accepted: Decimal, *, is_inspected: bool, is_passed: bool
) -> None:
    if not inspection:
        if not remark.strip():
            raise Refused("ncr.verify_how")
        return
    if not is_inspected:
        raise Refused("ncr.verify_open")
    if accepted and not is_passed:
        raise Refused("ncr.verify_failed")
