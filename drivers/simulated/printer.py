"""A label printer played by software: it answers, prints, and keeps what came out on paper.

with SimulatedPrinter(PtyStage("printer"), ZPL) as printer:
    address = printer.open()
    printer.play("mishap paper_out")     # the roll ends in the middle of the next label
    ...
    printer.tray                          # the labels on paper, as bytes
    printer.picture(printer.tray[0], faces)
"""

import threading
from collections.abc import Iterable
from enum import StrEnum

from PIL import Image

from drivers.printers.language import Language
from drivers.printers.typefaces import Typefaces
from drivers.simulated.device import ALWAYS, Orders, SimulatedDevice, UnknownOrder
from drivers.simulated.faults import Fault
from drivers.simulated.printer_answers import ANSWERS, STOPPED, Shape
from drivers.simulated.printer_jobs import JobFramer
from drivers.simulated.stage import Stage

_LABEL_STARTS = (b"^XA", b"SIZE ", b"\r\nN\r\n", b"\x1b@")


class Mishap(StrEnum):
    """What happens to one label."""

    NONE = "none"
    PAPER_OUT = "paper_out"
    """The roll ends in the middle of it: no whole label comes out."""
    RIBBON_OUT = "ribbon_out"
    COVER_OPENED = "cover_open"
    PRINTED_IN_SILENCE = "silent"
    """It comes out, and from then on the printer says nothing."""
    GARBLED = "garbled"
    """It comes out, and from then on the line is full of noise."""
    PULLED_BEFORE = "pulled_before"
    """The cable is pulled while it is on its way: nothing comes out."""
    PULLED_AFTER = "pulled_after"
    """It comes out, and the cable is pulled before the printer says so."""


_LEAVES = {
    Mishap.PAPER_OUT: Shape.PAPER_OUT,
    Mishap.RIBBON_OUT: Shape.RIBBON_OUT,
    Mishap.COVER_OPENED: Shape.COVER_OPEN,
    Mishap.PRINTED_IN_SILENCE: Shape.SILENT,
}
BUSY_ANSWERS = 2
"""So often it says it is busy after a label, before it says it is empty."""


class SimulatedPrinter(SimulatedDevice):
    """One printer of one language; `paper` is its label in dots (60 x 40 mm at 203 dpi)."""

    def __init__(
        self, stage: Stage, language: Language, *, paper: tuple[int, int] = (480, 320)
    ) -> None:
        self.language, self.paper = language, paper
        self._shape, self._mishap = Shape.WELL, Mishap.NONE
        self._tray: list[bytes] = []
        self._printed = threading.Condition()
        self._busy = 0
        self._reports = False
        super().__init__(stage, framer=lambda: JobFramer(language.word, self._label_begins))

    @property
    def tray(self) -> tuple[bytes, ...]:
        """What came out on paper, the oldest first."""
        return tuple(self._tray)

    def until_printed(self, count: int, timeout_s: float = 5.0) -> bool:
        """Wait until so many labels lie in the tray; say whether they do."""
        with self._printed:
            return self._printed.wait_for(lambda: len(self._tray) >= count, timeout_s)

    def picture(self, label: bytes, faces: Typefaces) -> Image.Image:
        """Return what stands on a label, mode "1", ink is 1."""
        return self.language.preview(label, self.paper, faces)

    def orders(self) -> Orders:
        """Obey `shape paper_out` (how it is from now on) and `mishap silent` (the next label)."""
        return {**super().orders(), "shape": self.present, "mishap": self._expect_mishap}

    def present(self, word: str) -> None:
        """Be as a word of `Shape` says, from now on. Raises UnknownOrder."""
        try:
            self._shape, self._busy = Shape(word), 0
        except ValueError as error:
            raise UnknownOrder(f"shape {word}") from error

    def answer(self, request: bytes) -> Iterable[bytes]:
        """Print a label or answer a request."""
        if request.startswith(_LABEL_STARTS):
            yield from self._print(request)
        elif b"US" in request[:4]:
            self._reports = True
        elif self._shape is not Shape.SILENT:
            answer = ANSWERS[self.language.word](request, self._shape_now())
            if answer:
                yield answer

    def _print(self, label: bytes) -> Iterable[bytes]:
        mishap, self._mishap = self._mishap, Mishap.NONE
        self._shape = _LEAVES.get(mishap, self._shape)
        if self._shape not in STOPPED:
            with self._printed:
                self._tray.append(label)
                self._printed.notify_all()
            self._busy = BUSY_ANSWERS
        if mishap is Mishap.GARBLED:
            self.play(f"fault {Fault.GARBAGE} {ALWAYS}")
        if mishap is Mishap.PULLED_AFTER:
            self.pull()
        if self._reports and self._shape is not Shape.SILENT:
            yield b"\x15" + b"07" if self._shape in STOPPED else b"\x06"

    def _shape_now(self) -> Shape:
        if self._shape is Shape.WELL and self._busy:
            self._busy -= 1
            return Shape.BUSY
        return self._shape

    def _label_begins(self) -> bool:
        """Say whether the cable stays in while a label comes; on the device's own thread."""
        if self._mishap is not Mishap.PULLED_BEFORE:
            return True
        self._mishap = Mishap.NONE
        self.pull()
        return False

    def _expect_mishap(self, word: str) -> None:
        try:
            self._mishap = Mishap(word)
        except ValueError as error:
            raise UnknownOrder(f"mishap {word}") from error
