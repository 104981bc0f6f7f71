"""Gauge repeatability and reproducibility by analysis of variance: pure rules.

Two-way crossed (AIAG MSA, 4th edition): every appraiser measures every part equally often. The
interaction is dropped where p > 0.25; a negative variance counts as 0; ndc = ⌊1.41 · PV / GRR⌋.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from app.capabilities.quality.msa.answers import GaugeStudy, Source
from app.kernel.distributions import f_above
from app.kernel.refused import Refused

DROPPED_ABOVE = 0.25
SPREADS = (6.0, 5.15)

Trials = Mapping[tuple[str, str], Sequence[float]]
"""(appraiser, part) → the appraiser's readings of it."""


class _Sources(NamedTuple):
    appraiser: Source
    part: Source
    interaction: Source
    repetition: Source


def gauge_study(trials: Trials, spread: float = 6.0) -> GaugeStudy:
    """Study a gauge. Refusals: `msa.few`, `msa.unbalanced`, `msa.no_variation`."""
    appraisers = list(dict.fromkeys(appraiser for appraiser, _ in trials))
    parts = list(dict.fromkeys(part for _, part in trials))
    times = _times(trials, appraisers, parts)
    found = _sources(trials, appraisers, parts, times)
    pooled = (found.interaction.p or 0.0) > DROPPED_ABOVE
    error = _together(found.interaction, found.repetition) if pooled else found.repetition
    against = error if pooled else found.interaction
    ev = math.sqrt(error.ms)
    av = _root((found.appraiser.ms - against.ms) / (len(parts) * times))
    both = 0.0 if pooled else _root((found.interaction.ms - error.ms) / times)
    pv = _root((found.part.ms - against.ms) / (len(appraisers) * times))
    grr = math.hypot(ev, av, both)
    if grr <= 0:
        raise Refused("msa.no_variation")
    return GaugeStudy(
        by_appraiser=_tested(found.appraiser, against),
        by_part=_tested(found.part, against),
        by_interaction=found.interaction,
        by_repetition=found.repetition,
        is_pooled=pooled,
        equipment=ev,
        appraisers=av,
        interaction=both,
        grr=grr,
        parts=pv,
        total=math.hypot(grr, pv),
        categories=math.floor(1.41 * pv / grr),
        spread=spread,
    )


def _times(trials: Trials, appraisers: Sequence[str], parts: Sequence[str]) -> int:
    """Return how often everybody measured every part."""
    counts = {len(trials.get(pair, ())) for pair in product(appraisers, parts)}
    if len(appraisers) < 2 or len(parts) < 2 or max(counts) < 2:
        raise Refused("msa.few", appraisers=len(appraisers), parts=len(parts))
    if len(counts) > 1:
        raise Refused("msa.unbalanced")
    return counts.pop()


def _sources(
    trials: Trials, appraisers: Sequence[str], parts: Sequence[str], times: int
) -> _Sources:
    every = [one for readings in trials.values() for one in readings]
    grand = math.fsum(every) / len(every)
    of_cell = {pair: math.fsum(readings) / times for pair, readings in trials.items()}
    of_appraiser = [
        math.fsum(of_cell[who, part] for part in parts) / len(parts) for who in appraisers
    ]
    of_part = [math.fsum(of_cell[who, p] for who in appraisers) / len(appraisers) for p in parts]
    ss_appraiser = _squares(of_appraiser, grand) * len(parts) * times
    ss_part = _squares(of_part, grand) * len(appraisers) * times
    ss_cells = _squares(of_cell.values(), grand) * times
    ss_inside = math.fsum(_squares(readings, of_cell[pair]) for pair, readings in trials.items())
    repetition = Source(ss_inside, len(of_cell) * (times - 1))
    interaction = Source(
        max(ss_cells - ss_appraiser - ss_part, 0.0), (len(appraisers) - 1) * (len(parts) - 1)
    )
    return _Sources(
        Source(ss_appraiser, len(appraisers) - 1),
        Source(ss_part, len(parts) - 1),
        _tested(interaction, repetition),
        repetition,
    )


def _squares(values: Iterable[float], mean: float) -> float:
    return math.fsum((one - mean) ** 2 for one in values)


def _together(one: Source, other: Source) -> Source:
    return Source(one.ss + other.ss, one.df + other.df)


def _tested(source: Source, against: Source) -> Source:
    """Return a source with its F against another and the p of it; bare where there is no error."""
    if against.ms <= 0:
        return source
    f = source.ms / against.ms
    return replace(source, f=f, p=f_above(f, source.df, against.df))


def _root(variance: float) -> float:
    return math.sqrt(max(variance, 0.0))
