"""What one may ask of badges."""

from typing import ClassVar

from app.capabilities.people.accounts.commands import ADMINISTER, changeable
from app.capabilities.people.badges import decisions
from app.journal.capability import Acting, Command
from app.journal.event import Happened


class CheckBadge(Command, frozen=True, kw_only=True):
    """Note what a person's badge said when it was read, and when it is to be read again."""

    right: ClassVar[str] = ADMINISTER

    person: str
    seen: str
    days: int = decisions.DAYS


def check_badge(acting: Acting, command: CheckBadge) -> list[Happened]:
    """Answer CheckBadge. Refuses `people.unknown`, `.own_account`, `.disabled`, `.badge_days`."""
    target = changeable(acting, command.person)
    return [decisions.tested(target.person, target.badge, command.seen, command.days)]
