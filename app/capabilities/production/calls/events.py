"""What can happen to a call for help."""

from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened


class CallReason(StrEnum):
    """The four reasons to call."""

    MATERIAL = "material"
    QUALITY = "quality"
    EQUIPMENT = "equipment"
    HELP = "help"


class _OfCall(Happened, frozen=True, kw_only=True):
    call: str

    @property
    def stream(self) -> str:
        return f"call/{self.call}"


class CallRaised(_OfCall, frozen=True, kw_only=True):
    """Somebody needs help at a station; `order` and `operation` where one is in hand."""

    kind: ClassVar[str] = "production.call_raised"
    reason: CallReason
    order: str = ""
    operation: str = ""


class CallAnswered(_OfCall, frozen=True, kw_only=True):
    """Somebody is on the way."""

    kind: ClassVar[str] = "production.call_answered"


class CallClosed(_OfCall, frozen=True, kw_only=True):
    """The matter is settled."""

    kind: ClassVar[str] = "production.call_closed"
