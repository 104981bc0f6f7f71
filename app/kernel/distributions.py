"""Distribution functions that quality methods need, in plain Python.

Binary floats on purpose: these are statistics about recorded values, never recorded values
themselves. No numpy, no scipy: a station's start waits for neither. Relative accuracy 1e-10 or
better where not said otherwise (series and continued fractions, NIST DLMF §8.7, §8.9, §8.17).
"""

import math
from statistics import NormalDist

_STANDARD = NormalDist()
_ENOUGH = 1e-15
_MOST_TERMS = 10_000
_TINY = 1e-300


def normal_cdf(z: float) -> float:
    """Return the share of the standard normal distribution up to `z`."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def normal_quantile(share: float) -> float:
    """Return the z up to which `share` (0 < share < 1) of the standard normal distribution lies."""
    return _STANDARD.inv_cdf(share)


def chi_square_cdf(x: float, freedom: float) -> float:
    """Return the share of the χ² distribution with `freedom` degrees up to `x`."""
    return _gamma_share(freedom / 2, x / 2) if x > 0 else 0.0


def chi_square_quantile(share: float, freedom: float) -> float:
    """Return the x up to which `share` (0 < share < 1) of the χ² distribution lies."""
    rough = 2 / (9 * freedom)  # Wilson and Hilferty
    start = freedom * (1 - rough + normal_quantile(share) * math.sqrt(rough)) ** 3
    low, high = 0.0, max(start, 1.0)
    while chi_square_cdf(high, freedom) < share:
        low, high = high, high * 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if chi_square_cdf(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def f_above(f: float, above: float, below: float) -> float:
    """Return the share of the F distribution beyond `f`: a p-value. Degrees: above, below."""
    if f <= 0:
        return 1.0
    return _beta_share(below / 2, above / 2, below / (below + above * f))


def binomial_up_to(most: int, trials: int, share: float) -> float:
    """Return the probability of at most `most` hits in `trials`, each with probability `share`."""
    if most >= trials or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    hit, miss = math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(_log_choose(trials, k) + k * hit + (trials - k) * miss) for k in range(most + 1)
    )


def hypergeometric_up_to(most: int, drawn: int, marked: int, lot: int) -> float:
    """Return the probability of at most `most` marked ones among `drawn` of a lot.

    Relative accuracy 1e-9 in lots of a million, better in smaller ones.
    """
    all_ways = _log_choose(lot, drawn)
    least = max(0, drawn - (lot - marked))
    return math.fsum(
        math.exp(_log_choose(marked, k) + _log_choose(lot - marked, drawn - k) - all_ways)
        for k in range(least, min(most, drawn, marked) + 1)
    )


def _log_choose(whole: int, part: int) -> float:
    return math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)


def _gamma_share(a: float, x: float) -> float:
    """Return the regularised lower incomplete gamma function P(a, x)."""
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x >= a + 1:
        return 1 - scale * _gamma_fraction(a, x)
    term = total = 1 / a
    for k in range(1, _MOST_TERMS):
        term *= x / (a + k)
        total += term
        if term < total * _ENOUGH:
            break
    return total * scale


def _gamma_fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    found = d
    for k in range(1, _MOST_TERMS):
        step = -k * (k - a)
        b += 2
        d = 1 / _not_zero(step * d + b)
        c = _not_zero(b + step / c)
        found *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return found


def _beta_share(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    scale = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return scale * _beta_fraction(a, b, x) / a
    return 1 - scale * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _not_zero(1 + step * d)
            c = _not_zero(1 + step / c)
            found *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return found


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
