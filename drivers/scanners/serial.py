"""A bar code scanner on a serial port or as USB-CDC: the reference transport for UDI.

Set it up (8N1, suffix CR or CRLF, AIM identifier on) by the programming codes of its manual.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from drivers.framers import Damaged, Frame, LineFramer
from drivers.links.backoff import Backoff
from drivers.links.condition import Condition, LinkState
from drivers.links.serial import SerialLink, SerialSettings
from drivers.scanners.scan import Scan, decoded, heard


@dataclass(frozen=True, slots=True)
class ScannerEars:
    """Who hears a scanner; each is called on the port's owner thread."""

    scan: Callable[[Scan], None]
    state: Callable[[LinkState], None]
    damaged: Callable[[Damaged], None]


class SerialScanner:
    """Reads one port for ever and hands over each scan; `now_ms` is the wall clock."""

    def __init__(
        self,
        settings: SerialSettings,
        ears: ScannerEars,
        *,
        source: str,
        now_ms: Callable[[], int],
        backoff: Backoff | None = None,
    ) -> None:
        self._ears = ears
        self._source = source
        self._now_ms = now_ms
        self._framer = LineFramer()
        self._link = SerialLink(
            settings, on_bytes=self._bytes_came, on_state=self._link_changed, backoff=backoff
        )

    def start(self) -> None:
        """Begin to listen."""
        self._link.start()

    def stop(self) -> None:
        """Let go of the port. Harmless twice."""
        self._link.stop()

    def _bytes_came(self, data: bytes) -> None:
        for found in self._framer.feed(data, time.monotonic_ns() // 1_000_000):
            self._hand_over(found)

    def _link_changed(self, state: LinkState) -> None:
        if state.condition is not Condition.READY and (lost := self._framer.reset()):
            self._hand_over(lost)  # half a symbol must not join the first one after the cable heals
        self._ears.state(state)

    def _hand_over(self, found: Frame | Damaged) -> None:
        if isinstance(found, Damaged):
            self._ears.damaged(found)
        elif text := decoded(found.data):
            self._ears.scan(heard(text, self._source, self._now_ms()))
