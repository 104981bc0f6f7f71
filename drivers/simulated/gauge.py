"""A gauge played by software: a Mitutoyo whose data key is pressed, a Mark-10 that is asked.

    with SimulatedGauge(PtyStage("gauge"), "mitutoyo") as gauge:
        address = gauge.open()              # gauge.mitutoyo is bound to it
        gauge.play("say -0.123")            # measure that, and press the data key

Orders beside those of every device: error (what a multiplexer or gauge says when it cannot).
"""

from collections.abc import Iterable
from decimal import Decimal

from drivers.simulated.device import Orders, SimulatedDevice, UnknownOrder
from drivers.simulated.stage import Stage

PROTOCOLS = ("mitutoyo", "mark10")


class SimulatedGauge(SimulatedDevice):
    """One gauge on one stage."""

    def __init__(self, stage: Stage, protocol: str = "mitutoyo") -> None:
        super().__init__(stage)
        self._has_key = protocol == "mitutoyo"
        self._value, self._unit = Decimal("0.000"), "Nm"

    def answer(self, request: bytes) -> Iterable[bytes]:
        """A Mark-10 answers `?`, and calls everything else illegal; a Mitutoyo hears nothing."""
        if not self._has_key:
            yield self._asked() if request == b"?" else b"*10\r\n"

    def present(self, text: str) -> None:
        """Measure `-0.123` or `4.285 Nm`; a gauge with a data key sends it."""
        number, _, unit = text.strip().partition(" ")
        try:
            value = Decimal(number)
        except ArithmeticError as error:
            raise UnknownOrder(text) from error
        if not value.is_finite():
            raise UnknownOrder(text)
        self._value, self._unit = value, unit or self._unit
        if self._has_key:
            self.say(self._pressed())

    def orders(self) -> Orders:
        """Return what the gauge obeys."""
        return {**super().orders(), "error": self._fail}

    def _fail(self, _: str) -> None:
        self.say(b"911\r" if self._has_key else b"*10\r\n")

    def _pressed(self) -> bytes:
        sign = "-" if self._value < 0 else "+"
        places = f"{abs(self._value):f}".rjust(8, "0")
        return f"01A{sign}{places}\r".encode()

    def _asked(self) -> bytes:
        return f"{self._value:f} {self._unit}\r\n".encode()
