"""What the play does with devices: weighs, pulls cables, prints and scans back, overheats."""

import time
from collections.abc import Callable
from functools import partial

from app.capabilities.equipment.machines.queries import crossings
from app.capabilities.labels.jobs.answers import State
from app.capabilities.labels.reconciliation.queries import queue
from app.demo.hands import Hands
from app.demo.instruments import MACHINE, PRINTER, SCALE
from app.stations.label_writing import typefaces
from app.ui import kit
from app.ui.screens.screen import Place
from drivers.scanners.reading import symbols
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.scale import SimulatedScale

TOO_HOT, WELL = "262.0", "225.0"
"""The melt of the moulding machine, °C: above its limit, and where it belongs."""


class DeviceActs:
    """Acts at the devices of a station, and counts them. `picture` takes one where it is wanted."""

    def __init__(self, picture: Callable[[Hands, str], None]) -> None:
        self._picture = picture
        self.weighings = 0
        self.limits_crossed = 0
        self.labels_printed = 0
        self.labels_scanned_back = 0
        self.cables_healed = 0
        self.cable_shown_s = 0.0

    def weigh(self, hands: Hands, weight: str, *, pull: bool) -> None:
        """Lay the material on the scale and record it; its cable may come out before that."""
        scale = hands.instruments.scale
        assert scale is not None
        hands.press("next")
        hands.press("next")
        if pull:
            self._pull(hands, scale)
        scale.play(f"say {weight}")
        hands.save("weigh-take")
        self.weighings += 1
        self._picture(hands, "weigh")
        scale.play(f"say 0.000 {weight.partition(' ')[2]}")

    def cross_a_limit(self, hands: Hands) -> None:
        """Let the moulding machine run too hot for a moment: once recorded, however long."""
        machine = hands.instruments.machine
        assert machine is not None
        machine.play(f"set melt {TOO_HOT}")
        hands.until(lambda: _crossed(hands) == 1, "the limit crossed is on record")
        machine.play(f"set melt {WELL}")
        self.limits_crossed = _crossed(hands)

    def label(self, hands: Hands, order: str) -> None:
        """Print two labels, and one after which the cable goes; scan each of them back."""
        printer = hands.instruments.printer
        assert printer is not None
        hands.workplace.window.go(Place("labels", order=order))
        _print(hands, 2)
        hands.until(lambda: _labels(hands, State.SENT) == 2, "two labels printed")
        printer.play("mishap pulled_after")
        _print(hands, 1)
        hands.until(lambda: State.UNCERTAIN in _shown(hands), "the screen shows a label uncertain")
        self._picture(hands, "labels")
        # The one in doubt first: until it is settled, whatever is scanned answers for it.
        for done, label in enumerate(reversed(printer.tray), start=1):
            hands.scan(_read(printer, label))
            hands.until(partial(_are_verified, hands, done), f"{done} labels scanned back")
        printer.plug()
        hands.until(lambda: hands.is_ready(PRINTER), "the printer has come back by itself")
        self.cables_healed += 1
        self.labels_printed = len(printer.tray)
        self.labels_scanned_back = _labels(hands, State.VERIFIED)

    def _pull(self, hands: Hands, scale: SimulatedScale) -> None:
        """Pull the scale's cable until the screen says so, and put it back until it is healed."""
        hands.until(lambda: hands.is_ready(SCALE), "the scale is at work")
        pulled_s = time.monotonic()
        scale.pull()
        hands.until(lambda: hands.sees("scale-trouble"), "the screen says that the cable is out")
        self.cable_shown_s = time.monotonic() - pulled_s
        self._picture(hands, "cable-out")
        scale.plug()
        hands.until(lambda: not hands.sees("scale-trouble"), "the scale has come back by itself")
        self.cables_healed += 1


def _print(hands: Hands, count: int) -> None:
    hands.press("labels-print")
    hands.until(lambda: hands.sees("print-do"), "the sheet of printing")
    hands.type(("delete", str(count)), "print-keypad")
    hands.press("print-do")


def _read(printer: SimulatedPrinter, label: bytes) -> str:
    """Return what a scanner sends of a label on paper, its AIM identifier in front."""
    (seen,) = symbols(printer.picture(label, typefaces()))
    return seen.text


def _are_verified(hands: Hands, count: int) -> bool:
    return _labels(hands, State.VERIFIED) == count


def _shown(hands: Hands) -> list[str]:
    """Return the states of the labels in the list: a person scans what the screen speaks of."""
    table = hands.workplace.window.findChild(kit.DataTable, "labels")
    return [] if table is None else [row.state for row in table.rows()]


def _labels(hands: Hands, state: State) -> int:
    """Return how many labels of the station are in a state."""
    here = hands.station
    found = hands.workplace.station.ask(lambda c: queue(c, here)).result()
    return sum(row.state == state for row in found.jobs)


def _crossed(hands: Hands) -> int:
    found = hands.workplace.station.ask(lambda c: crossings(c, MACHINE, 10)).result()
    return len(found)
