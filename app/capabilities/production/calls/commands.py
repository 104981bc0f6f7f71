"""What one may ask of calls. Whoever may see the work may call."""

from typing import ClassVar

from app.capabilities.production.calls.events import (
    CallAnswered,
    CallClosed,
    CallRaised,
    CallReason,
)
from app.capabilities.production.calls.queries import call, open_calls
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

VIEW, ANSWER = "production.view", "production.answer"


class CallForHelp(Command, frozen=True, kw_only=True):
    """Call for help at this station."""

    right: ClassVar[str] = VIEW
    reason: CallReason
    order: str = ""
    operation: str = ""


class AnswerCall(Command, frozen=True, kw_only=True):
    """Say that one is on the way."""

    right: ClassVar[str] = ANSWER
    call: str


class CloseCall(Command, frozen=True, kw_only=True):
    """Say that the matter is settled: whoever works there may, and whoever answers."""

    call: str


def raise_call(acting: Acting, command: CallForHelp) -> list[Happened]:
    """Raise a call; the same reason at the same station waits already: nothing new."""
    for waiting in open_calls(acting.connection):
        if (waiting.station, waiting.reason) == (acting.station, command.reason.value):
            return []
    return [
        CallRaised(
            call=acting.new_id(),
            reason=command.reason,
            order=command.order,
            operation=command.operation,
        )
    ]


def answer(acting: Acting, command: AnswerCall) -> list[Happened]:
    """Answer an open call. Refusals: `call.unknown`, `call.answered`."""
    row = call(acting.connection, command.call)
    if row is None or row.state == "closed":
        raise Refused("call.unknown")
    if row.state == "answered":
        raise Refused("call.answered", by=row.answered_by)
    return [CallAnswered(call=command.call)]


def close(acting: Acting, command: CloseCall) -> list[Happened]:
    """Close a call. Refusal: `call.unknown`."""
    row = call(acting.connection, command.call)
    if row is None or row.state == "closed":
        raise Refused("call.unknown")
    return [CallClosed(call=command.call)]
