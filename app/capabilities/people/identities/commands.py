"""What one may ask of identities. Nobody verifies their own."""

from typing import ClassVar

from app.capabilities.people.accounts.commands import ADMINISTER, changeable
from app.capabilities.people.identities import decisions
from app.capabilities.people.identities.events import How
from app.capabilities.people.identities.queries import identity
from app.journal.capability import Acting, Command
from app.journal.event import Happened


class VerifyIdentity(Command, frozen=True, kw_only=True):
    """Say that one saw a document of the person; `evidence` is where its copy is filed."""

    right: ClassVar[str] = ADMINISTER
    needs_server: ClassVar[bool] = True

    person: str
    how: How
    evidence: str


class WithdrawIdentity(Command, frozen=True, kw_only=True):
    """Take a verification back."""

    right: ClassVar[str] = ADMINISTER

    person: str
    why: str


def verify_identity(acting: Acting, command: VerifyIdentity) -> list[Happened]:
    """Answer VerifyIdentity."""
    target = changeable(acting, command.person)
    held = identity(acting.connection, command.person)
    return [decisions.verify(target, command.how, command.evidence, held)]


def withdraw_identity(acting: Acting, command: WithdrawIdentity) -> list[Happened]:
    """Answer WithdrawIdentity."""
    target = changeable(acting, command.person)
    return [decisions.withdraw(target, command.why, identity(acting.connection, command.person))]
