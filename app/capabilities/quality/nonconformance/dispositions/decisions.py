"""The gates of dispositions (COMPLIANCE §6): fixed interlocks that no right and no flow gets past.

Pure. What is to become of pieces is proposed as a split of all that are held, approved by those who
must, done with its evidence, and where it mends inspected again. Pieces only move, so that what is
found is always accounted for.
"""

from collections.abc import Callable, Mapping

from app.capabilities.flows.moves.bodies import EdgeKind
from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    MENDS,
    NEEDS,
    ONLINE,
    Disposition,
    Part,
    Split,
    same_office,
)
from app.capabilities.quality.nonconformance.records.decisions import (
    check_evaluated,
    check_open,
    check_quantity,
)
from app.capabilities.quality.nonconformance.records.events import (
    DispositionApproved,
    DispositionProposed,
    DispositionSentBack,
    NonconformanceClosed,
)
from app.capabilities.quality.nonconformance.records.tables import ProposalRow
from app.kernel.refused import Refused

OFFLINE_MEANINGS = ("reviewed", "approved", "concession")
"""What an approval may be signed with where the server is not needed."""
ONLINE_MEANINGS = ("approved", "concession")
"""What it is signed with where it is: meanings of a release."""

Gate = Callable[[Nonconformance, Split, Ground], None]


def propose(
    it: Nonconformance, splits: tuple[Split, ...], ground: Ground, remark: str = ""
) -> DispositionProposed:
    """Propose what becomes of every piece that is held; each part passes its gate.

    Refusals: `ncr.over`, `.not_evaluated`, `.not_investigated`, `.under_way`, `.nothing_held`,
    `.quantity`, `.split_twice`, `.split_sum`, and those of the gates.
    """
    check_open(it)
    check_evaluated(it)
    if it.row.needs_investigation and not it.row.investigated_ms:
        raise Refused("ncr.not_investigated")
    if not it.is_carried_out and is_under_way(it):
        raise Refused("ncr.under_way")
    _check_split(it, splits)
    for one in splits:
        GATES[one.disposition](it, one, ground)
    asked = {part for one in splits for part in NEEDS[one.disposition]}
    return DispositionProposed(
        name=it.name,
        splits=splits,
        needs=tuple(part for part in Part if part in asked),
        remark=remark.strip(),
    )


def check_choice(it: Nonconformance, disposition: Disposition, ground: Ground) -> Refused | None:
    """Return why a disposition cannot be chosen whatever is filled in; None where it may be."""
    try:
        _BARS[disposition](it, ground)
    except Refused as refused:
        return refused
    return None


def approve(  # noqa: PLR0913  # everything an approval rests on
    it: Nonconformance,
    proposal: str,
    part: Part,
    *,
    actor: str,
    is_signed: bool,
    is_online: bool,
    remark: str = "",
) -> DispositionApproved:
    """Approve a proposal as one of the parts that must, after signing for it.

    Nobody approves what they proposed, and nobody for two parts: whatever is decided, two persons
    decided it. Refusals: `ncr.over`, `.proposal_gone`, `.part_not_asked`, `.part_approved`,
    `.needs_server`, `.own_proposal`, `.other_part`, `.sign_first`.
    """
    check_open(it)
    one = _standing(it, proposal)
    if part not in it.asked:
        raise Refused("ncr.part_not_asked")
    given = it.approved(one.hash)
    if part in given:
        raise Refused("ncr.part_approved")
    if part in ONLINE and not is_online:
        raise Refused("ncr.needs_server")
    if one.by == actor:
        raise Refused("ncr.own_proposal")
    others = {have.by for had, have in given.items() if not same_office(had, part)}
    if actor in others:
        raise Refused("ncr.other_part")
    if not is_signed:
        raise Refused("ncr.sign_first")
    return DispositionApproved(name=it.name, proposal=one.hash, part=part, remark=remark.strip())


def send_back(
    it: Nonconformance, proposal: str, remark: str, *, refused: bool = False
) -> DispositionSentBack:
    """Send a proposal back, or refuse it, and say why; not while pieces are being mended by it.

    Refusals: `ncr.over`, `.proposal_gone`, `.under_way`, `.why`.
    """
    check_open(it)
    one = _standing(it, proposal)
    if any(it.begun(each) for each in MENDS) or it.is_carried_out:
        raise Refused("ncr.under_way")
    if not remark.strip():
        raise Refused("ncr.why")
    return DispositionSentBack(
        name=it.name, proposal=one.hash, remark=remark.strip(), refused=refused
    )


def close(
    it: Nonconformance, *, unwitnessed: int, open_results: int, labels: int = 0, remark: str = ""
) -> NonconformanceClosed:
    """Close it, once every piece is where it was decided and nothing waits.

    `unwitnessed` is how many scrappings the second person has not signed yet, `open_results` how
    many failed results nobody investigated (CN-18), `labels` how many labels of scrapped pieces
    still count (IL-02). Refusals: `ncr.over`, `.not_evaluated`,
    `.done_twice`, `.not_decided`, `.pieces_wait`, `.not_witnessed`, `.uninvestigated`,
    `.not_investigated`, `.labels_count`.
    """
    check_open(it)
    check_evaluated(it)
    if it.is_done_twice:
        raise Refused("ncr.done_twice")
    if not it.is_decided:
        raise Refused("ncr.not_decided")
    if not it.is_carried_out or not it.pieces.is_settled:
        waiting = it.pieces.held + it.pieces.mending + it.pieces.to_verify
        raise Refused("ncr.pieces_wait", count=waiting)
    if it.row.needs_investigation and not it.row.investigated_ms:
        raise Refused("ncr.not_investigated")
    if open_results:
        raise Refused("ncr.uninvestigated", count=open_results)
    if unwitnessed:
        raise Refused("ncr.not_witnessed", count=unwitnessed)
    if labels:
        raise Refused("ncr.labels_count", count=labels)
    return NonconformanceClosed(name=it.name, remark=remark.strip())


