"""What every simulated device is: a stage, a thread that answers, and orders as lines of text.

A new device says what it answers, what it is shown, and perhaps what it says by itself:

    class SimulatedScale(SimulatedDevice):
        def answer(self, request: bytes) -> Iterable[bytes]:
            if request == b"S":
                yield self._frame()

        def present(self, text: str) -> None:         # a plain line: `12.34 g`
            self._weight = text

        def orders(self) -> Orders:                    # `unit kg`, `never_stable on`
            return {**super().orders(), "unit": self._use_unit}

    with SimulatedScale(PtyStage("scale")) as scale:
        address = scale.open()
        scale.play("fault split")                      # the next frame comes in two halves
        scale.play("say 12.34 g")

`answer`, `present`, `beat` and every order run under one lock, on whichever thread calls: a device
needs no lock of its own. Pulling the cable waits for nobody.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import TracebackType
from typing import Self

from drivers.framers import Frame, Framer, LineFramer
from drivers.simulated.faults import BANNER, Fault, Piece, spoiled
from drivers.simulated.stage import Stage

log = logging.getLogger(__name__)

Orders = Mapping[str, Callable[[str], None]]
"""An order's first word → what obeys it, given the rest of the line."""
LOOK_UP_S = 0.2
ALWAYS = "always"
_FOR_EVER = 1 << 62


class UnknownOrder(ValueError):  # what somebody typed, not what went wrong
    """A line no order is made of; its text is the line."""


class SimulatedDevice:
    """One device on one stage. `beat_s` is how often it says something unasked, 0 for never."""

    def __init__(
        self,
        stage: Stage,
        *,
        framer: Callable[[], Framer] = LineFramer,
        beat_s: float = 0.0,
        boots: bool = False,
    ) -> None:
        self._stage = stage
        self._new_framer = framer
        self._beat_s = beat_s
        self._boots = boots
        self._fault, self._spoils = Fault.NONE, 0
        self._held_back = b""
        self._at_work = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    # What a device says: for whoever makes one.

    def answer(self, request: bytes) -> Iterable[bytes]:
        """Return the frames that answer one request, ends included; none by default."""
        return ()

    def beat(self) -> Iterable[bytes]:
        """Return the frames said unasked, every `beat_s`."""
        return ()

    def present(self, text: str) -> None:
        """Do what a plain line means: a code before the scanner, a weight on the pan."""
        raise UnknownOrder(text)

    def orders(self) -> Orders:
        """Return what the device obeys; those who add theirs keep these."""
        return {
            "say": self.present,
            "fault": self._obey_fault,
            "pull": lambda _: self.pull(),
            "plug": lambda _: self.plug(),
        }

    def say(self, frame: bytes, fault: Fault | None = None) -> None:
        """Say one frame, spoiled by `fault` or by the fault that stands."""
        with self._at_work:
            fault = self._next_fault() if fault is None else fault
            if fault is Fault.MERGED:
                self._held_back += frame
                return
            data, self._held_back = self._held_back + frame, b""
            self._send(spoiled(data, fault))

    # What is done to a device: for whoever plays one.

    @property
    def address(self) -> str:
        """Where a station finds it, for a binding."""
        return self._stage.address

    @property
    def is_plugged(self) -> bool:
        """Whether its cable is in."""
        return self._stage.is_plugged

    def open(self) -> str:
        """Plug the device in, let it answer, and return its address."""
        self.plug()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self.address, daemon=True)
            self._thread.start()
        return self.address

    def play(self, order: str) -> None:
        """Obey one line: an order's word and the rest. Raises UnknownOrder."""
        word, _, rest = order.partition(" ")
        if word in ("pull", "plug"):  # not under the lock: a cable waits for nobody
            self.orders()[word](rest)
            return
        with self._at_work:
            obey = self.orders().get(word)
            if obey is None:
                raise UnknownOrder(order)
            obey(rest)

    def spoil(self, fault: Fault, frames: int = 1) -> None:
        """Let `fault` stand for so many frames more."""
        with self._at_work:
            self._fault, self._spoils = fault, frames

    def pull(self) -> None:
        """Take the cable out. What was held back is lost."""
        self._stage.pull()

    def plug(self) -> None:
        """Put the cable back; a device that boots says its banner."""
        was_out = not self._stage.is_plugged
        self._stage.plug()
        if was_out and self._boots:
            self._stage.send(BANNER)

    def await_reader(self) -> None:
        """Wait until what was said has been read, 0.2 s at most; over TCP nobody can tell."""
        self._stage.await_reader()

    def close(self) -> None:
        """Put the device away. Harmless twice."""
        self._stop.set()
        self._stage.close()
        if self._thread is not None:
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _work(self) -> None:
        framer, beat_at_s = self._new_framer(), time.monotonic() + self._beat_s
        while not self._stop.is_set():
            wait_s = min(LOOK_UP_S, beat_at_s - time.monotonic()) if self._beat_s else LOOK_UP_S
            data = self._stage.received(max(0.0, wait_s))
            now_s = time.monotonic()
            for found in framer.feed(data, round(now_s * 1000)) if data else ():
                if isinstance(found, Frame):
                    self._say_all(partial(self.answer, found.data))
            if self._beat_s and now_s >= beat_at_s:
                beat_at_s = now_s + self._beat_s
                self._say_all(self.beat)

    def _say_all(self, frames: Callable[[], Iterable[bytes]]) -> None:
        with self._at_work:
            try:
                for frame in frames():
                    self.say(frame)
            except Exception:  # the edge of the device's thread: it goes on playing
                log.exception("simulated.failed address=%s", self.address)

    def _send(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.wait_s:
                self._stage.await_reader()
                self._stop.wait(piece.wait_s)
            self._stage.send(piece.data)
            if piece.then_pull:
                self._stage.await_reader()
                self.pull()

    def _next_fault(self) -> Fault:
        if self._spoils <= 0:
            return Fault.NONE
        self._spoils -= 1
        return self._fault

    def _obey_fault(self, rest: str) -> None:
        """Obey `fault WORD`, `fault WORD 5` (frames) or `fault WORD always`."""
        word, _, frames = rest.partition(" ")
        try:
            self.spoil(Fault(word), _FOR_EVER if frames == ALWAYS else int(frames or "1"))
        except ValueError as error:
            raise UnknownOrder(f"fault {rest}") from error
