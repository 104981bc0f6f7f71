"""A machine with Modbus registers, or one that prints lines, played on a stage.

    with SimulatedMachine(PtyStage("im-01"), table, course) as machine:      # Modbus RTU
        address = machine.open()
        machine.play("set melt 212.5")
        machine.play("fault garbage 3")        # the next three answers come after noise
        machine.play("pull")

Its registers are those the driver's own tag table names; its values follow a course, until an
order sets one.
"""

import time
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from drivers.equipment.tags import TagTable
from drivers.simulated.course import Course
from drivers.simulated.device import Orders, SimulatedDevice, UnknownOrder
from drivers.simulated.modbus import Registers, RequestFramer, answered
from drivers.simulated.stage import PtyStage, Stage

_TENTH = Decimal("0.1")


class Values:
    """What a machine's tags hold now: by its course, or as somebody set them."""

    def __init__(
        self, table: TagTable, course: Course, steady_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._table, self._course, self._steady_s = table, course, steady_s
        self._began_s = steady_s()
        self._set: dict[str, Decimal] = {}

    def __call__(self, name: str) -> Decimal:
        second = Decimal(self._steady_s() - self._began_s).quantize(_TENTH)
        return self._set.get(name, self._course.value(name, second))

    def orders(self) -> Orders:
        """Return what sets a value or the state."""
        return {"set": self.set, "state": self._obey_state}

    def set(self, rest: str) -> None:
        """Hold a value from now on: `melt 212.5`. Raises UnknownOrder."""
        name, _, value = rest.partition(" ")
        if self._table.named(name) is None:
            raise UnknownOrder(f"set {rest}")
        self._set[name] = _number(value)

    def _obey_state(self, rest: str) -> None:
        if self._table.state is None:
            raise UnknownOrder(f"state {rest}")
        self._set[self._table.state.tag] = _number(rest)


class SimulatedMachine(SimulatedDevice):
    """Modbus: RTU on a serial stage, TCP on a network one."""

    def __init__(self, stage: Stage, table: TagTable, course: Course) -> None:
        self._is_rtu = isinstance(stage, PtyStage)
        super().__init__(stage, framer=lambda: RequestFramer(is_rtu=self._is_rtu))
        self._values = Values(table, course)
        self._registers = Registers(table, self._values)
        self._is_refusing = False

    def answer(self, request: bytes) -> Iterable[bytes]:
        """Answer a read, or refuse it as a machine without these registers does."""
        return (answered(request, self._read, is_rtu=self._is_rtu),)

    def present(self, text: str) -> None:
        """Set a value: `melt 212.5`."""
        self._values.set(text)

    def orders(self) -> Orders:
        """Return what it obeys: `set melt 212.5`, `state 3`, `refuse on`."""
        return {**super().orders(), **self._values.orders(), "refuse": self._obey_refuse}

    def _read(self, unit: int, kind: str, address: int) -> int | None:
        return None if self._is_refusing else self._registers(unit, kind, address)

    def _obey_refuse(self, rest: str) -> None:
        self._is_refusing = rest == "on"


class SimulatedLogger(SimulatedDevice):
    """Prints every value on a line of its own, every `beat_s`."""

    def __init__(self, stage: Stage, table: TagTable, course: Course, *, beat_s: float) -> None:
        super().__init__(stage, beat_s=beat_s)
        self._table = table
        self._values = Values(table, course)

    def beat(self) -> Iterable[bytes]:
        """Say every tag's value."""
        for tag in self._table.tag:
            yield f"{tag.name}={self._values(tag.name)} {tag.unit}".strip().encode() + b"\r\n"

    def present(self, text: str) -> None:
        """Print a line as it stands."""
        self.say(text.encode() + b"\r\n")

    def orders(self) -> Orders:
        """Return what it obeys: `set melt 212.5`, `state 3`."""
        return {**super().orders(), **self._values.orders()}


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise UnknownOrder(text) from error
