"""A scale played by software, in the protocol asked for, with the faults of line and of meaning.

    with SimulatedScale(PtyStage("scale"), "mt-sics") as scale:
        address = scale.open()              # scale.mt-sics is bound to it
        scale.play("say 12.34 g")           # lay that on the pan
        scale.play("never_stable on")       # the pan never comes to rest

Orders beside those of every device: unit, never_stable, overload, underload, serial, restart.
"""

from collections.abc import Callable, Iterable

from drivers.simulated.balance import Balance
from drivers.simulated.device import Orders, SimulatedDevice, UnknownOrder
from drivers.simulated.stage import Stage
from drivers.simulated.voices import VOICES

PROTOCOLS = tuple(VOICES)


class SimulatedScale(SimulatedDevice):
    """One scale on one stage."""

    def __init__(self, stage: Stage, protocol: str = "mt-sics", *, boots: bool = False) -> None:
        self._voice = VOICES[protocol]
        self._balance = Balance()
        super().__init__(stage, framer=self._voice.framer, beat_s=self._voice.stream_s, boots=boots)

    def answer(self, request: bytes) -> Iterable[bytes]:
        """Answer as the protocol does."""
        return self._voice.answer(request, self._balance)

    def beat(self) -> Iterable[bytes]:
        """Say the weight, where the protocol does so unasked."""
        if self._voice.streams is not None:
            yield self._voice.streams(self._balance)

    def present(self, text: str) -> None:
        """Lay a weight on the pan: `12.34 g`."""
        try:
            self._balance.put(text)
        except ValueError as error:
            raise UnknownOrder(text) from error

    def orders(self) -> Orders:
        """Return what the scale obeys."""
        return {
            **super().orders(),
            "unit": self._use_unit,
            "never_stable": self._switch("never_stable"),
            "overload": self._switch("is_over"),
            "underload": self._switch("is_under"),
            "serial": self._use_serial_number,
            "restart": self._restart,
        }

    def _use_unit(self, unit: str) -> None:
        self._balance.unit = unit

    def _use_serial_number(self, serial_number: str) -> None:
        self._balance.serial_number = serial_number

    def _restart(self, _: str) -> None:
        """As after a power cut: some name themselves unasked."""
        self._balance.restart()
        if self._voice.on_power is not None:
            self.say(self._voice.on_power(self._balance))

    def _switch(self, name: str) -> Callable[[str], None]:
        def switch(rest: str) -> None:
            if rest not in ("on", "off"):
                raise UnknownOrder(f"{name} {rest}")
            setattr(self._balance, name, rest == "on")

        return switch
