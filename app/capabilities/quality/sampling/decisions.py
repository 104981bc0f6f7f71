"""Which plan a lot gets, whether it is accepted, and how inspection switches: pure rules.

Standard: GB/T 2828.1-2012 = ISO 2859-1:1999, single plans (§9 normal, tightened and reduced
inspection; §10 plans). Switching is a fold: one function for each thing that can happen, each
total, each returning the next `Switching`.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from app.capabilities.quality.sampling.answers import (
    Counted,
    LotResult,
    LotVerdict,
    SamplingPlan,
    Severity,
    Switching,
    Why,
)
from app.capabilities.quality.standards.single_plans import EDITION, aqls, cells, lot_sizes
from app.kernel.refused import Refused

LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
MOST_PERCENT = Decimal(10)
"""Up to here an AQL may be a percentage of units; beyond, only nonconformities per 100 units."""
SCORE_FOR_REDUCED = 30
_WINDOW = 5


def code_letter(lot: int, level: str) -> str:
    """Return a lot's code letter. Refusals: `sampling.lot_too_small`, `sampling.level_unknown`."""
    if lot < 2:
        raise Refused("sampling.lot_too_small", lot=lot)
    if level not in LEVELS:
        raise Refused("sampling.level_unknown", level=level, levels=", ".join(LEVELS))
    return next(row.letters[level] for row in lot_sizes() if row.most is None or lot <= row.most)


def aql_of(text: str) -> Decimal:
    """Return an AQL as people write it (`1`, `1.0`, `0,65 %`). Refusal: `sampling.aql_unknown`."""
    written = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        aql = Decimal(written)
    except InvalidOperation:
        aql = Decimal(-1)
    series = aqls()
    found = next((one for one in series if one == aql), None)
    if found is None:
        raise Refused("sampling.aql_unknown", aql=text, series=", ".join(map(str, series)))
    return found


def severity_of(text: str) -> Severity:
    """Return a severity by its name. Refusal: `sampling.severity_unknown`."""
    try:
        return Severity(text)
    except ValueError as unknown:
        names = ", ".join(Severity)
        raise Refused("sampling.severity_unknown", severity=text, severities=names) from unknown


def plan(
    lot: int, level: str, aql: str, severity: str = "normal", counted: str | None = None
) -> SamplingPlan:
    """Return the single plan for a lot.

    `counted` is how the sample is counted; None: units up to AQL 10, nonconformities beyond.
    Refusals: those of `code_letter`, `aql_of`, `severity_of`; `sampling.only_per_hundred` for units
    that do not conform at an AQL beyond 10; `sampling.counted_unknown`.
    """
    letter, acceptable, hard = code_letter(lot, level), aql_of(aql), severity_of(severity)
    cell = cells()[letter, hard, acceptable]
    return SamplingPlan(
        edition=EDITION,
        lot=lot,
        level=level,
        aql=acceptable,
        severity=hard,
        counted=_counted(counted, acceptable),
        code_letter=letter,
        letter=cell.letter,
        arrow=cell.arrow,
        table_n=cell.n,
        n=min(cell.n, lot),
        ac=cell.ac,
        re=cell.re,
    )


def next_tighter(given: SamplingPlan) -> SamplingPlan | None:
    """Return the same lot's plan one AQL tighter; None where the series ends."""
    series = aqls()
    at = series.index(given.aql)
    if at == 0:
        return None
    counted = given.counted
    return plan(given.lot, given.level, str(series[at - 1]), given.severity, counted)


def accepts(given: SamplingPlan, found: int) -> bool:
    """Tell whether a sample is accepted with what was found in it.

    Refusals: `sampling.found_negative`; `sampling.more_than_sample` for more nonconforming units
    than were inspected (nonconformities may be more than units).
    """
    if found < 0:
        raise Refused("sampling.found_negative", found=found)
    if given.counted is Counted.UNITS and found > given.n:
        raise Refused("sampling.more_than_sample", found=found, n=given.n)
    return found <= given.ac


def judge(plans: Mapping[str, SamplingPlan], found: Mapping[str, int]) -> LotVerdict:
    """Judge a lot class by class of defects (critical, major, minor, or one class alone).

    Refusals: those of `accepts`; `sampling.class_not_counted` where a class has no count,
    `sampling.class_unknown` where one was counted that has no plan.
    """
    for name in plans:
        if name not in found:
            raise Refused("sampling.class_not_counted", defects=name)
    for name in found:
        if name not in plans:
            raise Refused("sampling.class_unknown", defects=name)
    return LotVerdict({name: accepts(one, found[name]) for name, one in plans.items()})


def lot_result(given: SamplingPlan, found: int, *, is_resubmitted: bool = False) -> LotResult:
    """Return what switching asks of a lot inspected by a plan. Refusals: those of `accepts`."""
    accepted = accepts(given, found)
    tighter = next_tighter(given) if given.ac >= 2 else None
    decidable = tighter is not None and tighter.n == given.n
    return LotResult(
        is_accepted=accepted,
        ac=given.ac,
        passes_tighter=found <= tighter.ac if tighter is not None and decidable else None,
        is_resubmitted=is_resubmitted,
    )


