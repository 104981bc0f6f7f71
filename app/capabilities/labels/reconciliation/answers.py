"""What is told of many labels."""

from dataclasses import dataclass, field

from app.capabilities.labels.jobs.tables import LabelRow


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of every label that was asked for: each is counted in one place only.

    `good` are on paper and count, `verified` those of them that were scanned back; `replaced` were
    destroyed for a reprint. `unproven` are on paper and have to be scanned before they count.
    """

    issued: int = 0
    good: int = 0
    verified: int = 0
    replaced: int = 0
    voided: int = 0
    uncertain: int = 0
    failed: int = 0
    waiting: int = 0
    unproven: int = 0

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is open: what was issued is good, replaced or void."""
        return self.issued == self.good + self.replaced + self.voided


@dataclass(frozen=True, slots=True)
class StationLabels:
    """A station's latest labels, newest first, those that are uncertain, and the sums of `order`.

    `order` is empty where the latest label was for none: then the sums are the station's.
    """

    jobs: tuple[LabelRow, ...] = ()
    order: str = ""
    sums: Reconciliation = field(default_factory=Reconciliation)
    uncertain: tuple[LabelRow, ...] = ()
