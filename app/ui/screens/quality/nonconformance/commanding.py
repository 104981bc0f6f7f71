"""From what was filled in to the command of an act. Pure."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.capabilities.flows.cases.commands import FinishStep, ReturnStep
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    ApproveOnline,
    CloseNonconformance,
    ProposeDisposition,
    SendDispositionBack,
)
from app.capabilities.quality.nonconformance.evaluating.commands import (
    CallOffNonconformance,
    ContainNonconformance,
    EvaluateNonconformance,
    ExtendDue,
    InvestigateNonconformance,
    NoteCost,
    RemarkNonconformance,
)
from app.capabilities.quality.nonconformance.executing.commands import (
    BeginRework,
    ExecuteDisposition,
    VerifyRework,
    VoidScrappedLabels,
)
from app.capabilities.quality.nonconformance.records.bodies import (
    ONLINE,
    RIGHT_OF,
    Affected,
    CostKind,
    Disposition,
    Finding,
    Found,
    Part,
    Picture,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.registering.commands import RegisterNonconformance
from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.capabilities.quality.nonconformance.reviewing.decisions import parts_of
from app.capabilities.quality.nonconformance.signing_order.answers import Signer
from app.capabilities.quality.nonconformance.taking_back.commands import TakeBackDeed
from app.journal.capability import Command
from app.ui.screens.quality.nonconformance.photos import Shot
from app.ui.screens.quality.nonconformance.register import Registered

Values = Mapping[str, Any]
SIGNED = frozenset(
    {"propose", "send_back", "refuse", "execute", "verify", "close", "call_off", "take_back"}
)
"""Acts that are carried out and signed as one."""
_OFFICE = frozenset({Part.QUALITY, Part.QUALITY_ONLINE})
"""Quality decides at once and with the server: one office, one signature."""


def pictures(shots: tuple[Shot, ...]) -> tuple[Picture, ...]:
    """Return photos as a record names them."""
    return tuple(Picture(sha256=one.sha256, caption=one.caption) for one in shots)


def register(made: Registered, name: str) -> RegisterNonconformance:
    """Return what registers it under a name."""
    found = None
    if made.characteristic or made.measured:
        found = Found(characteristic=made.characteristic, measured=made.measured)
    return RegisterNonconformance(
        code=made.code,
        matter=made.matter,
        quantity=made.quantity,
        found=found,
        pictures=pictures(made.photos),
        remark=made.remark,
        name=name,
    )


def command(act: str, review: Review, values: Values, splits: tuple[Split, ...]) -> Command:
    """Return the command of an act; `splits` are those on the tiles."""
    if act == "propose":
        remark = str(values["remark"])
        return ProposeDisposition(name=review.it.name, splits=splits, remark=remark)
    return _MAKERS[act](review, values)


def approvals(review: Review, parts: tuple[Part, ...], remark: str) -> tuple[Command, ...]:
    """Return what approves the standing proposal as each of `parts`, or ends the asker's step."""
    if (own := own_step(review)) is not None:
        return (FinishStep(case=review.it.name, step=own.step, remarks=remark),)
    kinds = {True: ApproveOnline, False: ApproveDisposition}
    return tuple(
        kinds[part in ONLINE](
            name=review.it.name, proposal=review.it.row.proposal, part=part, remark=remark
        )
        for part in parts
    )


def own_step(review: Review) -> Signer | None:
    """Return the flow's step of signing that is the asker's now and is nobody's approval."""
    mine = (one for one in review.signers if one.is_turn and one.is_mine and one.part is None)
    return next((one for one in mine if one.step and one.meaning), None)  # a proposal has none


def turn_of_others(review: Review) -> Signer | None:
    """Return whose turn it is to sign, where it is somebody else's; None where nobody's is."""
    turns = [one for one in review.signers if one.is_turn]
    return None if not turns or any(one.is_mine for one in turns) else turns[0]


def step_back(review: Review, remark: str) -> Command | None:
    """Return what sends the asker's own step back to the proposal; None where they have none."""
    mine = own_step(review)
    first = next((one for one in review.signers if one.step), None)
    if mine is None or first is None:
        return None
    return ReturnStep(case=review.it.name, step=mine.step, target=first.step, remarks=remark)


def office(
    review: Review, person: str, may: Callable[[str], bool], *, online: bool
) -> tuple[Part, ...]:
    """Return as which parts a person approves now: those of one office, the first that is missing.

    Nobody approves for two offices; quality's two parts are one, and take one signature. While the
    server is away (not `online`) what can be approved without it is, and the rest waits for it.
    """
    rights = {right for right in RIGHT_OF.values() if may(right)}
    mine = parts_of(review.it, rights, person)
    if not mine:
        return ()
    one = _OFFICE if mine[0] in _OFFICE else frozenset({mine[0]})
    asked = tuple(part for part in mine if part in one)
    able = tuple(part for part in asked if part not in ONLINE)
    return able if able and not online else asked


