"""What one may ask of calls. Anybody who may work may call; so no right is needed to raise one."""

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


class CallForHelp(Command, frozen=True, kw_only=True):
    """Call for help at this station."""

    reason: CallReason
    order: str = ""
    operation: str = ""


class AnswerCall(Command, frozen=True, kw_only=True):
    """Say that one is on the way."""

    right: ClassVar[str] = "production.answer"
    call: str


class CloseCall(Command, frozen=True, kw_only=True):
    """Say that the matter is settled."""

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
