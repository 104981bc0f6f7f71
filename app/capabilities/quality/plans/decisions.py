"""When an inspection plan is sound, how it is told line by line, how much it draws. Pure."""

import re
from collections.abc import Callable
from decimal import Decimal

from app.capabilities.documents.answers import Line, Said, Word
from app.capabilities.quality.plans.bodies import (
    Arming,
    Drawn,
    InspectionPlan,
    Sample,
    Trigger,
)
from app.capabilities.quality.sampling.answers import Severity
from app.capabilities.quality.sampling.decisions import LEVELS, aql_of
from app.capabilities.quality.sampling.decisions import plan as single_plan
from app.kernel.refused import Refused

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_plan(body: InspectionPlan) -> None:
    """Refusals: `plan.text_missing`, `.form_missing`, `.subject_missing`, those of its trigger
    (`.no_cause`, `.stop_missing`, `.shift_unreadable`, `.no_interval`) and of its sample.
    """
    if not body.name.zh.strip() or not body.name.en.strip():
        raise Refused("plan.text_missing", plan=body.code)
    if not body.form.strip():
        raise Refused("plan.form_missing", plan=body.code)
    _check_subject(body)
    _TRIGGERS[body.trigger](body)
    _check_sample(body.sample)


def outline_plan(body: InspectionPlan) -> tuple[Line, ...]:
    """Tell a plan: what by which form, when, how much."""
    sample = body.sample
    counts = {name: getattr(body, name) for name in ("stop_min", "every_min", "every_pieces")}
    facts: tuple[tuple[str, tuple[Said, ...]], ...] = (
        ("form", (body.form,)),
        ("trigger", (Word(f"quality.trigger.{body.trigger}"),)),
        ("material", (body.material,)[: bool(body.material)]),
        ("product", (body.product,)[: bool(body.product)]),
        ("operation", (body.operation,)[: bool(body.operation)]),
        ("arms", tuple(Word(f"quality.arming.{one}") for one in body.arms)),
        *((name, (f"{count}",) if count else ()) for name, count in counts.items()),
        ("shifts", tuple(body.shifts)),
        ("after_stop", _yes(is_so=body.after_stop)),
        ("after_change", _yes(is_so=body.after_change)),
        ("grace_min", (f"{body.grace_min}",) if body.trigger is Trigger.PATROL else ()),
        ("sample_n", (f"{sample.n}",) if sample.n else ()),
        ("fewer", sample.fewer),
        ("everything", _yes(is_so=sample.everything)),
        ("sample_level", (sample.level,)[: bool(sample.level)]),
        ("classes", tuple(f"{one.code}: AQL {one.aql}" for one in sample.classes)),
        ("reviewed", _yes(is_so=body.reviewed)),
    )
    return (
        Line(("name",), (body.name,), level=0),
        *(Line((field,), said, field=field) for field, said in facts if said),
    )


def draw(sample: Sample, size: Decimal, severity: Severity = Severity.NORMAL) -> tuple[Drawn, ...]:
    """Return how many pieces are inspected out of so many, and how many of them may fail.

    By GB/T 2828.1-2012 = ISO 2859-1:1999 where the plan names a level; a lot of less than two is
    inspected whole. The edition is recorded with each sample.
    """
    whole = int(size.to_integral_value(rounding="ROUND_CEILING"))
    if sample.everything or (sample.level and whole < 2):
        return (Drawn(n=whole),)
    if not sample.level:
        n = min(sample.n, whole) if whole else sample.n
        return (Drawn(n=n, readings=n, fewer=sample.fewer),)
    plans = ((one, single_plan(whole, sample.level, one.aql, severity)) for one in sample.classes)
    return tuple(
        Drawn(
            defects=one.code,
            n=found.n,
            ac=found.ac,
            re=found.re,
            aql=one.aql,
            level=sample.level,
            letter=found.letter,
            severity=severity.value,
            edition=found.edition,
        )
        for one, found in plans
    )


def _check_subject(body: InspectionPlan) -> None:
    of_material = body.trigger is Trigger.INCOMING
    wanted = (body.material,) if of_material else (body.product, body.operation)
    if not all(one.strip() for one in wanted):
        raise Refused("plan.subject_missing", plan=body.code)


def _check_first_article(body: InspectionPlan) -> None:
    if not body.arms:
        raise Refused("plan.no_cause", plan=body.code)
    if Arming.STOP in body.arms and body.stop_min <= 0:
        raise Refused("plan.stop_missing", plan=body.code)
    if Arming.SHIFT in body.arms and not body.shifts:
        raise Refused("plan.shift_unreadable", plan=body.code)
    _check_shifts(body)


def _check_patrol(body: InspectionPlan) -> None:
    numbers = (body.every_min, body.every_pieces, body.grace_min)
    asks = (*numbers[:2], body.after_stop, body.after_change, body.shifts)
    if not any(asks) or min(numbers) < 0:
        raise Refused("plan.no_interval", plan=body.code)
    _check_shifts(body)


def _check_shifts(body: InspectionPlan) -> None:
    if not all(_TIME.fullmatch(one) for one in body.shifts):
        raise Refused("plan.shift_unreadable", plan=body.code)


def _unchecked(body: InspectionPlan) -> None:
    del body


_TRIGGERS: dict[Trigger, Callable[[InspectionPlan], None]] = {
    Trigger.INCOMING: _unchecked,
    Trigger.FIRST_ARTICLE: _check_first_article,
    Trigger.PATROL: _check_patrol,
    Trigger.FINAL: _unchecked,
}


def _check_sample(sample: Sample) -> None:
    """Refusals: `plan.sample_unsound`, `sampling.level_unknown`, `sampling.aql_unknown`."""
    ways = (sample.n > 0, sample.everything, bool(sample.level))
    if sum(ways) != 1 or sample.n < 0 or bool(sample.level) != bool(sample.classes):
        raise Refused("plan.sample_unsound")
    if sample.fewer and not sample.n:
        raise Refused("plan.sample_unsound")
    if not sample.level:
        return
    if sample.level not in LEVELS:
        levels = ", ".join(LEVELS)
        raise Refused("sampling.level_unknown", level=sample.level, levels=levels)
    codes = [one.code for one in sample.classes]
    if len(set(codes)) < len(codes) or not all(code.strip() for code in codes):
        raise Refused("plan.sample_unsound")
    for one in sample.classes:
        aql_of(one.aql)


def _yes(*, is_so: bool) -> tuple[Said, ...]:
    return (Word("documents.value.yes"),) if is_so else ()
