"""A label printer of any language over any link: it asks how the printer is, and sends one label.

A label is *sent* only when the printer has said afterwards, twice, that it is empty and well.
Where the link says the way is one-way (`file:`, `spooler:`) nothing can be asked: a label that left
is *uncertain*, unless the binding says `trust = "one-way"`: then the plant looks at every label.

Settings: `poll_s`, how often the printer is asked when nothing is printed (5); `trust`.
"""

import logging
import threading
import time

from drivers.device import Binding, Direction, Ears, Times, Traffic
from drivers.health import Condition, Health, Trouble
from drivers.links.link import Connect
from drivers.printers.language import Language
from drivers.printers.printer import Outcome, PrinterStatus, State
from drivers.printers.wire import Wire
from drivers.printers.words import UNKNOWN, state_of, worst

log = logging.getLogger(__name__)

STATUS_WAIT_S = 2.0
GREETING_S = 30.0
"""What ends half a label is as long as the label: seven seconds at 9600 baud."""
SHORTEST_POLL_S, LONGEST_POLL_S = 0.01, 3_600.0
CALM = 2
"""So often in a row a printer says it is empty before it is believed: between the end of the bytes
and the start of the motor it may be asked once too soon."""
PAUSE_S = 0.05

TAKES_LABELS = (State.READY, State.PAPER_NEAR_END)
WORKS_ON = (State.BUSY, State.BUFFER_FULL, State.UNKNOWN)
"""Silence is waited out too: many printers answer nothing while they print."""

_TROUBLES = {
    State.PAPER_OUT: Trouble.PAPER_OUT,
    State.RIBBON_OUT: Trouble.RIBBON_OUT,
    State.COVER_OPEN: Trouble.COVER_OPEN,
    State.PAUSED: Trouble.PAUSED,
    State.PAPER_JAM: Trouble.PAPER_JAM,
    State.HEAD_OVERHEAT: Trouble.PRINTER_ERROR,
    State.ERROR: Trouble.PRINTER_ERROR,
    State.OFFLINE: Trouble.PRINTER_ERROR,
}


def health_of(status: PrinterStatus) -> Health:
    """Return the health a printer's answer means."""
    if status.state is State.UNKNOWN:
        trouble = Trouble.GARBLED if status.raw else Trouble.SILENT
        return Health(Condition.FAULTED, trouble, status.raw.hex(" "))
    if trouble := _TROUBLES.get(status.state, Trouble.NONE):
        return Health(Condition.DEGRADED, trouble, status.word)
    return Health(Condition.READY)


def _seconds(said: str) -> float:
    """Return a time between two questions. Raises ValueError where it is none."""
    seconds = float(said)
    if not SHORTEST_POLL_S <= seconds <= LONGEST_POLL_S:
        raise ValueError(f"poll_s = {said}")
    return seconds


