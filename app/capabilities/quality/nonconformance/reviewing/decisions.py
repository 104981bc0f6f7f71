"""The order every review keeps, and what may be done next in it. Pure."""

from collections.abc import Collection

from app.capabilities.quality.nonconformance.records.answers import Nonconformance, State
from app.capabilities.quality.nonconformance.records.bodies import RIGHT_OF, Part

_EVALUATE, _CLOSE = "quality.evaluate", "quality.close"
_EXECUTE, _VERIFY = "quality.execute", "quality.verify"
_CAPA = "quality.work_capa"
_BOUND = frozenset({"evaluate", "propose", "begin_rework", "execute", "verify", "close"})
"""Acts that a flow has its turns for."""


def rights_next(it: Nonconformance) -> tuple[str, ...]:
    """Return the rights of which any lets somebody do what is next; none once it is over."""
    state = it.state
    if state is State.PROPOSED:
        waiting = dict.fromkeys(RIGHT_OF[part] for part in it.missing)
        return (*waiting, *((_EXECUTE,) if _may_execute(it) else ()))
    return {
        State.DETECTED: (_EVALUATE,),
        State.HELD: (_EVALUATE,),
        State.EVALUATED: (_EVALUATE,),
        State.INVESTIGATED: (_EVALUATE,),
        State.DECIDED: (_EXECUTE,),
        State.EXECUTED: (_VERIFY,),
        State.VERIFIED: (_CLOSE,),
    }.get(state, ())


def next_act(it: Nonconformance) -> str:
    """Return what is next, as the words `inbox.kind.ncr_<act>` say it; empty once it is over."""
    if it.state in (State.EVALUATED, State.INVESTIGATED):
        is_asked = it.row.needs_investigation and not it.row.investigated_ms
        return "investigate" if is_asked else "propose"
    return {
        State.DETECTED: "evaluate",
        State.HELD: "evaluate",
        State.PROPOSED: "approve",
        State.DECIDED: "take_back" if it.is_done_twice else "execute",
        State.EXECUTED: "verify",
        State.VERIFIED: "close",
    }.get(it.state, "")


def acts(
    it: Nonconformance,
    rights: Collection[str],
    person: str,
    open_acts: Collection[str] | None = None,
    *,
    labels: int = 0,
) -> tuple[str, ...]:
    """Return the acts somebody with these rights may do now, in the order a review takes them.

    `open_acts` are those a flow waits for, None without one; `labels` how many labels of scrapped
    pieces are to be voided where it is asked. What else bars an act, its own refusal
    says.
    """
    if it.row.is_over or not it.row.opened:
        mends = it.row.opened and it.is_done_twice and _EXECUTE in rights
        return (
            *(("take_back",) if mends else ()),
            *(("remark",) if "quality.register" in rights else ()),
            *(("capa",) if _CAPA in rights else ()),
        )
    state, standing = it.state, it.standing
    is_open = standing is None or it.is_carried_out
    evaluated = bool(it.row.evaluated_ms)
    able = {
        "contain": "quality.register" in rights,
        "evaluate": _EVALUATE in rights and is_open and state is not State.VERIFIED,
        "investigate": _EVALUATE in rights and evaluated,
        "propose": _EVALUATE in rights and evaluated and it.pieces.held > 0 and is_open,
        "approve": bool(parts_of(it, rights, person)),
        "send_back": standing is not None
        and not it.is_carried_out
        and any(right in rights for right in RIGHT_OF.values()),
        "begin_rework": _EXECUTE in rights and _may_mend(it),
        "execute": _EXECUTE in rights and _may_execute(it),
        "take_back": _EXECUTE in rights and any(not one.is_back for one in it.done),
        "void_labels": labels > 0 and "labels.void" in rights,
        "verify": _VERIFY in rights and (it.pieces.to_verify > 0 or "verify" in (open_acts or ())),
        "close": _CLOSE in rights and state is State.VERIFIED,
        "call_off": _CLOSE in rights and not it.done,
        "extend": "quality.dispose" in rights,
        "note_cost": _EVALUATE in rights,
        "remark": "quality.register" in rights,
        "capa": _CAPA in rights,
    }
    barred = frozenset[str]()
    if open_acts is not None:
        turns = {*open_acts, *(("begin_rework",) if "execute" in open_acts else ())}
        if it.was_taken_back:
            turns |= {"execute", "begin_rework", "verify"}
        barred = _BOUND - turns
    return tuple(act for act, may in able.items() if may and act not in barred)


def parts_of(it: Nonconformance, rights: Collection[str], person: str) -> tuple[Part, ...]:
    """Return the approvals somebody may give now: those missing, and not of their own proposal."""
    one = it.standing
    if one is None or one.by == person:
        return ()
    given = {part for part, have in it.approved(one.hash).items() if have.by == person}
    offices = {Part.QUALITY, Part.QUALITY_ONLINE}
    return tuple(
        part
        for part in it.missing
        if RIGHT_OF[part] in rights and (not given or given | {part} <= offices)
    )


def _may_execute(it: Nonconformance) -> bool:
    splits = () if it.standing is None else it.standing.splits
    kinds = (one.disposition for one in splits)
    return any(it.may_be_done(kind) and it.left(kind) > 0 for kind in kinds)


def _may_mend(it: Nonconformance) -> bool:
    from_ = () if it.standing is None else it.standing.splits
    return any(
        one.instruction
        and it.may_be_done(one.disposition)
        and it.left(one.disposition) > it.begun(one.disposition)
        for one in from_
    )
