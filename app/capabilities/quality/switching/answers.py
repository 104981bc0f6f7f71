"""What the switching of inspection tells."""

from dataclasses import dataclass

from app.capabilities.quality.sampling.answers import Switching


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to it: a lot, or what somebody signed; and where it stood after.

    `filled` names the lot's form, empty for a statement; `lot` is the lot's number.
    """

    at_ms: int
    after: Switching
    filled: str = ""
    lot: str = ""
    accepted: bool | None = None
    severity_used: str = ""
    said: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class SwitchingView:
    """How one class of defects of one thing is inspected now, and how it came to that."""

    form: str
    field: str
    of: str
    defects: str
    now: Switching
    steps: tuple[Step, ...]
