"""What is told of moves to whoever corrects them."""

from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.flows.moves.tables import MoveRow


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was made, and what earlier corrections have left of it."""

    move: MoveRow
    left: Decimal
