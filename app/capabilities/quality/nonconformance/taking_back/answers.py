"""What the act of a deed moved, as it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.flows.moves.answers import Made


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves made with a deed, and what stands at each place of its order now."""

    made: tuple[Made, ...]
    in_order: Mapping[str, Decimal]
