"""A scale at work: it tells every reading, and the next stable one when asked."""

import queue
from dataclasses import dataclass, replace
from enum import StrEnum

from drivers.device import Binding, Ears, Times
from drivers.dialogue import Dialogue
from drivers.links.link import Connect
from drivers.manner import Manner, adjusted
from drivers.reading import Reading, Status
from drivers.scales.capture import STEADY, pan
from drivers.scales.stability import StillnessJudge


class NoWeight(StrEnum):
    """Why there is no stable weight."""

    NOT_READY = "not_ready"
    """The scale is not ready to be asked: see its health."""
    SILENT = "silent"
    NEVER_STABLE = "never_stable"
    OVER = "over"
    UNDER = "under"
    FOREIGN_UNIT = "foreign_unit"
    """Stable, but in a unit this scale's binding does not take, or in none."""


class Done(StrEnum):
    """What came of an order to zero or to tare."""

    DONE = "done"
    SENT = "sent"
    """It left this computer; the scale confirms no orders."""
    NOT_EXECUTED = "not_executed"
    """The pan moved too long, lay outside the zeroing range, or the scale was busy."""
    SILENT = "silent"
    IMPOSSIBLE = "impossible"
    """This scale takes no such order."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an answer to an order means."""

    done: Done
    needs_name: bool = False


_OUTCOMES = {
    Status.ACK: _Outcome(Done.DONE),
    Status.TARE_STABLE: _Outcome(Done.DONE),
    Status.NOT_EXECUTABLE: _Outcome(Done.NOT_EXECUTED),
    Status.SYNTAX_ERROR: _Outcome(Done.IMPOSSIBLE),
    Status.ERROR: _Outcome(Done.NOT_EXECUTED),
    Status.OVERLOAD: _Outcome(Done.NOT_EXECUTED, needs_name=True),
    Status.UNDERLOAD: _Outcome(Done.NOT_EXECUTED, needs_name=True),
}
_BLOCKED = {Status.OVERLOAD: NoWeight.OVER, Status.UNDERLOAD: NoWeight.UNDER}


class Scale:
    """A scale by its manner. What says how the pan is goes to `ears.told` as fast as it comes.

    The blocking calls are for any thread but the ears' own.
    """

    def __init__(
        self,
        binding: Binding,
        connect: Connect,
        ears: Ears[Reading],
        times: Times,
        manner: Manner,
    ) -> None:
        self._manner = adjusted(manner, binding.settings)
        self._ears, self._times = ears, times
        still = self._manner.stillness
        self._judge = StillnessJudge(still) if still else None
        self._dialogue = Dialogue(binding, connect, ears, times, self._manner, self._took)

    def start(self) -> None:
        """Begin to weigh."""
        self._dialogue.start()

    def stop(self) -> None:
        """Let go of the scale. Harmless twice."""
        self._dialogue.stop()

    def read_stable(self, timeout_s: float = 10.0) -> Reading | NoWeight:
        """Return the first stable reading of a frame that began after this call, or why none."""
        asked_s = self._times.steady_s()
        if not self._dialogue.is_ready:
            return NoWeight.NOT_READY
        none = NoWeight.SILENT
        with self._dialogue.overhear() as heard:
            self._dialogue.ask_now()
            while reading := self._dialogue.next_reading(heard, asked_s, asked_s + timeout_s):
                said = reading.decoded
                if said.status in STEADY:
                    return reading if self._takes(reading) else NoWeight.FOREIGN_UNIT
                none = _BLOCKED.get(said.status, NoWeight.NEVER_STABLE)
        return none

    def zero(self, timeout_s: float = 5.0) -> Done:
        """Set the empty pan to zero."""
        return self._order(self._manner.orders.zero, timeout_s)

    def tare(self, timeout_s: float = 5.0) -> Done:
        """Take what lies on the pan as tare."""
        return self._order(self._manner.orders.tare, timeout_s)

    def identify(self, timeout_s: float = 2.0) -> str:
        """Return the scale's serial number; empty where it does not say one."""
        name_of, question = self._manner.serial_number, self._manner.orders.identify
        if name_of is None or not question or not self._dialogue.is_ready:
            return ""
        asked_s = self._times.steady_s()
        with self._dialogue.overhear() as heard:
            self._dialogue.send(question)
            while reading := self._dialogue.next_reading(heard, asked_s, asked_s + timeout_s):
                if name := name_of(reading.decoded):
                    return name
        return ""

    def _took(self, reading: Reading) -> Reading:
        if self._judge is not None:
            judged = self._judge.judged(reading.decoded, reading.heard_s)
            reading = replace(reading, decoded=judged)
        if pan(reading.decoded, {}) is not None:  # an answer to an order is no weight
            self._ears.told(reading)
        return reading

    def _takes(self, reading: Reading) -> bool:
        """Nothing is converted here: a foreign unit, none at all, or 12 lb 7.50 oz is no weight."""
        said, units = reading.decoded, self._manner.units
        return said.value is not None and bool(said.unit) and (not units or said.unit in units)

    def _order(self, order: bytes, timeout_s: float) -> Done:
        if not order:
            return Done.IMPOSSIBLE
        if not self._dialogue.is_ready:
            return Done.SILENT
        with self._dialogue.hush(), self._dialogue.overhear() as heard:
            sent_s = self._times.steady_s()
            try:
                self._dialogue.send(order).result(timeout_s)
            except OSError:  # TimeoutError is one
                return Done.SILENT
            if not self._manner.orders.are_confirmed:
                return Done.SENT
            return self._outcome(order.decode("ascii").strip(), heard, sent_s, timeout_s)

    def _outcome(
        self, name: str, heard: "queue.SimpleQueue[Reading]", sent_s: float, timeout_s: float
    ) -> Done:
        while reading := self._dialogue.next_reading(heard, sent_s, sent_s + timeout_s):
            outcome = _OUTCOMES.get(reading.decoded.status)
            if outcome and (not outcome.needs_name or reading.decoded.detail == name):
                return outcome.done
        return Done.SILENT
