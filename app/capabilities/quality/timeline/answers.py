"""What happened to an operation and its machine, and the clock it is told by. Times in ms.

Times are since 1970 UTC. `Mark.ordinal` is the order in which events came to this station: it is
what a clock set forward or back cannot change.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

STARTED, RESUMED = "production.operation_started", "production.operation_resumed"
PAUSED, COMPLETED = "production.operation_paused", "production.operation_completed"
MOVED = "flows.moved"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, as this station holds it.

    `ordinal` is when it came here, `is_own` whether this station's clock wrote `at_ms`. `kind` is
    the event's; `quantity` what a move brought on, in good pieces, `scrapped` what it took out (a
    correction takes back).
    """

    name: str
    kind: str
    at_ms: int
    ordinal: int
    is_own: bool
    actor: str = ""
    cause: str = ""
    quantity: Decimal = Decimal(0)
    scrapped: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class House:
    """A station's clock: what it shows, and by how much it was set when (ordinal, ms forward)."""

    now_ms: int
    station: str = ""
    offset_min: int = 0
    jumps: tuple[tuple[int, int], ...] = ()

    @property
    def latest_ms(self) -> int:
        """Return the later of what the clock shows and what it would show had nobody set it."""
        return max(self.now_ms, self.now_ms - sum(forward for _, forward in self.jumps))

    def since_ms(self, mark: Mark) -> int:
        """Return how long ago something happened, however the clock was set meanwhile.

        What another station's clock wrote is as long ago as the greater of both reckonings says:
        nothing that is due is lost by a wrong clock.
        """
        plain = self.now_ms - mark.at_ms
        truly = plain - sum(forward for ordinal, forward in self.jumps if ordinal > mark.ordinal)
        return max(0, truly) if mark.is_own else max(0, truly, plain)


@dataclass(frozen=True, slots=True)
class Work:
    """An operation that was begun: who runs it where, and all that happened to it here."""

    order: str
    operation: str
    product: str
    lot: str
    unit: str
    state: str
    station: str
    work_centre: str
    equipment: str
    by: str
    here: Decimal
    marks: tuple[Mark, ...]
    changes: tuple[Mark, ...] = ()
    """What happened to its machine since it was begun: set-ups, repairs, stops, parameters."""

    @property
    def begun(self) -> Mark | None:
        """Return when it was begun first."""
        return next((one for one in self.marks if one.kind == STARTED), None)

    @property
    def makers(self) -> Collection[str]:
        """Return everybody who ran it or reported of it."""
        return {one.actor for one in self.marks if one.kind in (STARTED, RESUMED, MOVED)}
