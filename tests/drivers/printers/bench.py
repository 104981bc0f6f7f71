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
def a_printer(language: Language, stage: Stage | None = None, **settings) -> Iterator[PrintBench]:
    """Yield a printer that is ready, and what drives it."""
    stage = stage or PtyStage("printer")
    with SimulatedPrinter(stage, language, paper=(480, 320)) as simulated:
        binding = Binding(
            "printer",
            f"printer.{language.word}",
            simulated.open(),
            settings={"poll_s": "60", **settings},
        )
        heard = Heard()
        found = driver(binding.driver)
        assert found is not None
        connect = connect_to(binding, partial(Backoff, first_s=0.01, most_s=0.05))
        ears = Ears(heard.status.put, heard.health.put, heard.traffic.append)
        printer = found.load()(binding, connect, ears, Times(lambda: 1_000))
        assert isinstance(printer, ProtocolPrinter)
        printer.start()
        try:
            heard.until(Condition.READY)
            yield PrintBench(simulated, printer, heard)
        finally:
            printer.stop()
