"""How a decided disposition is done to pieces, and what its order and its lot do with it. Pure.

Every act moves pieces; what the nonconformance's pieces do, the order's do in the same act.
"""

from decimal import Decimal

from app.capabilities.flows.moves.bodies import END
from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.pieces import decisions as pieces
from app.capabilities.quality.nonconformance.pieces.decisions import MENDED_AT
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    CONCEDED,
    HELD,
    MENDS,
    VERIFY,
    Disposition,
    Picture,
)
from app.capabilities.quality.nonconformance.records.decisions import (
    check_open,
    check_quantity,
    check_second,
)
from app.capabilities.quality.nonconformance.records.events import (
    DispositionExecuted,
    ReworkBegun,
    ReworkVerified,
)
from app.journal.event import Happened
from app.kernel.refused import Refused


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
    moved = pieces.moved(it, HELD, MENDED_AT[disposition], quantity)
    return [begun, moved, *pieces.back(it, split.back_to, quantity, ground, place)]


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
        *pieces.done_to(it, disposition, quantity),
        *pieces.order(it, disposition, quantity, ground, place),
        *pieces.stock(it, disposition, quantity, ground),
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
    is_of_this: bool = True,
    remark: str = "",
) -> list[Happened]:
    """Say what the re-inspection of mended pieces found: accepted, or held again.

    `inspection` names the filled form it was done by, of which `is_inspected` tells whether it
    is complete, `is_passed` whether it passed, `is_of_this` whether it is of these pieces and
    was begun after they were mended; where nothing is to be filled, `remark` says how it was
    inspected. Where nothing was mended, nothing of nothing says that all was carried out, and
    `remark` how that was seen. Whoever mended pieces does not judge them. Repaired pieces that
    pass are conceded, reworked ones go back to production.

    Refusals: `ncr.over`, `.not_mending`, `.quantity`, `.more_than_mended`, `.verify_…`,
    `.own_verification`.
    """
    check_open(it)
    total = accepted + rejected
    if not total and it.is_carried_out and not any(it.unverified(one) for one in MENDS):
        return [_confirmed(it, disposition, remark)]
    if disposition not in MENDS:
        raise Refused("ncr.not_mending")
    for one in (accepted, rejected):
        if one:
            check_quantity(one)
    check_quantity(total)
    left = it.unverified(disposition)
    if total > left:
        raise Refused("ncr.more_than_mended", left=left)
    _check_inspected(inspection, remark, accepted, is_inspected=is_inspected, is_passed=is_passed)
    if inspection and not is_of_this:
        raise Refused("ncr.verify_other")
    worked = [d for d in it.done if d.disposition == disposition and not d.is_back]
    if any(one.by == actor and one.what in ("begun", "executed") for one in worked):
        raise Refused("ncr.own_verification")
    mended = [one for one in worked if one.what == "executed"]
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
    return [seen, *(pieces.moved(it, VERIFY, target, much) for target, much in moves if much)]


def _not_begun(
    it: Nonconformance, disposition: Disposition, quantity: Decimal, ground: Ground, place: str
) -> list[Happened]:
    """Return the beginning of what is said to be mended and nobody said was begun."""
    if disposition not in MENDS:
        return []
    missing = quantity - it.begun(disposition)
    return begin(it, disposition, missing, ground, place) if missing > 0 else []


def _confirmed(it: Nonconformance, disposition: Disposition, remark: str) -> ReworkVerified:
    """Say that what mends nothing was carried out as decided: there is nothing to inspect again."""
    if not remark.strip():
        raise Refused("ncr.verify_how")
    return ReworkVerified(
        name=it.name,
        proposal=it.row.proposal,
        disposition=disposition,
        accepted=Decimal(0),
        rejected=Decimal(0),
        remark=remark.strip(),
    )


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
    bear_none = quantity - len(named)
    if len(named) != len(serials) or not 0 <= bear_none <= ground.unlabelled:
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
