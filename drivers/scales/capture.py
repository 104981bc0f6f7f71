"""What may be taken as the weight of an item, and when. Pure: frames in, a capture or why not out.

weighing = Weighing(Rule({"g": Decimal("0.05")}))
weighing.request(at_s)                      the operator asks
for reading in readings:
    weighing.hear(reading)                  None, a Refusal, or Captured
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from drivers.reading import Decoded, Reading, Status

KEPT_READINGS = 600
"""Frames kept of one capture: a minute at ten a second, the oldest leave first."""

STEADY = frozenset({Status.STABLE, Status.STABLE_COUNT, Status.OK})
"""Only these carry a weight for a record."""


class Pan(StrEnum):
    """How the pan is, as an operator sees it (CORE-POS IS4C #682 tells the same six apart)."""

    NOT_READY = "not_ready"
    MOVING = "moving"
    OVER = "over"
    UNDER = "under"
    STABLE_ZERO = "stable_zero"
    STABLE = "stable"


class Refusal(StrEnum):
    """Why a stable weight is not captured."""

    FOREIGN_UNIT = "foreign_unit"
    """The scale weighs in a unit this weighing does not take; nothing is converted here."""
    NOT_EMPTIED = "not_emptied"
    """The item before still lies on the pan."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which units a weighing takes, each with the weight below which its pan counts as empty."""

    empty_below: Mapping[str, Decimal]
    must_empty: bool = True
    """Whether the pan must have been empty between two captures: they are different items."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A weight for a record, and every frame since it was asked for, the oldest first.

    `left_off` counts older frames that no longer fitted.
    """

    reading: Reading
    window: tuple[Reading, ...]
    left_off: int = 0


def pan(said: Decoded, empty_below: Mapping[str, Decimal]) -> Pan | None:
    """Return how the pan is by one frame; None where the frame speaks of something else."""
    match said.status:
        case Status.OVERLOAD:
            return Pan.OVER
        case Status.UNDERLOAD:
            return Pan.UNDER
        case Status.UNSTABLE:
            return Pan.MOVING
        case Status.STABLE | Status.STABLE_COUNT | Status.OK:
            return _at_rest(said, empty_below)
        case Status.NOT_EXECUTABLE | Status.ERROR | Status.VENDOR_DEPENDENT:
            return Pan.NOT_READY
    return None


def _at_rest(said: Decoded, empty_below: Mapping[str, Decimal]) -> Pan:
    if said.value is None:
        return Pan.NOT_READY
    limit = empty_below.get(said.unit, Decimal(0))
    if said.value < -limit:
        return Pan.UNDER
    return Pan.STABLE_ZERO if abs(said.value) <= limit else Pan.STABLE


class Weighing:
    """The captures of one screen, one after another.

    What lies on the pan when it begins is read: nobody has to lift it first. The same weight again
    is another item, if the pan was empty in between.
    """

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._asked_s: float | None = None
        self._was_emptied = True
        self._window: deque[Reading] = deque(maxlen=KEPT_READINGS)
        self._heard = 0

    def request(self, at_s: float) -> None:
        """Ask for the next stable weight; only frames that began after `at_s` (steady) count."""
        self._asked_s = at_s
        self._window.clear()
        self._heard = 0

    def cancel(self) -> None:
        """Ask for nothing any more."""
        self._asked_s = None

    def hear(self, reading: Reading) -> Captured | Refusal | None:
        """Take the scale's next frame; None where there is nothing to capture or to say."""
        state = pan(reading.decoded, self._rule.empty_below)
        self._was_emptied |= self._is_empty(reading.decoded)
        if self._asked_s is None or reading.heard_s < self._asked_s:
            return None
        self._window.append(reading)
        self._heard += 1
        if state is not Pan.STABLE:
            return None
        if reading.decoded.unit not in self._rule.empty_below:
            return Refusal.FOREIGN_UNIT
        if self._rule.must_empty and not self._was_emptied:
            return Refusal.NOT_EMPTIED
        return self._capture(reading)

    def _capture(self, reading: Reading) -> Captured:
        self._asked_s = None
        self._was_emptied = False
        window = tuple(self._window)
        return Captured(reading, window, self._heard - len(window))

    def _is_empty(self, said: Decoded) -> bool:
        """Moving through zero counts: who swaps two items quickly never lets the pan rest."""
        if said.status is Status.UNDERLOAD:
            return True
        limit = self._rule.empty_below.get(said.unit)
        return (
            limit is not None
            and said.value is not None
            and said.status in STEADY | {Status.UNSTABLE}
            and said.value <= limit
        )
