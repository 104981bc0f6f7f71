"""What the questions about deviations are answered with."""

from dataclasses import dataclass
from decimal import Decimal

from app.kernel.quantity import trimmed

WAITING = ("deviation_assess", "deviation_decide", "deviation_close")
"""What of a deviation waits for somebody; the words are `inbox.kind.<kind>`."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a parameter should keep to, limits included; None where it is open."""

    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def said(self) -> str:
        """Return it as signs that every language reads: `2500…2900`, `≥ 2500`, `≤ 2900`."""
        if self.low is None and self.high is None:
            return ""
        if self.low is None or self.high is None:
            end = self.high if self.low is None else self.low
            return f"{'≤' if self.low is None else '≥'} {trimmed(end or Decimal(0))}"
        return f"{trimmed(self.low)}…{trimmed(self.high)}"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A limit a machine crossed while an operation was in hand; `at_ms` since 1970 UTC.

    `crossing` is the hash of what the machine said; `reason`, `by` and `said_ms` are empty until
    somebody acknowledged it. `window` is the parameter's now, where it stands outside
    before the work.
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
    window: Window = Window()

    @property
    def is_open(self) -> bool:
        """Tell whether nobody acknowledged it yet."""
        return not self.by
