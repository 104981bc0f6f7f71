"""What one may ask of quarantine."""

from typing import ClassVar

from app.capabilities.people.rights import decisions, queries
from app.capabilities.people.rights.events import EventReadmitted
from app.journal.capability import SERVERS_OWN, Acting, Command, Whose
from app.journal.event import Happened

READMIT = "people.readmit"


class ReadmitEvent(Command, frozen=True, kw_only=True):
    """Let a quarantined event count, everywhere; the server does it when it hears of this."""

    right: ClassVar[str] = READMIT
    needs_server: ClassVar[bool] = True

    event: str
    why: str


def readmit(acting: Acting, command: ReadmitEvent) -> list[Happened]:
    """Answer ReadmitEvent."""
    known = queries.word_on(acting.connection, command.event)
    author = queries.author_of(acting.connection, command.event)
    return [
        decisions.readmit(
            command.event, command.why, known=known, is_own=author == acting.actor != ""
        )
    ]


def needed_to_readmit(happened: EventReadmitted, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what letting an event in needs: what nobody has where it is one's own."""
    return SERVERS_OWN if whose(happened.event) == actor else (READMIT,)