def is_under_way(it: Nonconformance) -> bool:
    """Tell whether something was done by the standing proposal."""
    return it.standing is not None and any(
        d.proposal == it.standing.hash and not d.is_back for d in it.done
    )


# ----------------------------------------------------------------------------- the gates
def _rework(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Rework: by an instruction in force, its risk assessed, within the cycles; then inspected."""
    _BARS[Disposition.REWORK](it, ground)
    _check_mending(split, ground)


def _repair(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Repair: fit for use but not as specified, so a concession too."""
    _BARS[Disposition.REPAIR](it, ground)
    _check_mending(split, ground)
    _check_concession(split)


def _downgrade(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Downgrade: another item, lawful and as the customer agreed, with a label of its own."""
    _BARS[Disposition.DOWNGRADE](it, ground)
    if split.item not in ground.items or split.item in (it.row.product, it.row.material):
        raise Refused("ncr.downgrade_item")
    _check_said(split.lawful, "ncr.downgrade_lawful")
    _check_said(split.label, "ncr.downgrade_label")


def _concession(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Concession: justified, limited, and never where a registered requirement is missed."""
    _BARS[Disposition.CONCESSION](it, ground)
    _check_concession(split)


def _return(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Return: only a supplier's lot goes back, with a notice of why (SCAR)."""
    _BARS[Disposition.RETURN](it, ground)
    _check_said(split.notice, "ncr.return_notice")


def _scrap(it: Nonconformance, split: Split, ground: Ground) -> None:
    """Scrap: said why; its evidence and its second person are asked when it is done."""
    _BARS[Disposition.SCRAP](it, ground)
    _check_said(split.why, "ncr.scrap_why")


GATES: Mapping[Disposition, Gate] = {
    Disposition.REWORK: _rework,
    Disposition.REPAIR: _repair,
    Disposition.DOWNGRADE: _downgrade,
    Disposition.CONCESSION: _concession,
    Disposition.RETURN: _return,
    Disposition.SCRAP: _scrap,
}
"""One gate for each disposition."""


def _bar_cycles(it: Nonconformance, ground: Ground) -> None:
    if it.cycles >= ground.most_cycles:
        raise Refused("ncr.rework_cycles", most=ground.most_cycles, done=it.cycles)


def _bar_registered(it: Nonconformance, ground: Ground) -> None:
    del ground
    if it.row.registered:
        raise Refused("ncr.concession_registered")


def _bar_repair(it: Nonconformance, ground: Ground) -> None:
    _bar_registered(it, ground)
    _bar_cycles(it, ground)


def _bar_return(it: Nonconformance, ground: Ground) -> None:
    if it.row.order or ground.lot is None or not ground.lot.supplier:
        raise Refused("ncr.return_not_material")


def _bar_nothing(it: Nonconformance, ground: Ground) -> None:
    del it, ground


_BARS: Mapping[Disposition, Callable[[Nonconformance, Ground], None]] = {
    Disposition.REWORK: _bar_cycles,
    Disposition.REPAIR: _bar_repair,
    Disposition.DOWNGRADE: _bar_nothing,
    Disposition.CONCESSION: _bar_registered,
    Disposition.RETURN: _bar_return,
    Disposition.SCRAP: _bar_nothing,
}
"""What bars a disposition whatever is filled in."""


def _check_mending(split: Split, ground: Ground) -> None:
    if split.instruction not in ground.instructions:
        raise Refused("ncr.rework_instruction")
    _check_said(split.risk, "ncr.rework_risk")
    ways = () if ground.route is None else _ways_back(ground)
    if split.back_to and split.back_to not in ways:
        raise Refused("ncr.rework_no_way", operation=split.back_to)


def _ways_back(ground: Ground) -> frozenset[str]:
    route = ground.route
    edges = () if route is None else route.edges
    return frozenset(one.target for one in edges if one.kind is EdgeKind.REWORK)


def _check_concession(split: Split) -> None:
    _check_said(split.why, "ncr.concession_why")
    _check_said(split.limit, "ncr.concession_limit")


def _check_split(it: Nonconformance, splits: tuple[Split, ...]) -> None:
    held = it.pieces.held
    if held <= 0:
        raise Refused("ncr.nothing_held")
    kinds = [one.disposition for one in splits]
    if len(set(kinds)) != len(kinds):
        raise Refused("ncr.split_twice")
    for one in splits:
        check_quantity(one.quantity)
    total = sum(one.quantity for one in splits)
    if total != held:
        raise Refused("ncr.split_sum", split=total, held=held)


def _check_said(text: str, code: str) -> None:
    if not text.strip():
        raise Refused(code)


def _standing(it: Nonconformance, proposal: str) -> ProposalRow:
    one = it.standing
    if one is None or one.hash != proposal:
        raise Refused("ncr.proposal_gone")
    return one
