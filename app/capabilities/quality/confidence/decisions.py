"""How many to test so that a reliability is shown with a confidence: computed, not looked up.

Confidence and reliability are shares (`0.95`), exact decimals so that no rounding moves a sample
size; probabilities inside are binary floats (relative accuracy about 1e-12). One-sided tolerance
factors follow ISO 16269-6 by the noncentral t distribution, integrated numerically.
"""

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal

from app.kernel.distributions import (
    binomial_up_to,
    hypergeometric_up_to,
    normal_cdf,
    normal_quantile,
)
from app.kernel.refused import Refused

MOST_ALLOWED = 1000
_ROUNDING = 1 + 1e-12  # a probability equal to the risk but for its last bits is equal
_ROUNDING_OF_LOTS = 1 + 1e-9
_STEPS = 800


def sample_size(confidence: Decimal, reliability: Decimal, allowed: int = 0) -> int:
    """Return the smallest n that shows a reliability when up to `allowed` of n fail.

    Smallest n with P(X ≤ allowed | n, 1 − reliability) ≤ 1 − confidence, X binomial: for lots that
    are large against n. Refusals: `confidence.share`, `confidence.allowed`.
    """
    _check_shares(confidence, reliability)
    _check_allowed(allowed)
    failing = float(1 - reliability)
    risk = float(1 - confidence) * _ROUNDING
    return _smallest(lambda n: binomial_up_to(allowed, n, failing) <= risk, allowed + 1)


def sample_size_of_lot(
    lot: int, confidence: Decimal, reliability: Decimal, allowed: int = 0
) -> int:
    """Return the smallest sample of a lot of this size that shows its reliability.

    The lot that must not pass holds the fewest failing units that are at least 1 − reliability of
    it; hypergeometric. Refusals: those of `sample_size`; `confidence.lot` for a lot below 1 or so
    small that even all of it may hold no more failing units than are allowed.
    """
    _check_shares(confidence, reliability)
    _check_allowed(allowed)
    failing = int((lot * (1 - reliability)).to_integral_value(ROUND_CEILING))
    if lot < 1 or failing <= allowed:
        raise Refused("confidence.lot", lot=lot, allowed=allowed)
    risk = float(1 - confidence) * _ROUNDING_OF_LOTS
    return _smallest(
        lambda n: n >= lot or hypergeometric_up_to(allowed, n, failing, lot) <= risk, allowed + 1
    )


def tolerance_factor(n: int, confidence: Decimal, reliability: Decimal) -> float:
    """Return k: with this confidence, mean + k·s of n normal readings is beyond this share of all.

    One-sided; for a lower limit take mean − k·s. Refusals: `confidence.share`,
    `confidence.readings` for n below 2.
    """
    _check_shares(confidence, reliability)
    if n < 2:
        raise Refused("confidence.readings", n=n)
    covers = _coverage(n, normal_quantile(float(reliability)))
    wanted = float(confidence)
    low, high = -1.0, 1.0
    while covers(low) > wanted:
        low *= 2
    while covers(high) < wanted:
        high *= 2
    while high - low > 1e-12 * max(1.0, abs(high)):
        middle = (low + high) / 2
        low, high = (middle, high) if covers(middle) < wanted else (low, middle)
    return (low + high) / 2


def _coverage(n: int, z: float) -> Callable[[float], float]:
    """Return k → the probability that mean + k·s lies beyond z standard deviations.

    Conditional on s that is Φ(√n·(k·s − z)); it is integrated over the density of s, which is
    smooth, by Simpson's rule from where nothing is left to where nothing is left.
    """
    freedom = n - 1
    width = 9 / math.sqrt(2 * freedom) + 3 / freedom
    start, end = max(0.0, 1 - width), 1 + width
    step = (end - start) / _STEPS
    front = math.log(2) + freedom / 2 * math.log(freedom / 2) - math.lgamma(freedom / 2)
    nodes = []
    for at in range(_STEPS + 1):
        s = start + at * step
        share = 1.0 if at in (0, _STEPS) else 4.0 if at % 2 else 2.0
        log = (freedom - 1) * math.log(s) if s > 0 else (0.0 if freedom == 1 else -math.inf)
        nodes.append((s, share * step / 3 * math.exp(front + log - freedom * s * s / 2)))
    root = math.sqrt(n)
    return lambda k: math.fsum(weight * normal_cdf(root * (k * s - z)) for s, weight in nodes)


def _smallest(is_enough: Callable[[int], bool], least: int) -> int:
    """Return the smallest n from `least` on that is enough, where every larger one is too."""
    low, high = least - 1, least
    while not is_enough(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _check_shares(*shares: Decimal) -> None:
    for share in shares:
        if not (Decimal(0) < share < Decimal(1)) or share > Decimal("0.9999999"):
            raise Refused("confidence.share", share=share)


def _check_allowed(allowed: int) -> None:
    if not 0 <= allowed <= MOST_ALLOWED:
        raise Refused("confidence.allowed", allowed=allowed, most=MOST_ALLOWED)