def evaluated(review: Review, values: Values) -> tuple[Affected, ...]:
    """Return what may be affected, with what looking at each came to."""
    return tuple(
        Affected(
            kind=line.kind,
            name=line.name,
            why=line.detail,
            quantity=line.quantity,
            unit=line.unit,
            finding=Finding(values[f"affected-{place}"] or Finding.NOT_CHECKED),
        )
        for place, line in enumerate(review.affected)
    )


def _contain(review: Review, values: Values) -> Command:
    shown = pictures(values["photos"])
    return ContainNonconformance(name=review.it.name, place=values["place"], pictures=shown)


def _evaluate(review: Review, values: Values) -> Command:
    return EvaluateNonconformance(
        name=review.it.name,
        severity=Severity(values["severity"]),
        risk=Risk(values["risk"]),
        quantity=Decimal(values["quantity"]),
        affected=evaluated(review, values),
        needs_investigation=bool(values["needs_investigation"]),
        registered=bool(values["registered"]),
        remark=values["remark"],
    )


def _investigate(review: Review, values: Values) -> Command:
    shown = pictures(values["photos"])
    return InvestigateNonconformance(name=review.it.name, cause=values["cause"], pictures=shown)


def _send_back(review: Review, values: Values) -> Command:
    return _back(review, values, refused=False)


def _refuse(review: Review, values: Values) -> Command:
    return _back(review, values, refused=True)


def _back(review: Review, values: Values, *, refused: bool) -> Command:
    if own := step_back(review, values["reason"]):
        return own
    return SendDispositionBack(
        name=review.it.name,
        proposal=review.it.row.proposal,
        remark=values["reason"],
        refused=refused,
    )


def _begin(review: Review, values: Values) -> Command:
    return BeginRework(
        name=review.it.name,
        quantity=Decimal(values["quantity"]),
        disposition=Disposition(values["disposition"]),
    )


def _execute(review: Review, values: Values) -> Command:
    serials = str(values["serials"]).replace("，", " ").replace(",", " ").split()
    return ExecuteDisposition(
        name=review.it.name,
        disposition=Disposition(values["disposition"]),
        quantity=Decimal(values["quantity"]),
        second=values["second"],
        remark=values["remark"],
        serials=tuple(serials),
        pictures=pictures(values["photos"]),
    )


def _verify(review: Review, values: Values) -> Command:
    return VerifyRework(
        name=review.it.name,
        accepted=Decimal(values["accepted"] or "0"),
        rejected=Decimal(values["rejected"] or "0"),
        disposition=Disposition(values["disposition"]),
        inspection=values["inspection"],
        remark=values["remark"],
    )


def _close(review: Review, values: Values) -> Command:
    return CloseNonconformance(name=review.it.name, remark=values["remark"])


def _call_off(review: Review, values: Values) -> Command:
    return CallOffNonconformance(
        name=review.it.name, reason=values["reason"], second=values["second"]
    )


def _take_back(review: Review, values: Values) -> Command:
    quantity = str(values["quantity"] or "").strip()
    return TakeBackDeed(
        name=review.it.name,
        deed=values["deed"],
        reason=values["reason"],
        second=values["second"],
        quantity=Decimal(quantity) if quantity else None,
    )


def _void_labels(review: Review, values: Values) -> Command:
    del values
    return VoidScrappedLabels(name=review.it.name)


def _extend(review: Review, values: Values) -> Command:
    return ExtendDue(name=review.it.name, day=values["day"], reason=values["reason"])


def _cost(review: Review, values: Values) -> Command:
    return NoteCost(
        name=review.it.name,
        sort=CostKind(values["sort"]),
        amount=Decimal(values["amount"]),
        remark=values["remark"],
    )


def _remark(review: Review, values: Values) -> Command:
    shown = pictures(values["photos"])
    return RemarkNonconformance(name=review.it.name, remark=values["remark"], pictures=shown)


_MAKERS: Mapping[str, Callable[[Review, Values], Command]] = {
    "contain": _contain,
    "evaluate": _evaluate,
    "investigate": _investigate,
    "send_back": _send_back,
    "refuse": _refuse,
    "begin_rework": _begin,
    "execute": _execute,
    "verify": _verify,
    "close": _close,
    "call_off": _call_off,
    "take_back": _take_back,
    "void_labels": _void_labels,
    "extend": _extend,
    "note_cost": _cost,
    "remark": _remark,
}
