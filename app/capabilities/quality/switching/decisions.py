"""Where switching stands after its lots, and what people may sign: pure rules (ISO 2859-1 §9.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.capabilities.quality.sampling.answers import LotResult, Switching
from app.capabilities.quality.sampling.bodies import Sample, Sampled
from app.capabilities.quality.sampling.decisions import (
    SCORE_FOR_REDUCED,
    after,
    lot_result,
    plan,
    resumed,
    tightened,
    with_consent,
)
from app.capabilities.quality.switching.answers import Step
from app.capabilities.quality.switching.events import InspectionResumed, ReducedAgreed
from app.capabilities.quality.switching.tables import SaidRow
from app.kernel.refused import Refused

HARDNESS = {"reduced": 0, "normal": 1, "tightened": 2}
"""How hard each severity is."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A lot whose sample is recorded: when it was completed, its sample, its form and number."""

    at_ms: int
    filled: str
    lot: str
    by: str
    sample: Sample
    hash: str = ""


def history(
    settings: Sampled, defects: str, lots: Sequence[Inspected], said: Iterable[SaidRow]
) -> tuple[Step, ...]:
    """Return every step of the switching of one class of defects, the oldest first.

    Lots count in the order they were completed; a sample that cannot be judged is passed over.
    """
    happened: list[tuple[int, int, str, Inspected | SaidRow]] = [
        (one.at_ms, 1, one.filled, one) for one in lots
    ]
    happened += [(one.at_ms, 0, one.hash, one) for one in said]
    state, steps = Switching(), []
    for at_ms, _, _, one in sorted(happened, key=lambda what: what[:3]):
        if isinstance(one, SaidRow):
            state = _after_said(state, one)
            steps.append(Step(at_ms, state, said=one.reason, by=one.by))
            continue
        result = _result(settings, defects, one.sample)
        if result is None:
            continue
        state = after(state, result)
        steps.append(
            Step(
                at_ms,
                state,
                one.filled,
                one.lot,
                result.is_accepted,
                one.sample.severity,
                by=one.by,
            )
        )
    return tuple(steps)


def wanted_severities(every: Iterable[Sequence[Step]]) -> dict[str, str]:
    """Return for each lot, by its form, the severity its history asked for: the hardest of all."""
    asked: dict[str, str] = {}
    for steps in every:
        before = Switching()
        for step in steps:
            if step.filled:
                known = asked.get(step.filled, "reduced")
                asked[step.filled] = max(known, str(before.severity), key=HARDNESS.__getitem__)
            before = step.after
    return asked


def agree(now: Switching, wanted: ReducedAgreed) -> ReducedAgreed:
    """Sign that production is steady and reduced inspection agreed, or no longer.

    Refusals: `switching.score_low` while the score does not reach 30, `switching.reason_missing`.
    """
    asks_reduced = wanted.is_steady and wanted.is_agreed
    if asks_reduced and now.severity == "normal" and now.score < SCORE_FOR_REDUCED:
        raise Refused("switching.score_low", score=now.score, needed=SCORE_FOR_REDUCED)
    _check_reason(wanted.reason)
    return wanted


def resume(now: Switching, wanted: InspectionResumed) -> InspectionResumed:
    """Resume. Refusals: `switching.not_discontinued`, `switching.reason_missing`."""
    if not now.is_discontinued:
        raise Refused("switching.not_discontinued")
    _check_reason(wanted.reason)
    return wanted


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("switching.reason_missing")


def _after_said(state: Switching, said: SaidRow) -> Switching:
    if said.tightens:
        return tightened(state)
    if said.resumes:
        return resumed(state)
    return with_consent(state, is_steady=said.is_steady, is_agreed=said.is_agreed)


def _result(settings: Sampled, defects: str, sample: Sample) -> LotResult | None:
    aql = next((one.aql for one in settings.classes if one.code == defects), None)
    found = sample.classes.get(defects)
    if aql is None or found is None:
        return None
    try:
        given = plan(sample.lot_size, settings.level, aql, sample.severity)
        return lot_result(given, found.found, is_resubmitted=sample.resubmitted)
    except Refused:
        return None
