"""What the operating characteristic of a sampling plan answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Characteristic:
    """A plan's operating characteristic (ISO 2859-1 §12, tables 10).

    `dots` are pairs of a lot's quality and the chance of its acceptance, best quality first;
    quality is a share, of units that do not conform or nonconformities per unit. `at_aql` is the
    chance at the AQL, `at_95`, `at_50`, `at_10` the qualities accepted with 95, 50 and 10 %; the
    last is the consumer's risk quality.
    """

    dots: tuple[tuple[float, float], ...]
    aql: float
    at_aql: float
    at_95: float
    at_50: float
    at_10: float
