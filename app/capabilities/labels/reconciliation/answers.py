"""What is told of many labels."""

from dataclasses import dataclass, field

from app.capabilities.labels.jobs.tables import LabelRow


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of every label that was asked for: each is counted in one place only.

    `good` are on paper and count, `verified` those of them that were scanned back; `replaced` were
    destroyed for a reprint.
    """

    issued: int = 0
    good: int = 0
    verified: int = 0
    replaced: int = 0
    voided: int = 0
    uncertain: int = 0
    failed: int = 0
    waiting: int = 0

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is open: what was issued is good, replaced or void."""
        return self.issued == self.good + self.replaced + self.voided


@dataclass(frozen=True, slots=True)
class StationLabels:
    """What a station's labels are looked at by: its latest jobs, newest first, and their sums."""

    jobs: tuple[LabelRow, ...] = ()
    sums: Reconciliation = field(default_factory=Reconciliation)
    uncertain: tuple[LabelRow, ...] = ()
