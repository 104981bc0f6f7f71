"""Printing one label: from the call to its first byte at the printer, beside a bare pty."""

import os
import threading
import time
import tty
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from drivers.device import Binding, Ears, Times
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.printers.device import ProtocolPrinter
from drivers.printers.languages import ZPL
from drivers.printers.printer import Outcome, PrinterStatus
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.stage import PtyStage
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds
from tests.drivers.printers.labels import FACES, a_udi_label

LABELS = 20
"""Labels of one round."""
PATIENCE_S = 10


class TimedStage(PtyStage):
    """Notes when a label's first byte came."""

    began_s = 0.0

    def received(self, timeout_s: float) -> bytes:
        data = super().received(timeout_s)
        if b"^XA" in data:
            self.began_s = time.perf_counter()
        return data


def submit_label(folder: Path, share: int) -> Iterator[Figure]:
    """Submit labels one by one to a played ZPL printer that is well."""
    count, label = max(2, LABELS // share), ZPL.label(a_udi_label(), FACES)
    stage, ready = TimedStage("printer"), threading.Event()
    with SimulatedPrinter(stage, ZPL) as simulated:
        binding = Binding("printer", "printer.zpl", simulated.open())
        ears: Ears[PrinterStatus] = Ears(_unheard, partial(_when_ready, ready), _unheard)
        printer = ProtocolPrinter(ZPL, binding, connect_to(binding), ears, Times(lambda: 0))
        printer.start()
        ready.wait(PATIENCE_S)
        ours = [
            [_first_byte_ms(printer, stage, label) for _ in range(count)] for _ in range(REPEATS)
        ]
        printer.stop()
    bare = [[_bare_ms(label) for _ in range(count)] for _ in range(REPEATS)]
    yield Figure(
        "label_first_byte_p95",
        "ms",
        Bar(most=50),
        at_percent(ours, 95),
        at_percent(bare, 95),
        "the same bytes over a bare pty",
    )


def _first_byte_ms(printer: ProtocolPrinter, stage: TimedStage, label: bytes) -> float:
    """Return the time from the call to the first byte; status is asked on the way."""
    asked_s = time.perf_counter()
    if printer.submit(label) is not Outcome.SENT:
        raise AssertionError("the label was not sent")
    return (stage.began_s - asked_s) * 1000


def _bare_ms(label: bytes) -> float:
    outer, inner = os.openpty()
    tty.setraw(inner)

    def send() -> None:
        os.write(inner, label)
        os.read(outer, 1)

    try:
        return milliseconds(send)
    finally:
        os.close(outer)
        os.close(inner)


def _unheard(told: object) -> None:
    """Hear nothing: what is measured is the printer alone."""


def _when_ready(ready: threading.Event, health: Health) -> None:
    if health.condition is Condition.READY:
        ready.set()
