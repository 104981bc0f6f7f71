"""A gauge at work: it tells what its data key sends, and is asked where it can be."""

from enum import StrEnum

from drivers.device import Binding, Ears, Times
from drivers.dialogue import Dialogue
from drivers.links.link import Connect
from drivers.manner import Manner, adjusted
from drivers.reading import Reading, Status


class NoReading(StrEnum):
    """Why there is no reading."""

    NOT_READY = "not_ready"
    SILENT = "silent"
    """Nothing came: nobody pressed the data key, or the gauge does not answer."""
    ERROR = "error"
    """The gauge, or the multiplexer it hangs on, said that it cannot."""
    FOREIGN_UNIT = "foreign_unit"
    """A unit this gauge's binding does not take, or none: then its binding must say which."""


class Gauge:
    """A gauge by its manner. Readings go to `ears.told`; `read` is for any thread but the ears'."""

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
        self._dialogue = Dialogue(binding, connect, ears, times, self._manner, self._took)

    def start(self) -> None:
        """Begin to listen."""
        self._dialogue.start()

    def stop(self) -> None:
        """Let go of the gauge. Harmless twice."""
        self._dialogue.stop()

    def read(self, timeout_s: float = 10.0) -> Reading | NoReading:
        """Return the first reading of a frame that began after this call, or why there is none."""
        asked_s = self._times.steady_s()
        if not self._dialogue.is_ready:
            return NoReading.NOT_READY
        with self._dialogue.overhear() as heard:
            self._dialogue.ask_now()
            reading = self._dialogue.next_reading(heard, asked_s, asked_s + timeout_s)
        return self._judged(reading) if reading else NoReading.SILENT

    def _judged(self, reading: Reading) -> Reading | NoReading:
        said = reading.decoded
        if said.status is not Status.OK:
            return NoReading.ERROR
        is_foreign = bool(self._manner.units) and said.unit not in self._manner.units
        return NoReading.FOREIGN_UNIT if is_foreign or not said.unit else reading

    def _took(self, reading: Reading) -> Reading:
        self._ears.told(reading)
        return reading
