"""What a gauge study answers. Binary floats: statistics about recorded values."""

from dataclasses import dataclass
from enum import StrEnum


class Fitness(StrEnum):
    """Whether a gauge is fit: %GRR below 10, up to 30, beyond."""

    FIT = "fit"
    CONDITIONAL = "conditional"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of variation: sum of squares, degrees of freedom; its F and p where tested."""

    ss: float
    df: int
    f: float | None = None
    p: float | None = None

    @property
    def ms(self) -> float:
        """Return the mean square."""
        return self.ss / self.df


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeStudy:
    """Repeatability and reproducibility of a gauge, as standard deviations of its readings.

    `equipment` (EV) is repeatability; `appraisers` (AV) and `interaction` together are
    reproducibility; `grr` is both; `parts` (PV), `total` (TV). `is_pooled`: the interaction was not
    significant and counts as repeatability. `categories` is ndc. `spread` is how many standard
    deviations a width is said in (6, or 5.15 in older studies).
    """

    by_appraiser: Source
    by_part: Source
    by_interaction: Source
    by_repetition: Source
    is_pooled: bool
    equipment: float
    appraisers: float
    interaction: float
    grr: float
    parts: float
    total: float
    categories: int
    spread: float

    @property
    def percent(self) -> float:
        """Return %GRR of the total variation."""
        return 100 * self.grr / self.total

    @property
    def fitness(self) -> Fitness:
        """Return whether the gauge is fit, by %GRR of the total variation."""
        if self.percent < 10:
            return Fitness.FIT
        return Fitness.CONDITIONAL if self.percent <= 30 else Fitness.UNFIT

    def percent_of(self, tolerance: float) -> float:
        """Return %GRR of a tolerance: the gauge's width against the tolerance's."""
        return 100 * self.spread * self.grr / tolerance
