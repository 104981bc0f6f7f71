"""kill -9 in every state of a label: never a second one of a serial number on paper."""

import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers.printers.languages import ZPL
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.stage import PtyStage
from tests.journeys.printing_station import SETTLED
from tests.stations.printing import PrintingStation

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
ROOT = Path(__file__).parents[2]
PAPER = (400, 240)
SERIAL = re.compile(rb"21(S1-\d{6})")
PATIENCE_S = 30
MODULE = "tests.journeys.printing_station"
PIPE_S = 0.3
"""How long a word said before a byte may take longer than the byte."""


class Killed:
    """The station as a process of its own, and what it has said so far."""

    def __init__(self, folder: Path, address: str, count: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", MODULE, str(folder), address, str(count)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []
        self._news = threading.Condition()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def until(self, kind: str, times: int = 1, timeout_s: float = PATIENCE_S) -> bool:
        """Wait until it has said something so often; tell whether it has."""
        with self._news:
            return self._news.wait_for(lambda: self.said.count(kind) >= times, timeout_s)

    def kill(self) -> None:
        self.process.kill()

    def end(self) -> None:
        """Let it close, or see that it is gone."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self._ear.join(PATIENCE_S)
        self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.said.append(line.strip())
                self._news.notify_all()


class Trap(SimulatedPrinter):
    """A printer that kills whoever prints on it, at the moment it is set to; its tray stays."""

    victim: Killed | None = None
    moment = ""

    def answer(self, request):
        if self.moment == "before the bytes" and request.startswith(b"~HS") and self._is_sending():
            self._spring()
            return
        yield from super().answer(request)

    def _label_begins(self) -> bool:
        if self.moment == "at the first bytes":
            self._spring()
        return super()._label_begins()

    def _print(self, label):
        answers = super()._print(label)
        yield from answers
        if self.moment == "when it is printed":
            self._spring()

    def _is_sending(self) -> bool:
        return self.victim is not None and self.victim.until("labels.sending", 1, PIPE_S)

    def _spring(self) -> None:
        self.moment = ""
        assert self.victim is not None
        self.victim.kill()


@contextmanager
def a_trap() -> Iterator[tuple[Trap, str]]:
    with Trap(PtyStage("printer"), ZPL, paper=PAPER) as printer:
        yield printer, printer.open()


def run_until_killed(printer: Trap, folder: Path, address: str, moment: str, count: int = 1):
    """Let a station print until the moment comes at which it dies."""
    printer.moment = moment
    printer.victim = Killed(folder, address, count)
    printer.victim.process.wait(PATIENCE_S)
    assert not printer.moment, printer.victim.said
    printer.victim.end()
    return printer.victim.said


def run_to_the_end(folder: Path, address: str) -> tuple[str, ...]:
    """Start the station again and let it print all that waits; return how its labels stand."""
    again = Killed(folder, address, 0)
    assert again.until(SETTLED), again.said
    again.end()
    return states(folder)


def states(folder: Path) -> tuple[str, ...]:
    at = PrintingStation(folder, "")
    try:
        return tuple(row.state for row in at.labels())
    finally:
        at.close()


def serials(printer: SimulatedPrinter) -> list[bytes]:
    return [number for label in printer.tray for number in SERIAL.findall(label)]


@pytest.mark.parametrize(
    ("moment", "on_paper"),
    [("before the bytes", 0), ("at the first bytes", 1), ("when it is printed", 1)],
)
def test_what_was_on_its_way_is_uncertain_and_never_sent_again(tmp_path, moment, on_paper):
    with a_trap() as (printer, address):
        said = run_until_killed(printer, tmp_path, address, moment)
        assert "labels.sent" not in said
        assert run_to_the_end(tmp_path, address) == ("uncertain",)
        assert serials(printer) == [b"S1-000001"] * on_paper


def test_what_was_only_claimed_is_printed_once_when_the_station_is_back(tmp_path):
    with a_trap() as (printer, address):
        printer.play("shape paper_out")
        station = Killed(tmp_path, address, 1)
        assert station.until("labels.claimed")
        station.kill()
        station.end()
        assert printer.tray == ()
        printer.play("shape well")
        assert run_to_the_end(tmp_path, address) == ("sent",)
        assert serials(printer) == [b"S1-000001"]


def test_what_was_sent_is_not_sent_again(tmp_path):
    with a_trap() as (printer, address):
        station = Killed(tmp_path, address, 1)
        assert station.until("labels.sent")
        station.kill()
        station.end()
        assert run_to_the_end(tmp_path, address) == ("sent",)
        assert serials(printer) == [b"S1-000001"]


def test_killed_at_random_moments_a_batch_has_each_number_on_paper_once_at_most(tmp_path):
    chance = random.Random(20261126)
    with a_trap() as (printer, address):
        for _ in range(4):
            station = Killed(tmp_path, address, 12)
            said = chance.choice(["labels.claimed", "labels.sending", "labels.sent"])
            assert station.until(said, chance.randint(1, 2)), station.said
            station.kill()
            station.end()
        stand = run_to_the_end(tmp_path, address)
        printed = serials(printer)
        assert len(printed) == len(set(printed))
        assert len(stand) == 12
        assert set(stand) <= {"sent", "uncertain"}
        sent = {f"S1-{n:06}".encode() for n, state in enumerate(stand, 1) if state == "sent"}
        assert sent <= set(printed)