# ---------------------------------------------------------------- switching (ISO 2859-1 §9.3)


def after(state: Switching, lot: LotResult) -> Switching:
    """Return where inspection stands after a lot. Resubmitted lots do not count."""
    if lot.is_resubmitted:
        return replace(state, why=Why.RESUBMITTED)
    if state.is_discontinued:
        return replace(state, why=Why.DISCONTINUED)
    match state.severity:
        case Severity.NORMAL:
            return _after_normal(state, lot)
        case Severity.TIGHTENED:
            return _after_tightened(state, lot)
        case Severity.REDUCED:
            if lot.is_accepted:
                return replace(state, why=Why.NOTHING)
            return Switching(why=Why.LOT_NOT_ACCEPTED)


def with_consent(state: Switching, *, is_steady: bool, is_agreed: bool) -> Switching:
    """Note what people signed: production is steady; the responsible authority agrees to reduced.

    Both with a score of 30 or more lead to reduced inspection. Taking one of them back ends it.
    """
    noted = replace(state, is_steady=is_steady, is_agreed=is_agreed, why=Why.NOTHING)
    if state.severity is not Severity.REDUCED:
        return _reduced_where_due(noted)
    if not is_steady:
        return irregular(state)
    return noted if is_agreed else normal_again(state)


def irregular(state: Switching) -> Switching:
    """Note that production became irregular or stood still: reduced inspection ends."""
    if state.severity is Severity.REDUCED:
        return Switching(why=Why.NOT_STEADY)
    return replace(state, is_steady=False, why=Why.NOT_STEADY)


def normal_again(state: Switching) -> Switching:
    """End reduced inspection for another reason the responsible authority has."""
    if state.severity is Severity.REDUCED:
        return Switching(why=Why.AUTHORITY)
    return replace(state, is_agreed=False, why=Why.AUTHORITY)


def tightened(state: Switching) -> Switching:
    """Go to tightened inspection because a rule asks for it: it may be harder, never lighter."""
    if state.severity is Severity.TIGHTENED:
        return state
    return Switching(severity=Severity.TIGHTENED, why=Why.BY_RULE)


def resumed(state: Switching) -> Switching:
    """Resume after discontinuation: the corrective action was accepted; on tightened inspection."""
    if not state.is_discontinued:
        return state
    return Switching(severity=Severity.TIGHTENED, why=Why.CORRECTED)


def _after_normal(state: Switching, lot: LotResult) -> Switching:
    recent = (*state.recent, lot.is_accepted)[-_WINDOW:]
    if recent.count(False) >= 2:
        return Switching(severity=Severity.TIGHTENED, why=Why.TWO_OF_FIVE)
    score, why = _score(state.score, lot)
    return _reduced_where_due(replace(state, recent=recent, score=score, why=why))


def _after_tightened(state: Switching, lot: LotResult) -> Switching:
    in_row = state.in_row + 1 if lot.is_accepted else 0
    not_accepted = state.not_accepted + (not lot.is_accepted)
    if in_row >= _WINDOW:
        return Switching(why=Why.FIVE_ACCEPTED)
    went_on = replace(state, in_row=in_row, not_accepted=not_accepted, why=Why.NOTHING)
    if not_accepted >= _WINDOW:
        return replace(went_on, is_discontinued=True, why=Why.FIVE_NOT_ACCEPTED)
    return went_on


def _score(score: int, lot: LotResult) -> tuple[int, Why]:
    """Return the switching score after a lot on normal inspection (§9.3.3.2)."""
    if lot.ac <= 1:
        return (score + 2 if lot.is_accepted else 0), Why.NOTHING
    if lot.is_accepted and lot.passes_tighter is None:
        return 0, Why.SCORE_UNDECIDABLE  # a sample of another size cannot answer for that plan
    return (score + 3 if lot.is_accepted and lot.passes_tighter else 0), Why.NOTHING


def _reduced_where_due(state: Switching) -> Switching:
    due = state.score >= SCORE_FOR_REDUCED and state.is_steady and state.is_agreed
    if state.severity is not Severity.NORMAL or not due:
        return state
    return Switching(
        severity=Severity.REDUCED, is_steady=True, is_agreed=True, why=Why.SCORE_REACHED
    )


def _counted(asked: str | None, aql: Decimal) -> Counted:
    if asked is None:
        return Counted.UNITS if aql <= MOST_PERCENT else Counted.NONCONFORMITIES
    try:
        counted = Counted(asked)
    except ValueError as unknown:
        raise Refused("sampling.counted_unknown", counted=asked) from unknown
    if counted is Counted.UNITS and aql > MOST_PERCENT:
        raise Refused("sampling.only_per_hundred", aql=aql)
    return counted
