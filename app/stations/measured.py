"""What equipment is measured to be, as it comes: for whoever shows it, and nothing that is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.equipment.machines.answers import Limits, Point


@dataclass(frozen=True, slots=True)
class Measured:
    """One sample of one machine."""

    equipment: str
    parameter: str
    unit: str
    point: Point


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was taken in one turn, in the order it came."""

    samples: tuple[Measured, ...]


Listener = Callable[[Gathered], None]
"""Told on the gathering's own thread; hands on and returns."""


class LimitWatch:
    """Knows which parameters are beyond their limits, so that each excursion is said once."""

    def __init__(self) -> None:
        self._beyond: set[tuple[str, str]] = set()

    def is_back(self, equipment: str, parameter: str, value: Decimal, limits: Limits) -> bool:
        """Tell whether a value that was beyond its limits is calm with this one. Before `crossed`.

        Work waits for it (IL-08), so it is recorded without waiting for the segment to fill.
        """
        return (equipment, parameter) in self._beyond and limits.is_calm(value)

    def crossed(
        self, equipment: str, parameter: str, value: Decimal, limits: Limits
    ) -> Decimal | None:
        """Return the limit a value has just crossed; None where it has not, or had before."""
        key = (equipment, parameter)
        if key in self._beyond:
            if limits.is_calm(value):
                self._beyond.discard(key)
            return None
        limit = limits.crossed(value)
        if limit is not None:
            self._beyond.add(key)
        return limit
