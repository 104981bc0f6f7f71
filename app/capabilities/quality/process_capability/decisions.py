"""How well a process keeps within its limits: pure rules.

Cp = (USL − LSL)/6σ, Cpk = min(USL − x̄, x̄ − LSL)/3σ with σ within subgroups; Pp, Ppk with the
standard deviation of all readings (ISO 22514-2). Intervals: Cp·√(χ²/(n − 1)); Cpk ± z·√(1/9n +
Cpk²/(2(n − 1))), the usual approximation. Below 25 readings no index stands without its interval.
"""

import math
from collections.abc import Sequence

from app.capabilities.quality.points.answers import Charted, ChartKind
from app.capabilities.quality.points.decisions import of_readings, of_subgroups
from app.capabilities.quality.process_capability.answers import (
    CapabilityStudy,
    Index,
    Normality,
    Within,
)
from app.capabilities.quality.spc.decisions import chart, limits
from app.capabilities.quality.standards.chart_constants import MOST
from app.kernel.distributions import chi_square_quantile, normal_quantile
from app.kernel.refused import Refused

CONFIDENCE = 0.95
_LEAST_FOR_NORMALITY = 8
_TINY = 1e-300


def capability(
    subgroups: Sequence[Sequence[float]],
    *,
    lower: float | None,
    upper: float | None,
    within: Within | None = None,
    confidence: float = CONFIDENCE,
) -> CapabilityStudy:
    """Study readings in order of time, in the subgroups they were taken in (of one: one by one).

    `within` None: MR̄ for subgroups of one, else R̄, or s̄ where one has more than 25. Refusals:
    `capability.no_limit`, `capability.limits_crossed`, `capability.few` below two readings,
    `capability.no_variation`, and those of the charts.
    """
    _check_limits(lower, upper)
    readings = [one for subgroup in subgroups for one in subgroup]
    n = len(readings)
    if n < 2:
        raise Refused("capability.few", n=n)
    how = within or _suited(subgroups)
    charted = _charted(how, subgroups, readings)
    fixed = limits(charted)
    mean = math.fsum(readings) / n
    sigma, overall = fixed.sigma, _deviation(readings, mean)
    noise = 8 * math.ulp(max(map(abs, readings)))
    if sigma <= noise or overall <= noise:
        raise Refused("capability.no_variation")
    cp, cpk = _potential(lower, upper, sigma), _nearest(lower, upper, mean, sigma)
    pp, ppk = _potential(lower, upper, overall), _nearest(lower, upper, mean, overall)
    return CapabilityStudy(
        n=n,
        mean=mean,
        within=how,
        sigma_within=sigma,
        sigma_overall=overall,
        cp=None if cp is None else potential_index(cp, n, confidence),
        cpk=nearest_index(cpk, n, confidence),
        pp=None if pp is None else potential_index(pp, n, confidence),
        ppk=nearest_index(ppk, n, confidence),
        cpk_at_least=at_least(cpk, n, confidence),
        ppk_at_least=at_least(ppk, n, confidence),
        confidence=confidence,
        normality=normality(readings),
        out_of_control=sum(len({*one.beyond, *one.runs}) for one in chart(fixed, charted)),
    )


def potential_index(value: float, n: int, confidence: float = CONFIDENCE) -> Index:
    """Return Cp or Pp of n readings with its two-sided interval, by χ² with n − 1 degrees."""
    tail = (1 - confidence) / 2
    low, high = (
        value * math.sqrt(chi_square_quantile(share, n - 1) / (n - 1)) for share in (tail, 1 - tail)
    )
    return Index(value, low, high)


def nearest_index(value: float, n: int, confidence: float = CONFIDENCE) -> Index:
    """Return Cpk or Ppk of n readings with its two-sided interval."""
    margin = normal_quantile((1 + confidence) / 2) * _uncertainty(value, n)
    return Index(value, value - margin, value + margin)


def at_least(value: float, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided lower bound of Cpk or Ppk of n readings."""
    return value - normal_quantile(confidence) * _uncertainty(value, n)


def normality(readings: Sequence[float]) -> Normality | None:
    """Test for a normal distribution (Anderson and Darling, mean and σ from the readings).

    p by D'Agostino and Stephens (1986), table 4.9, good to about two digits. None for fewer than 8
    readings or readings without variation.
    """
    n = len(readings)
    if n < _LEAST_FOR_NORMALITY:
        return None
    mean = math.fsum(readings) / n
    sigma = _deviation(readings, mean)
    if sigma <= 0:
        return None
    # The normal distribution at z is ½·erfc(−z/√2); written out, for there may be 50,000 readings.
    root = sigma * math.sqrt(2)
    z = sorted([(one - mean) / root for one in readings])
    below = [math.log(math.erfc(-one) / 2 or _TINY) for one in z]
    above = [math.log(math.erfc(one) / 2 or _TINY) for one in z]
    pairs = enumerate(zip(below, reversed(above), strict=True))
    total = math.fsum([(2 * at + 1) * (down + up) for at, (down, up) in pairs])
    a2 = (-n - total / n) * (1 + 0.75 / n + 2.25 / n**2)
    return Normality(a2, _p_of(a2))


def _p_of(a2: float) -> float:
    if a2 < 0.2:
        return 1 - math.exp(-13.436 + 101.14 * a2 - 223.73 * a2**2)
    if a2 < 0.34:
        return 1 - math.exp(-8.318 + 42.796 * a2 - 59.938 * a2**2)
    if a2 < 0.6:
        return math.exp(0.9177 - 4.279 * a2 - 1.38 * a2**2)
    if a2 > 10:  # the polynomial turns up again; p is below 1e-20 by then
        return 0.0
    return math.exp(1.2937 - 5.709 * a2 + 0.0186 * a2**2)


def _uncertainty(value: float, n: int) -> float:
    return math.sqrt(1 / (9 * n) + value**2 / (2 * (n - 1)))


def _deviation(readings: Sequence[float], mean: float) -> float:
    return math.sqrt(math.fsum([(one - mean) ** 2 for one in readings]) / (len(readings) - 1))


def _potential(lower: float | None, upper: float | None, sigma: float) -> float | None:
    return None if lower is None or upper is None else (upper - lower) / (6 * sigma)


def _nearest(lower: float | None, upper: float | None, mean: float, sigma: float) -> float:
    up = math.inf if upper is None else upper - mean
    down = math.inf if lower is None else mean - lower
    return min(up, down) / (3 * sigma)


def _suited(subgroups: Sequence[Sequence[float]]) -> Within:
    sizes = {len(one) for one in subgroups}
    if sizes == {1}:
        return Within.MR
    return Within.S if max(sizes) > MOST else Within.RANGE


def _charted(
    how: Within, subgroups: Sequence[Sequence[float]], readings: Sequence[float]
) -> Charted:
    if how is Within.MR:
        return of_readings(readings)
    kind = ChartKind.XBAR_R if how is Within.RANGE else ChartKind.XBAR_S
    return of_subgroups(kind, subgroups)


def _check_limits(lower: float | None, upper: float | None) -> None:
    if lower is None and upper is None:
        raise Refused("capability.no_limit")
    if lower is not None and upper is not None and lower >= upper:
        raise Refused("capability.limits_crossed", lower=f"{lower:g}", upper=f"{upper:g}")
