"""How a link is, as a value: what it hands over whenever that changes."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """Where a link stands between its cable and its listener."""

    OPENING = "opening"
    READY = "ready"
    ABSENT = "absent"
    FAULTED = "faulted"


class Trouble(StrEnum):
    """Why a link is not ready, in words a plant has sentences for."""

    NONE = ""
    NO_SUCH_PORT = "no_such_port"
    PULLED = "pulled"
    BUSY = "busy"
    DENIED = "denied"
    SETTINGS = "settings"
    SILENT_FAILURE = "no_answer"


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link's condition; `detail` is the operating system's own sentence, for the log."""

    condition: Condition
    trouble: Trouble = Trouble.NONE
    detail: str = ""
