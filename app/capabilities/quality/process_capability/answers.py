"""What a capability study answers. Binary floats: statistics about recorded values."""

from dataclasses import dataclass
from enum import StrEnum


class Within(StrEnum):
    """How σ within subgroups is estimated: R̄/d2, s̄/c4, or MR̄/d2 of readings one by one."""

    RANGE = "range"
    S = "s"
    MR = "mr"


@dataclass(frozen=True, slots=True)
class Index:
    """One index with its two-sided interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Normality:
    """Anderson and Darling's A², adjusted for size, and its p: below 0.05 hardly normal."""

    a2: float
    p: float

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the readings are hardly normal: then the indices mislead."""
        return self.p < 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityStudy:
    """Indices of a process against its limits; Cp and Pp are None where only one limit is given.

    `cpk_at_least` and `ppk_at_least` are one-sided lower bounds of the same confidence. `normality`
    is None for fewer than 8 readings. `out_of_control` counts points beyond the limits or ending a
    run on the charts of these readings: 0 means stable.
    """

    n: int
    mean: float
    within: Within
    sigma_within: float
    sigma_overall: float
    cp: Index | None
    cpk: Index
    pp: Index | None
    ppk: Index
    cpk_at_least: float
    ppk_at_least: float
    confidence: float
    normality: Normality | None
    out_of_control: int

    @property
    def is_small(self) -> bool:
        """Tell whether there are too few readings (below 25) to state an index without interval."""
        return self.n < 25

    @property
    def is_stable(self) -> bool:
        """Tell whether the charts of these readings show no signal."""
        return self.out_of_control == 0
