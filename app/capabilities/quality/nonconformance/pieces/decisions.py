"""How nonconforming pieces move, and what their order and their lot do in the same act. Pure."""

from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.flows.moves.decisions import advance, lose
from app.capabilities.flows.moves.events import Moved
from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Status
from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    HELD,
    MENDS,
    PIECES,
    PLACE_OF,
    REPAIR,
    REWORK,
    VERIFY,
    Disposition,
    pieces_case,
)
from app.journal.event import Happened
from app.kernel.quantity import Quantity
from app.kernel.refused import Refused

MENDED_AT = {Disposition.REWORK: REWORK, Disposition.REPAIR: REPAIR}
"""Where pieces are while they are mended."""
LEAVES_ORDER = frozenset({Disposition.SCRAP, Disposition.DOWNGRADE})
"""What takes pieces out of their order: they are no longer of its product, or of any."""
_LEAVES_STOCK = frozenset({Disposition.SCRAP, Disposition.RETURN, Disposition.DOWNGRADE})


def done_to(it: Nonconformance, disposition: Disposition, quantity: Decimal) -> list[Happened]:
    """Move the nonconformance's own pieces to where a disposition brings them."""
    if disposition in MENDS:
        source = MENDED_AT[disposition]
        here = max(it.pieces.there(source), quantity)  # what was not begun is, in this same act
        amount = Quantity(quantity, it.row.unit)
        return [advance(PIECES, pieces_case(it.name), source, VERIFY, amount, here)]
    if disposition is Disposition.SCRAP:
        amount = Quantity(quantity, it.row.unit)
        return [lose(pieces_case(it.name), HELD, amount, reason_of(it), it.pieces.held)]
    return [moved(it, HELD, PLACE_OF[disposition], quantity)]


def order(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Take the pieces out of their order too, where they leave it."""
    if not it.row.order or disposition not in LEAVES_ORDER:
        return []
    where = _where(it, ground, place)
    amount = Quantity(quantity, ground.order_unit or it.row.unit)
    here = ground.at.get(where, Decimal(0))
    return [lose(it.row.order, where, amount, reason_of(it), here)]


def back(
    it: Nonconformance, back_to: str, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Send the pieces of the order back over the route's own way of rework."""
    if not it.row.order or not back_to or ground.route is None:
        return []
    where = _where(it, ground, place)
    amount = Quantity(quantity, ground.order_unit or it.row.unit)
    here = ground.at.get(where, Decimal(0))
    moved = advance(ground.route, it.row.order, where, back_to, amount, here)
    return [replace(moved, reason=reason_of(it))]


def stock(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground
) -> list[Happened]:
    """Take out of a lot what leaves it; one of which all has left is rejected and used up.

    The rest of a lot keeps its status: it stands under the nonconformance's own hold until that is
    closed.
    """
    lot = ground.lot
    if lot is None or it.row.order or disposition not in _LEAVES_STOCK:
        return []
    said = f"{it.row.number} {disposition.value}"
    out = lots.take_out(lot, quantity, reason=said, ncr=it.name)
    if lot.taken_out + quantity < lot.quantity:
        return [out]
    used = lots.use_up(lot)
    barred = lot.status is Status.REJECTED
    return [
        out,
        *(() if barred else (lots.reject(lot, reason=said),)),
        *(() if used is None else (used,)),
    ]


def leaves_stock(it: Nonconformance, disposition: str) -> bool:
    """Tell whether what is done by a disposition leaves a lot of material."""
    return not it.row.order and disposition in _LEAVES_STOCK


def moved(it: Nonconformance, source: str, target: str, quantity: Decimal) -> Moved:
    """Move pieces over a way that `PIECES` has. Refusals: those of `advance`."""
    amount = Quantity(quantity, it.row.unit)
    here = it.pieces.there(source)
    return advance(PIECES, pieces_case(it.name), source, target, amount, here)


def reason_of(it: Nonconformance) -> str:
    """Return the reason pieces leave their order for, or go back in it."""
    return f"ncr_{it.row.code}"


def _where(it: Nonconformance, ground: Ground, place: str) -> str:
    """Return the operation the pieces are at: as said, else where it was found."""
    where = place or it.row.operation
    nodes = () if ground.route is None else ground.route.nodes
    if where not in nodes:
        raise Refused("ncr.where_in_order", order=it.row.order)
    return where
