"""What one may ask of delegations: of one's own authority, so that no right is asked for."""

from typing import ClassVar

from app.capabilities.people.accounts.commands import ADMINISTER, changeable
from app.capabilities.people.accounts.queries import may, rights_of
from app.capabilities.people.delegations import decisions
from app.capabilities.people.delegations.events import AuthorityDelegated
from app.capabilities.people.delegations.queries import delegation
from app.journal.capability import Acting, Command
from app.journal.event import Happened


class DelegateAuthority(Command, frozen=True, kw_only=True):
    """Let another sign in one's stead with these meanings, from then to then."""

    needs_server: ClassVar[bool] = True

    to: str
    meanings: tuple[str, ...]
    from_ms: int
    until_ms: int
    why: str


class EndDelegation(Command, frozen=True, kw_only=True):
    """End a delegation one gave; an administrator ends anybody's."""

    delegation: str
    why: str


def delegate_authority(acting: Acting, command: DelegateAuthority) -> list[Happened]:
    """Answer DelegateAuthority. Refuses also `people.unknown`, `.disabled`."""
    place = acting.place
    target = changeable(acting, command.to, by="")
    wanted = AuthorityDelegated(
        delegation=acting.new_id(),
        grantor=acting.actor,
        to=target.person,
        meanings=command.meanings,
        from_ms=command.from_ms,
        until_ms=command.until_ms,
        why=command.why,
    )
    decided = decisions.delegate(
        wanted,
        grantors_rights=rights_of(acting.connection, acting.actor, place),
        others_rights=rights_of(acting.connection, target.person, place),
        now_ms=acting.now_ms,
    )
    return [decided]


def end_delegation(acting: Acting, command: EndDelegation) -> list[Happened]:
    """Answer EndDelegation."""
    row = delegation(acting.connection, command.delegation)
    administers = may(acting.connection, acting.actor, ADMINISTER, acting.place)
    return [decisions.end(row, acting.actor, command.why, is_administrator=administers)]
