"""A bar code scanner on a serial port or as USB-CDC: the reference transport for UDI.

Set it up (8N1, suffix CR or CRLF, AIM identifier on) by the programming codes of its manual.
"""

from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.framers import Damaged, Frame, LineFramer
from drivers.health import Condition, Health
from drivers.links.link import Connect, LinkEars
from drivers.scanners.scan import Scan, decoded, heard


class SerialScanner:
    """Hears one link for ever and hands over each scan."""

    def __init__(self, binding: Binding, connect: Connect, ears: Ears[Scan], times: Times) -> None:
        self._ears, self._times, self._source = ears, times, binding.role
        self._framer = LineFramer()
        self._link = connect(LinkEars(self._bytes_came, self._link_changed))

    def start(self) -> None:
        """Begin to listen."""
        self._link.start()

    def stop(self) -> None:
        """Let go of the port. Harmless twice."""
        self._link.stop()

    def _bytes_came(self, data: bytes) -> None:
        for found in self._framer.feed(data, round(self._times.steady_s() * 1000)):
            self._hand_over(found)

    def _link_changed(self, health: Health) -> None:
        if health.condition is not Condition.READY and (lost := self._framer.reset()):
            self._hand_over(lost)  # half a symbol must not join the first one after the cable heals
        self._ears.health(health)

    def _hand_over(self, found: Frame | Damaged) -> None:
        at_ms = self._times.now_ms()
        damage = found.damage if isinstance(found, Damaged) else ""
        self._ears.traffic(Traffic(Direction.IN, found.data, at_ms, damage))
        if isinstance(found, Frame) and (text := decoded(found.data)):
            told = heard(
                text,
                self._source,
                at_ms,
                raw=found.data,
                heard_s=self._times.steady_s(),
            )
            self._ears.told(told)
