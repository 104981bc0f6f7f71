"""The chance that a lot is accepted by a sampling plan: pure rules.

Standard: ISO 2859-1 = GB/T 2828.1 §12. Units that do not conform: the binomial distribution, as in
the standard's tables, which holds for lots at least ten times the sample. Nonconformities per 100
units: Poisson. Binary floats: they are chances, no recorded values.
"""

from app.capabilities.quality.acceptance.answers import Characteristic
from app.capabilities.quality.sampling.answers import Counted, SamplingPlan
from app.kernel.distributions import binomial_up_to, chi_square_cdf

_DOTS = 80
_WIDER = 1.35
"""The curve is drawn that much beyond the consumer's risk quality."""
_HALVINGS = 60


def acceptance(given: SamplingPlan, quality: float) -> float:
    """Return the chance that a lot of a quality (a share, 0.01 for 1 %) is accepted."""
    if quality <= 0:
        return 1.0
    if given.counted is Counted.UNITS:
        return binomial_up_to(given.ac, given.n, min(1.0, quality))
    return 1 - chi_square_cdf(2 * given.n * quality, 2 * (given.ac + 1))


def quality_accepted(given: SamplingPlan, chance: float) -> float:
    """Return the quality that is accepted with a chance between 0 and 1."""
    low, high = 0.0, 1.0
    if given.counted is Counted.NONCONFORMITIES:
        while acceptance(given, high) > chance:
            high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if acceptance(given, middle) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def characteristic(given: SamplingPlan) -> Characteristic:
    """Return a plan's operating characteristic, from perfect lots to such as hardly ever pass."""
    worst, aql = quality_accepted(given, 0.10), float(given.aql) / 100
    end = max(worst, aql) * _WIDER
    if given.counted is Counted.UNITS:
        end = min(1.0, end)
    shares = [end * at / _DOTS for at in range(_DOTS + 1)]
    return Characteristic(
        dots=tuple([(share, acceptance(given, share)) for share in shares]),
        aql=aql,
        at_aql=acceptance(given, aql),
        at_95=quality_accepted(given, 0.95),
        at_50=quality_accepted(given, 0.50),
        at_10=worst,
    )
