"""The one button of the inspection screen: what comes next, as things stand. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.forms.filling.commands import INVESTIGATE
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.nonconformance.registering.commands import REGISTER
from app.capabilities.quality.plans.bodies import INSPECT
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.screens.forms.facts import COMPLETED, VOIDED, FillFacts
from app.ui.screens.forms.fields.shown import signature_for
from app.ui.screens.quality.inspecting.facts import InspectFacts
from app.ui.screens.quality.inspecting.items import Item, is_left, next_item, uninvestigated
from app.ui.screens.quality.inspecting.judging import Trial
from app.ui.screens.quality.inspecting.tools import Tools

PERFORMED, REVIEWED = "performed", "reviewed"
VIEW = "production.view"
"""The right the board of nonconformances asks for."""


@dataclass(frozen=True, slots=True)
class NextAct:
    """What a press does (`key`), how the button looks, and why it may not be pressed."""

    key: str
    text: str
    kind: str = "primary"
    icon: str = "check"
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before the inspector: the item, what is typed, what a scale would give."""

    item: Item | None
    path: str
    typed: str
    trial: Trial
    weight: Decimal | None = None
    weight_unit: str = ""


def next_act(facts: InspectFacts, found: tuple[Item, ...], before: Before, tools: Tools) -> NextAct:
    """Return what the button does now."""
    words, fill = tools.look.words, facts.fill
    if fill.filled.state == VOIDED:
        return NextAct("", words("inspect.do.voided"), icon="ban", blocked=words("inspect.over"))
    if fill.filled.state == COMPLETED:
        return at_the_end(facts, tools)
    if not tools.may(fill.filled.right):
        blocked = words("fill.no_right")
        return NextAct("", words("inspect.do.enter"), blocked=blocked)
    if before.item is not None:
        made = _of_item(fill, before.item, before, tools)
        if made is not None:
            return made
    return _onwards(fill, found, before, words)


def at_the_end(facts: InspectFacts, tools: Tools) -> NextAct:
    """Return what a completed form waits for: signatures, the conclusion, a release."""
    words, fill = tools.look.words, facts.fill
    reviewed = signature_for(fill, REVIEWED)
    if signature_for(fill, PERFORMED) is None and reviewed is None:
        return NextAct("sign", words("inspect.do.sign"), icon="signature")
    if facts.is_reviewed and reviewed is None:
        return NextAct("review", words("inspect.do.review"), icon="user-check")
    if facts.step is Standing.TO_CONCLUDE:
        blocked = "" if tools.may(INSPECT) else words("fill.no_right")
        return NextAct("conclude", words("inspect.do.conclude"), blocked=blocked)
    if facts.step is Standing.TO_RELEASE:
        return NextAct("release", words("inspect.do.release"), icon="badge-check")
    if fill.filled.verdict == "fail" and (made := _nonconforming(facts, tools)) is not None:
        return made
    return NextAct("leave", words("inspect.do.done"), kind="default", icon="circle-check")


def _nonconforming(facts: InspectFacts, tools: Tools) -> NextAct | None:
    """Return what follows one that failed: its nonconformance, to be opened or registered."""
    words = tools.look.words
    if facts.ncr:
        see = words("inspect.do.see_ncr")
        return NextAct("see_ncr", see, icon="circle-alert") if tools.may(VIEW) else None
    if not tools.may(REGISTER):
        return None
    return NextAct("register", words("inspect.do.register"), kind="danger-solid", icon="plus")


def _of_item(fill: FillFacts, item: Item, before: Before, tools: Tools) -> NextAct | None:
    words = tools.look.words
    use = tools.gauge(item)
    if before.typed and use.refused is not None:
        blocked = words("inspect.blocked.gauge")
        return NextAct("", words("inspect.do.enter"), blocked=blocked)
    if before.typed and use.is_needed and not use.code:
        return NextAct("gauge", words("inspect.do.gauge"), icon="ruler")
    if before.typed:
        return _of_typed(before.trial, words)
    failed = uninvestigated(fill, item)
    if failed and tools.may(INVESTIGATE):
        text = words("inspect.do.investigate")
        return NextAct("investigate", text, kind="danger-solid", icon="search")
    if before.weight is not None and before.path and use.refused is None:
        amount = f"{plain(before.weight)} {before.weight_unit}"
        return NextAct("weigh", words("inspect.do.weigh", amount=amount), icon="scale")
    return None


def _of_typed(made: Trial, words: Words) -> NextAct:
    if made.state == "fail":
        return NextAct("enter", words("inspect.do.fail"), kind="danger-solid", icon="octagon-x")
    blocked = words("inspect.blocked.unreadable") if made.value is None else ""
    return NextAct("enter", words("inspect.do.enter"), blocked=blocked)


def _onwards(fill: FillFacts, found: tuple[Item, ...], before: Before, words: Words) -> NextAct:
    item, judged = before.item, fill.filled.judged
    if not judged.missing and not any(one.awaits_retest for one in fill.filled.held.values()):
        return NextAct("complete", words("inspect.do.complete"), icon="clipboard-check")
    if item is not None and is_left(fill, item):
        sample = before.path.rpartition("/")[2] if "/" in before.path else ""
        key = "inspect.blocked.sample" if sample else "inspect.blocked.value"
        enter = words("inspect.do.enter")
        return NextAct("", enter, blocked=words(key, n=sample))
    to = next_item(fill, found, "" if item is None else item.key)
    if to is None:
        return NextAct("complete", words("inspect.do.complete"), icon="clipboard-check")
    return NextAct("next", words("inspect.do.next"), icon="arrow-right")
