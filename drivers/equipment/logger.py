"""A machine or data logger that prints lines on a serial port: `melt=185.4 C`.

    driver   equipment.logger        address  serial:/dev/ttyUSB0 or tcp:192.0.2.40:4001
    settings tags = <table or path, see tags.py>
             line = <a regular expression with the groups name, value and, where it has one, unit>

What is captured of one line, in hex: 6d 65 6c 74 3d 31 38 35 2e 34 20 43 0d 0a. A line may hold
several values. A unit other than the table's is a value nobody vouches for: never converted.
"""

import asyncio
import re
import threading
from decimal import Decimal, InvalidOperation

from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.equipment.loop import LOOP, Running
from drivers.equipment.sample import Quality, Told
from drivers.equipment.tags import UnusableTags, tags_of
from drivers.equipment.teller import Teller
from drivers.framers import Damaged, Frame, LineFramer
from drivers.health import Condition, Health, Trouble
from drivers.links.link import Connect, LinkEars

LINE = r"(?P<name>[A-Za-z_][\w.\-]*)\s*=\s*(?P<value>[+-]?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\s;=]*)"
GARBLED = "garbled"
SILENT_AFTER = 5
"""So many of its slowest periods without a line, and a logger is silent: never taken for well."""


class LoggerMachine:
    """Hears one link for ever and tells the values in its lines."""

    def __init__(self, binding: Binding, connect: Connect, ears: Ears[Told], times: Times) -> None:
        self._table = tags_of(binding.settings)
        self._line = _pattern(binding.settings.get("line", LINE))
        self._ears, self._times = ears, times
        self._teller = Teller(self._table, ears, times, binding.role)
        self._silent_s = SILENT_AFTER * max(map(self._table.period_of, self._table.tag)) / 1000
        self._framer = LineFramer()
        self._is_open = False
        self._heard_s = 0.0
        self._lock = threading.Lock()  # the watch speaks from another thread than the link
        self._watch: Running | None = None
        self._link = connect(LinkEars(self._came, self._changed))

    def start(self) -> None:
        """Begin to listen."""
        self._watch = LOOP.begin(self._watch_silence)
        self._link.start()

    def stop(self) -> None:
        """Let go of the port. Harmless twice."""
        self._link.stop()
        if self._watch is not None:
            self._watch.stop()

    def _came(self, data: bytes) -> None:
        for found in self._framer.feed(data, round(self._times.steady_s() * 1000)):
            self._hand_over(found)

    def _changed(self, health: Health) -> None:
        self._heard_s = self._times.steady_s()
        self._is_open = health.condition is Condition.READY
        if not self._is_open and (lost := self._framer.reset()):
            self._hand_over(lost)
        with self._lock:
            self._teller.link(health)

    def _hand_over(self, found: Frame | Damaged) -> None:
        told = self._tell(found.data) if isinstance(found, Frame) else False
        damage = found.damage if isinstance(found, Damaged) else "" if told else GARBLED
        self._ears.traffic(Traffic(Direction.IN, found.data, self._times.now_ms(), damage))
        if not self._is_open:
            return
        self._heard_s = self._times.steady_s()
        garbled = Health(Condition.DEGRADED, Trouble.GARBLED, found.data[:64].hex(" "))
        with self._lock:
            self._teller.health(Health(Condition.READY) if told else garbled)

    def _tell(self, data: bytes) -> bool:
        """Tell every value of a line; return whether it was one of ours at all."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        now_ms, known = self._times.now_ms(), False
        for found in self._line.finditer(text):
            tag = self._table.named(found["name"])
            if tag is None:
                continue
            known = True
            value = _number(found["value"])
            unit = found.groupdict().get("unit") or ""
            if value is None or (unit and unit != tag.unit):
                self._teller.tell(tag, None, Quality.BAD, now_ms)
            else:
                self._teller.tell(tag, tag.scaled(value), Quality.GOOD, now_ms)
        return known

    async def _watch_silence(self) -> None:
        while True:
            await asyncio.sleep(self._silent_s / 2)
            if self._is_open and self._times.steady_s() - self._heard_s > self._silent_s:
                with self._lock:
                    self._teller.health(Health(Condition.FAULTED, Trouble.SILENT))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _pattern(text: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise UnusableTags(f"line: {error}") from error
    if not {"name", "value"} <= pattern.groupindex.keys():
        raise UnusableTags("line: the groups name and value are missing")
    return pattern
