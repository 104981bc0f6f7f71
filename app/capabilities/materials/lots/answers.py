"""What the questions about lots are answered with; times in ms since 1970 UTC, days ISO dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.kernel.days import Moment, days_until, end_of_day_ms, is_a_day
from app.kernel.words import Bilingual

_DAY_MS = 86_400_000


class Status(StrEnum):
    """What may be done with a lot. Where two contradict, the more careful one is shown."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that stands: `name` is the hash of its event, `ncr` what alone lifts it."""

    name: str
    reason: str
    by: str
    at_ms: int
    station: str
    ncr: str = ""
    firing: str = ""


@dataclass(frozen=True, slots=True)
class Out:
    """So much that left a lot otherwise than by use, why, and by which nonconformance.

    Negative where it was put back.
    """

    quantity: Decimal
    reason: str
    by: str
    at_ms: int
    ncr: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot as it stands; `opened` says when each container was first opened, by its name.

    `outs` is what left it otherwise than by use, the oldest first. What was used is not counted
    here: there is no stock ledger.
    """

    lot: str
    material: str
    material_name: Bilingual
    supplier: str
    supplier_lot: str
    quantity: Decimal
    unit: Bilingual
    expiry: str
    place: str
    status: Status
    received_ms: int
    received_by: str
    opened_life_days: int = 0
    is_used_up: bool = False
    decided_by: str = ""
    decided_ms: int = 0
    because: str = ""
    holds: tuple[Hold, ...] = ()
    opened: Mapping[str, int] = field(default_factory=dict)
    outs: tuple[Out, ...] = ()

    @property
    def taken_out(self) -> Decimal:
        """Return how much left it otherwise than by use."""
        return sum((one.quantity for one in self.outs), Decimal(0))

    def is_expired(self, now: Moment) -> bool:
        """Tell whether its last day is over where this is asked, at local midnight."""
        ends_ms = self.expires_ms(now.offset_min)
        return ends_ms is not None and now.ms >= ends_ms

    def expires_ms(self, offset_min: int) -> int | None:
        """Return the local midnight that ends its last day; None where it does not expire.

        One whose expiry is no day (forged) is over: nobody knows how long it keeps.
        """
        if not self.expiry:
            return None
        return end_of_day_ms(self.expiry, offset_min) if is_a_day(self.expiry) else 0

    def opened_ends_ms(self, container: str) -> int | None:
        """Return when an opened container's life ends; None for one without such an end."""
        opened_ms = self.opened.get(container)
        if opened_ms is None or self.opened_life_days <= 0:
            return None
        return opened_ms + self.opened_life_days * _DAY_MS

    def days_left(self, now: Moment) -> int | None:
        """Return how many days it keeps after today, negative once expired; None for ever."""
        return days_until(self.expiry, now) if is_a_day(self.expiry) else None
