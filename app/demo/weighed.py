"""What the demo's kitting puts on its scale: portions that fill an operation's weighing steps."""

from collections.abc import Iterator
from decimal import Decimal

from app.capabilities.production.bodies import Operation
from app.capabilities.production.operations.commands import WeighPortion
from app.capabilities.production.weighings.decisions import Weight, band
from app.demo import plant

SCALE = "SC-01"
MOST_KG = Decimal(25)
"""What the kitting scale carries (30 kg) less its tub."""
_GRAM = Decimal("0.001")


def weighed(order: str, operation: Operation, pieces: Decimal) -> Iterator[WeighPortion]:
    """Return the weighings an operation of an order wants, at most MOST_KG each."""
    for place, step in enumerate(plant.steps(operation.instruction)):
        if step.weigh is None:
            continue
        left = band(step.weigh, pieces).target.quantize(_GRAM)
        while left > 0:
            portion = min(left, MOST_KG)
            left -= portion
            weight = read(portion, step.weigh.unit)
            yield WeighPortion(order=order, operation=operation.code, step=place, weight=weight)


def read(value: Decimal, unit: str, at_ms: int = 0) -> Weight:
    """Return a weight as an MT-SICS scale sends it: moving first, then still."""
    frames = (f"S D {value - _GRAM:10} {unit}", f"S S {value:10} {unit}")
    said = f"{value} {unit}"
    return Weight(value, unit, read=said, scale=SCALE, frames=frames, read_ms=at_ms)
