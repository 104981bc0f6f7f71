"""What a simulated scale weighs: load, tare, zero, and whether the pan moves. No bytes here."""

from dataclasses import dataclass
from decimal import Decimal

SETTLING = 2
"""So many frames after each new load the pan still moves, a division less off each time."""


@dataclass(slots=True)
class Balance:
    """One pan. `load` is what lies on it, with as many decimals as the scale shows."""

    load: Decimal = Decimal("0.00")
    unit: str = "g"
    serial_number: str = "B135792468"
    tare: Decimal = Decimal(0)
    zero: Decimal = Decimal(0)
    never_stable: bool = False
    is_over: bool = False
    is_under: bool = False
    _frames_to_rest: int = 0

    @property
    def division(self) -> Decimal:
        """The smallest step it shows."""
        return Decimal((0, (1,), min(0, int(self.load.as_tuple().exponent))))

    @property
    def is_moving(self) -> bool:
        """Whether the pan is not at rest."""
        return self.never_stable or self._frames_to_rest > 0

    @property
    def can_weigh(self) -> bool:
        """Whether the load is within the range."""
        return not (self.is_over or self.is_under)

    def put(self, text: str) -> None:
        """Lay a weight such as `12.34 g` on the pan, instead of what lay there.

        Raises ValueError for what is no weight.
        """
        number, _, unit = text.strip().partition(" ")
        try:
            load = Decimal(number)
        except ArithmeticError as error:
            raise ValueError(text) from error
        if not load.is_finite():
            raise ValueError(text)
        self.load, self.unit = load, unit or self.unit
        self._frames_to_rest = SETTLING

    def shown(self) -> Decimal:
        """Return the net weight of the next frame, and let the pan come nearer to rest."""
        off = self.division * (self._frames_to_rest or int(self.never_stable))
        if self._frames_to_rest:
            self._frames_to_rest -= 1
        return (self.load - self.zero - self.tare).quantize(self.division) + off

    def set_zero(self) -> bool:
        """Take the load as zero; False where the pan moves or is out of range."""
        if self.is_moving or not self.can_weigh:
            return False
        self.zero, self.tare = self.load, Decimal(0)
        return True

    def set_tare(self) -> bool:
        """Take the load as tare; False where the pan moves or is out of range."""
        if self.is_moving or not self.can_weigh:
            return False
        self.tare = self.load - self.zero
        return True

    def restart(self) -> None:
        """Forget tare and zero, as after a power cut."""
        self.tare = self.zero = Decimal(0)
