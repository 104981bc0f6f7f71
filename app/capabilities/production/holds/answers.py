"""What the questions about holds are answered with; times in ms since 1970 UTC."""

from dataclasses import dataclass

from app.kernel.words import Bilingual


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
