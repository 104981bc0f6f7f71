"""What the questions about deviations are answered with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deviation:
    """A limit a machine crossed while an operation was in hand; `at_ms` since 1970 UTC.

    `crossing` is the hash of what the machine said; `reason`, `by` and `said_ms` are empty until
    somebody acknowledged it.
    """

    crossing: str
    order: str
    operation: str
    equipment: str
    parameter: str
    value: str
    limit: str
    unit: str
    at_ms: int
    reason: str = ""
    by: str = ""
    said_ms: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether nobody acknowledged it yet."""
        return not self.by
