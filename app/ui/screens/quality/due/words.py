"""What is due in words: what it is of, why, how late it is, what is done next. Pure."""

from dataclasses import dataclass

from app.capabilities.quality.due.answers import CAUSES, Due
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.events import About
from app.capabilities.quality.plans.bodies import Arming, Trigger
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.screens.quality.due.facts import Line, part_of

ICONS = {
    Trigger.INCOMING: "package-search",
    Trigger.FIRST_ARTICLE: "flag",
    Trigger.PATROL: "timer",
    Trigger.FINAL: "package-check",
}
_CHIPS = {
    "overdue": ("fail", "clock"),
    "due": ("warn", "bell"),
    "soon": ("todo", "clock"),
    "later": ("todo", "clock"),
}
_STEPS = {
    Standing.BEGUN: ("running", "play"),
    Standing.TO_REVIEW: ("hold", "user-check"),
    Standing.TO_CONCLUDE: ("hold", "clipboard-check"),
    Standing.TO_RELEASE: ("hold", "hand"),
}
_ARMINGS = frozenset(one.value for one in Arming)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the list in words; `state` and `icon` are those of its chip."""

    title: str
    about: str
    why: str
    when: str
    state: str
    icon: str
    chip: str
    trigger: Trigger


def line_said(line: Line, words: Words, moments: Moments) -> Said:
    """Return a line of the list in words."""
    if line.due is not None:
        return _due_said(line.due, words, moments)
    assert line.inspection is not None  # a line is of one or the other
    return _asked_said(line.inspection, words, moments)


def about_said(about: About, words: Words) -> str:
    """Return order, operation, lot, product or material and machine, in one line."""
    operation = words("due.operation", operation=about.operation) if about.operation else ""
    lot = words("due.lot", lot=about.lot) if about.lot else ""
    facts = (about.order, operation, lot, about.material or about.product, about.equipment)
    return " · ".join(one for one in facts if one)


def causes_said(causes: tuple[str, ...], words: Words) -> str:
    """Return why something is asked for, each cause once."""
    said = (cause_said(one, words) for one in dict.fromkeys(causes))
    return words("due.and").join(one for one in said if one)


def cause_said(cause: str, words: Words) -> str:
    """Return one cause in words; empty for one this program does not know."""
    if cause in _ARMINGS and cause != Arming.STOP.value:
        return words(f"quality.arming.{cause}")
    return words(f"quality.cause.{cause}") if cause in CAUSES else ""


def sample_said(one: Due, words: Words) -> str:
    """Return how many pieces are taken; empty where the form says it."""
    most = max((drawn.n for drawn in one.wanted.sample), default=0)
    return words("due.sample", n=most) if most else ""


def late_said(one: Due, words: Words, moments: Moments) -> str:
    """Return `overdue by 12 min`, `due since 5 min`, `in 20 min`, `after 40 more pieces`."""
    part = part_of(one)
    if one.late_ms is None or (part in ("soon", "later") and one.pieces_left is not None):
        pieces = "" if one.pieces_left is None else plain(one.pieces_left)
        said = words("due.pieces_left", n=pieces) if pieces else ""
        if one.late_ms is None:
            return said
        return words("due.or", one=_span("due.in", -one.late_ms, words, moments), other=said)
    if part == "overdue" and one.overdue_ms is not None:
        late_ms = moments.now_ms() - one.overdue_ms
        return _span("due.overdue_by", max(0, late_ms), words, moments)
    key = "due.in" if one.late_ms < 0 else "due.since"
    return _span(key, abs(one.late_ms), words, moments)


def _span(key: str, span_ms: int, words: Words, moments: Moments) -> str:
    return words(key, span=moments.age(moments.now_ms() - span_ms))


def _due_said(one: Due, words: Words, moments: Moments) -> Said:
    part = part_of(one)
    state, icon = _STEPS.get(one.step) or _CHIPS[part]
    is_step = one.step in _STEPS
    chip = words(f"quality.step.{one.step.value}" if is_step else f"due.part.{part}")
    why = (causes_said(one.wanted.causes, words), sample_said(one, words))
    return Said(
        str(words.of(one.title)),
        about_said(one.wanted.about, words),
        " · ".join(part for part in why if part),
        late_said(one, words, moments),
        "fail" if one.last_failed and not is_step else state,
        icon,
        words("due.failed_before") if one.last_failed and not is_step else chip,
        one.wanted.plan.trigger,
    )


def _asked_said(one: Inspection, words: Words, moments: Moments) -> Said:
    row = one.row
    state, icon = _STEPS.get(one.step, ("todo", "circle"))
    about = About(
        order=row.order,
        operation=row.operation,
        lot=row.lot,
        product=row.product,
        material=row.material,
        equipment=row.equipment,
    )
    return Said(
        str(words.of(one.title)),
        about_said(about, words),
        causes_said(tuple(row.causes), words),
        moments.when(row.begun_ms or row.asked_ms),
        state,
        icon,
        words(f"quality.step.{one.step.value}"),
        Trigger(row.trigger),
    )