class ProtocolPrinter:
    """One printer. `status` and `submit` are for any thread, one at a time; the others wait."""

    def __init__(
        self,
        language: Language,
        binding: Binding,
        connect: Connect,
        ears: Ears[PrinterStatus],
        times: Times,
    ) -> None:
        self.language = language
        self._ears, self._times, self._role = ears, times, binding.role
        self._poll_s = _seconds(binding.settings.get("poll_s", "5"))
        self._is_one_way = False
        self._is_trusted = binding.settings.get("trust", "") == "one-way"
        self._told = Health(Condition.UNCONFIGURED)
        self._is_greeted, self._on_its_way = False, 0
        self._turn, self._telling = threading.Lock(), threading.RLock()
        self._stop, self._look_now = threading.Event(), threading.Event()
        self._wire = Wire(connect, self._link_changed)
        self._thread = threading.Thread(target=self._watch, name=binding.role, daemon=True)

    def start(self) -> None:
        """Begin to open the way to the printer, and to ask how it is."""
        self._wire.start()
        self._thread.start()

    def stop(self) -> None:
        """Let go of it. Harmless twice; a label under way becomes uncertain."""
        self._stop.set()
        self._look_now.set()
        self._wire.stop()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(STATUS_WAIT_S)

    def status(self, timeout_s: float = STATUS_WAIT_S) -> PrinterStatus:
        """Ask how the printer is; UNKNOWN where nothing comes back in time."""
        with self._turn:
            return self._look(timeout_s)

    def submit(self, label: bytes, timeout_s: float = 15.0) -> Outcome:
        """Send one label's bytes, after asking whether the printer is ready for it."""
        late_s = time.monotonic() + timeout_s
        with self._turn:
            if not self._is_ready(late_s):
                return Outcome.REFUSED
            losses = self._wire.losses
            receipt = self.language.receipt
            try:
                self._wire.drain()
                self._say(label)
                self._on_its_way = len(label)
                ending = receipt.request if receipt and not self._is_one_way else b""
                self._wire.send(label + ending, late_s - time.monotonic())
            except OSError as error:
                log.info("printer.uncertain role=%s %s", self._role, error)
                return Outcome.UNCERTAIN
            return self._outcome(late_s, losses)

    def _is_ready(self, late_s: float) -> bool:
        if self._is_one_way:
            return self._wire.is_open
        wait_s = min(STATUS_WAIT_S, late_s - time.monotonic())
        return self._look(wait_s).state in TAKES_LABELS and time.monotonic() < late_s

    def _outcome(self, late_s: float, losses: int) -> Outcome:
        """Wait until a label that left is done; anything but a clear end is uncertain."""
        if self._is_one_way:
            return Outcome.SENT if self._is_trusted else Outcome.UNCERTAIN
        if not self._has_receipt(late_s):
            return Outcome.UNCERTAIN
        if not self._comes_to_rest(late_s, losses):
            return Outcome.UNCERTAIN
        self._on_its_way = 0
        return Outcome.SENT

    def _comes_to_rest(self, late_s: float, losses: int) -> bool:
        """Ask until the printer is empty and well; False where it is not, or not in time."""
        calm = 0
        while calm < CALM and time.monotonic() < late_s and not self._stop.is_set():
            state = self._look(min(STATUS_WAIT_S, late_s - time.monotonic())).state
            if self._wire.losses != losses or state not in TAKES_LABELS + WORKS_ON:
                return False
            calm = calm + 1 if state in TAKES_LABELS else 0
            self._stop.wait(PAUSE_S)
        return calm == CALM

    def _has_receipt(self, late_s: float) -> bool:
        receipt = self.language.receipt
        if receipt is None:
            return True
        answer = self._wire.answer(receipt, late_s - time.monotonic())
        self._hear(answer)
        return state_of(receipt.read(answer)) in TAKES_LABELS

    def _watch(self) -> None:
        """Ask now and then how the printer is, whenever nobody else does."""
        while not self._stop.is_set():
            self._look_now.wait(self._poll_s)
            self._look_now.clear()
            can_ask = self._wire.is_open and not self._is_one_way
            if can_ask and self._turn.acquire(blocking=False):
                try:
                    self._look(STATUS_WAIT_S)
                except Exception:  # the edge of this thread: the printer is asked again
                    log.exception("printer.watch_failed role=%s", self._role)
                finally:
                    self._turn.release()

    def _look(self, timeout_s: float) -> PrinterStatus:
        """Ask every question of the language and tell what came of it."""
        if self._is_one_way:
            return PrinterStatus(State.UNKNOWN, UNKNOWN, b"", self._times.now_ms())
        self._greet()
        late_s = time.monotonic() + timeout_s
        answers, words = b"", []
        for question in self.language.questions:
            answer = self._wire.ask(question, late_s - time.monotonic())
            answers += answer
            words.append(question.read(answer))
            if words[-1] == UNKNOWN:
                break
        word = worst(words)
        status = PrinterStatus(state_of(word), word, answers, self._times.now_ms())
        self._tell(status)
        return status

    def _greet(self) -> None:
        """Say hello to a printer reached anew, and end what a pulled cable left half said."""
        if self._is_greeted or not self._wire.is_open:
            return
        self._is_greeted, half, self._on_its_way = True, self._on_its_way, 0
        said = (self.language.flush(half) if half else b"") + self.language.hello
        try:
            if said:
                self._wire.greet(said, GREETING_S)
        except OSError as error:  # the status asked next says so
            log.info("printer.not_greeted role=%s %s", self._role, error)

    def _tell(self, status: PrinterStatus) -> None:
        with self._telling:
            if not self._wire.is_open:
                return  # the link has said why
            is_new = self._change(health_of(status))
        if is_new:
            is_nonsense = status.state is State.UNKNOWN and status.raw
            self._hear(status.raw, damage="garbled" if is_nonsense else "")
        self._ears.told(status)

    def _link_changed(self, health: Health) -> None:
        """Pass on what the link says; an open line is no printer yet."""
        self._is_greeted = False
        self._is_one_way = health.trouble is Trouble.NO_STATUS
        if health.condition is not Condition.READY:
            self._change(health)
        elif self._is_one_way:
            self._change(Health(Condition.DEGRADED, Trouble.NO_STATUS))
        else:
            self._change(Health(Condition.PROBING))
            self._look_now.set()

    def _change(self, health: Health) -> bool:
        """Say a change once; return whether it was one."""
        with self._telling:  # the link's thread and the asking one must not overtake each other
            told, self._told = self._told, health
            is_new = (told.condition, told.trouble) != (health.condition, health.trouble)
            if is_new:
                self._ears.health(health)
        return is_new

    def _say(self, data: bytes) -> None:
        self._ears.traffic(Traffic(Direction.OUT, data, self._times.now_ms()))

    def _hear(self, data: bytes, damage: str = "") -> None:
        if data:
            self._ears.traffic(Traffic(Direction.IN, data, self._times.now_ms(), damage))
