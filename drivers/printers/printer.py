"""What a label printer is: it says how it is, and takes one label at a time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """How a printer is. UNKNOWN is not well: silence is a fault, never "ok"."""

    READY = "ready"
    BUSY = "busy"
    PAUSED = "paused"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    PAPER_JAM = "paper_jam"
    RIBBON_OUT = "ribbon_out"
    COVER_OPEN = "cover_open"
    HEAD_OVERHEAT = "head_overheat"
    BUFFER_FULL = "buffer_full"
    ERROR = "error"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A printer's answer; `word` is its own language's finer word for it (`printing_batch`)."""

    state: State
    word: str
    raw: bytes
    at_ms: int


class Outcome(StrEnum):
    """What became of a label's bytes."""

    SENT = "sent"
    """All of them went out and the printer afterwards said it was empty and well."""
    REFUSED = "refused"
    """The printer was not ready; not one byte of the label went out."""
    UNCERTAIN = "uncertain"
    """Bytes went out and nobody can say what came of them: never sent again by itself."""


class LabelPrinter(Protocol):
    """A printer at work; both calls block up to their time-out and are for one thread at a time."""

    def start(self) -> None:
        """Begin to open the way to the printer."""
        ...

    def stop(self) -> None:
        """Let go of it. Harmless twice."""
        ...

    def status(self, timeout_s: float = 2.0) -> PrinterStatus:
        """Ask how the printer is; UNKNOWN where nothing comes back in time."""
        ...

    def submit(self, label: bytes, timeout_s: float = 15.0) -> Outcome:
        """Send one label's bytes, after asking whether the printer is ready for it."""
        ...
