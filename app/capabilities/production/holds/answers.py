"""What the questions about holds are answered with; times in ms since 1970 UTC."""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.words import Bilingual

HOUR_MS = 3_600_000
_AGES_MS = 24 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Scope:
    """What a hold is on: an order, an operation of one, a machine, a station; all that is named."""

    order: str = ""
    operation: str = ""
    equipment: str = ""
    station: str = ""

    def covers(self, work: "Work") -> bool:
        """Tell whether work is all of what is named here; a scope of nothing covers nothing."""
        named = (self.order, self.operation, self.equipment, self.station)
        return any(named) and all(
            (
                self.order in {"", work.order},
                self.operation in {"", work.operation},
                self.equipment in {"", work.equipment},
                not self.station or self.station in work.stations,
            )
        )


@dataclass(frozen=True, slots=True)
class Work:
    """Work that asks to begin or go on; `stations` are those it is done at."""

    order: str
    operation: str = ""
    equipment: str = ""
    stations: tuple[str, ...] = ()


class Freshness(StrEnum):
    """How far a list of holds may be trusted; its words are `holds.list.<value>`."""

    LIVE = "live"
    """There is no server to hear of: what is set here is all there is."""
    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class ListAge:
    """How long ago this station last held its areas' logs to their end, and how long it may be.

    `ms` is None where it never did, or where its clock says it has yet to: nobody knows then.
    `limit_hours` is 0 for any age.
    """

    has_server: bool
    ms: int | None = None
    limit_hours: int = 0

    @property
    def hours(self) -> int:
        """Return the whole hours that have passed."""
        return (self.ms or 0) // HOUR_MS

    @property
    def freshness(self) -> Freshness:
        """Return how far it may be trusted: it ages from half of its limit on, or a day."""
        if not self.has_server:
            return Freshness.LIVE
        limit_ms = self.limit_hours * HOUR_MS
        if self.ms is None:
            return Freshness.OLD if limit_ms else Freshness.AGEING
        if limit_ms and self.ms > limit_ms:
            return Freshness.OLD
        ages_ms = limit_ms // 2 or _AGES_MS
        return Freshness.AGEING if self.ms > ages_ms else Freshness.FRESH


@dataclass(frozen=True, slots=True)
class Freed:
    """How a hold was lifted."""

    by: str
    at_ms: int
    because: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold on work: by whom, or by which rule (`title`), since when and why.

    `hold` is its name; `ncr` the nonconformance that alone lifts it; `at` the station it was set
    at; `event` the hash of the event that set it.
    """

    hold: str
    scope: Scope
    reason: str
    by: str
    at_ms: int
    at: str
    event: str
    lot: str = ""
    ncr: str = ""
    firing: str = ""
    title: Bilingual | None = None
    freed: Freed | None = None

    @property
    def because(self) -> Bilingual:
        """Return why: in the words of who set it, else those of the rule."""
        if self.reason or self.title is None:
            return Bilingual(self.reason, self.reason)
        return self.title
