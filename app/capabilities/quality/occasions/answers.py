"""What asks for an inspection; spans in ms."""

from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.quality.timeline.answers import Mark


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that asks for an inspection: its name, what it is, how long ago it came."""

    name: str
    cause: str
    since_ms: int


@dataclass(frozen=True, slots=True)
class Patrol:
    """How a patrol stands: since what, why it is due, how late (negative: still to come)."""

    base: Mark
    causes: tuple[str, ...]
    late_ms: int | None
    pieces_left: Decimal | None
