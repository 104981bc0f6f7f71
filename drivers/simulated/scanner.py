"""A bar code scanner played by software, with the faults of a real one.

    scanner = SimulatedScanner()
    port = scanner.open()          # give this to the station as its scanner's port
    scanner.scan("LS1/B/OP-07")

Its orders: `say TEXT` scans, and each fault's word scans with that fault: `split TEXT`.
"""

import functools

from drivers.simulated.device import Orders, SimulatedDevice
from drivers.simulated.faults import Fault
from drivers.simulated.stage import PtyStage, Stage

__all__ = ["SUFFIXES", "Fault", "SimulatedScanner"]

SUFFIXES = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n"}
"""What may end a scan: a scanner's whole protocol."""


class SimulatedScanner(SimulatedDevice):
    """One scanner, by itself on a pty. It has no thread: it says what it is shown, hears nobody.

    With the cable out, or nobody reading, a scan is lost: as with a real one.
    """

    def __init__(
        self, stage: Stage | None = None, *, suffix: bytes = b"\r", name: str = "scanner"
    ) -> None:
        super().__init__(stage or PtyStage(name))
        self._suffix = suffix

    def open(self) -> str:
        """Plug the scanner in and return the name of its port: its address without the scheme."""
        self.plug()
        return self.address.partition(":")[2]

    def scan(self, text: str, fault: Fault | None = None) -> None:
        """Send one symbol. A merged one waits and leaves together with the next."""
        self.say(text.encode() + self._suffix, fault)

    def present(self, text: str) -> None:
        """Hold a symbol before the scanner."""
        if text:
            self.scan(text)

    def orders(self) -> Orders:
        """Return what the scanner obeys: what every device does, and a scan for each fault."""
        spoilt = {one.value: functools.partial(self.scan, fault=one) for one in Fault}
        return {**spoilt, **super().orders()}

    def received(self, timeout_s: float) -> bytes:
        """Return what the station wrote to the scanner; empty if nothing came in time."""
        return self._stage.received(timeout_s)
