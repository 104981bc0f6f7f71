"""A simulated printer on a pty and the driver that prints on it, for tests."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from drivers.device import Binding, Ears, Times, Traffic
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.printers.device import ProtocolPrinter
from drivers.printers.language import Language
from drivers.printers.printer import PrinterStatus
from drivers.roster import driver
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.stage import PtyStage, Stage

PATIENCE_S = 10


@dataclass
class Heard:
    """What a printer told, in order."""

    health: "queue.SimpleQueue[Health]" = field(default_factory=queue.SimpleQueue)
    status: "queue.SimpleQueue[PrinterStatus]" = field(default_factory=queue.SimpleQueue)
    traffic: list[Traffic] = field(default_factory=list)

    def until(self, condition: Condition) -> Health:
        """Return the next health of that condition; fails where none comes."""
        while True:
            health = self.health.get(timeout=PATIENCE_S)
            if health.condition is condition:
                return health


@dataclass
class PrintBench:
    simulated: SimulatedPrinter
    printer: ProtocolPrinter
    heard: Heard


@contextmanager
def a_printer(
    language: Language, stage: Stage | None = None, **settings: str
) -> Iterator[PrintBench]:
    """Yield a played printer that is ready, and what drives it."""
    with (
        SimulatedPrinter(stage or PtyStage("printer"), language) as simulated,
        a_driver(language, simulated.open(), **settings) as (printer, heard),
    ):
        heard.until(Condition.READY)
        yield PrintBench(simulated, printer, heard)


@contextmanager
def a_driver(
    language: Language, address: str, **settings: str
) -> Iterator[tuple[ProtocolPrinter, Heard]]:
    """Yield a driver at work on an address, and what it told."""
    wanted = {"poll_s": "60", **settings}
    binding = Binding("printer", f"printer.{language.word}", address, settings=wanted)
    connect = connect_to(binding, partial(Backoff, first_s=0.01, most_s=0.05))
    heard = Heard()
    ears = Ears(heard.status.put, heard.health.put, heard.traffic.append)
    found = driver(binding.driver)
    assert found is not None
    printer = found.load()(binding, connect, ears, Times(lambda: 1_000))
    assert isinstance(printer, ProtocolPrinter)
    printer.start()
    try:
        yield printer, heard
    finally:
        printer.stop()
