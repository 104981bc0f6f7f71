"""What one may ask of notices."""

from typing import ClassVar

from app.capabilities.flows.notices import decisions
from app.capabilities.flows.notices.events import NoticeSeen
from app.capabilities.flows.notices.queries import notice, patience_min, seen_by
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

ASK, SETTLE = "flows.ask", "sites.administer"


class SeeNotices(Command, frozen=True, kw_only=True):
    """Say that one has seen these notices: each for themselves, so that no right is asked."""

    notices: tuple[str, ...]


class SetNoticePatience(Command, frozen=True, kw_only=True):
    """Say how many minutes an urgent notice may stay unseen before it is shown to others too."""

    right: ClassVar[str] = SETTLE
    minutes: int


def see(acting: Acting, command: SeeNotices) -> list[Happened]:
    """Note what the actor has seen; what they saw before is not noted twice.

    Refuses `notice.unknown`, and `notice.nobody` where nobody is logged in.
    """
    if not acting.actor:
        raise Refused("notice.nobody")
    seen = seen_by(acting.connection, command.notices)
    for name in command.notices:
        if notice(acting.connection, name) is None:
            raise Refused("notice.unknown")
    return [
        NoticeSeen(notice=name)
        for name in dict.fromkeys(command.notices)
        if acting.actor not in seen.get(name, {})
    ]


def set_patience(acting: Acting, command: SetNoticePatience) -> list[Happened]:
    """Answer SetNoticePatience."""
    done = decisions.set_patience(command.minutes, patience_min(acting.connection))
    return [] if done is None else [done]
