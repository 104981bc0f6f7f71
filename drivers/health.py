"""How a device is, from its cable to its listener, as a value: handed over whenever it changes."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """How a device is, in the order in which one comes to life.

    A link knows only ABSENT, OPENING, READY and FAULTED; its device may keep PROBING before it says
    READY, and says DEGRADED while it works but not as it should.
    """

    UNCONFIGURED = "unconfigured"
    ABSENT = "absent"
    OPENING = "opening"
    PROBING = "probing"
    READY = "ready"
    DEGRADED = "degraded"
    FAULTED = "faulted"


class Trouble(StrEnum):
    """Why a device is not ready, in words a plant has sentences for."""

    NONE = ""
    NO_SUCH_PORT = "no_such_port"
    PULLED = "pulled"
    BUSY = "busy"
    DENIED = "denied"
    SETTINGS = "settings"
    SILENT_FAILURE = "no_answer"
    """The port itself does not work."""
    SILENT = "silent"
    """The port is open, but the device answers nothing: never taken for well-being."""
    WRONG_DEVICE = "wrong_device"
    """Another device than the one bound to this role answered."""
    GARBLED = "garbled"
    """What comes makes no frame: wrong speed or protocol, or a bad cable."""
    UNREACHABLE = "unreachable"
    """No such host on the network, or it refuses."""
    AMBIGUOUS = "ambiguous"
    """More than one device fits what is bound: a person must choose."""
    PAPER_OUT = "paper_out"
    RIBBON_OUT = "ribbon_out"
    COVER_OPEN = "cover_open"
    PAUSED = "paused"
    PAPER_JAM = "paper_jam"
    PRINTER_ERROR = "printer_error"
    """The printer itself reports an error; its own display says which."""
    NOT_INSTALLED = "not_installed"
    """The library that speaks to such a device is an extra, and is not installed here."""
    NO_STATUS = "no_status"
    """The way to the device is one-way: how it is cannot be known."""


@dataclass(frozen=True, slots=True)
class Health:
    """A condition and why; `detail` is the world's own sentence, for the log."""

    condition: Condition
    trouble: Trouble = Trouble.NONE
    detail: str = ""
