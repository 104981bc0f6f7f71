"""A reading: one answer of a scale or a gauge, with the frame it was read from.

A value is the decimal the device sent, never a float; nothing is converted here.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """What a frame says. Only STABLE and OK carry a value that may be taken for a record."""

    STABLE = "stable"
    UNSTABLE = "unstable"
    STABLE_COUNT = "stable_count"
    OVERLOAD = "overload"
    UNDERLOAD = "underload"
    TARE_STABLE = "tare_stable"
    NOT_EXECUTABLE = "not_executable"
    SYNTAX_ERROR = "syntax_error"
    ACK = "ack"
    INFO = "info"
    OK = "ok"
    ERROR = "error"
    NONCONFORMING_ECHO = "nonconforming_echo"
    VENDOR_DEPENDENT = "vendor_dependent"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one frame says, by its protocol alone (pure).

    `text` is the decimal as sent, sign and trailing zeros included; `unit` as sent, or as the
    profile has it where the frame has none; `detail` holds an information frame's own words.
    """

    status: Status
    value: Decimal | None = None
    text: str = ""
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded frame as a device told it: the raw bytes, which device, wall ms and steady s.

    `heard_s` is when it was asked for, or where nobody asked, when its first byte came: what was
    weighed is no older than that.
    """

    decoded: Decoded
    raw: bytes
    source: str
    at_ms: int
    heard_s: float

    def __str__(self) -> str:
        """Return it for a line of text: `12.34 g stable`."""
        said = self.decoded
        return " ".join(filter(None, (said.text or said.detail, said.unit, said.status)))
