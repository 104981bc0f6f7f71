"""What the act of a deed moved, as it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.flows.moves.tables import MoveRow


@dataclass(frozen=True, slots=True)
class Leg:
    """One move; `left` is what earlier corrections left of it."""

    move: MoveRow
    left: Decimal


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves made with a deed, and what stands at each place of its order now."""

    legs: tuple[Leg, ...]
    in_order: Mapping[str, Decimal]
