"""The plug of delegations."""

from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.delegations.commands import (
    DelegateAuthority,
    EndDelegation,
    delegate_authority,
    end_delegation,
)
from app.capabilities.people.delegations.events import AuthorityDelegated, DelegationEnded
from app.capabilities.people.delegations.fold import fold
from app.capabilities.people.delegations.tables import DelegationRow
from app.journal.capability import NOTE, SERVERS_OWN, Capability, Whose


def delegating(happened: AuthorityDelegated, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return the rights handed on: of one's own authority only."""
    del whose
    own = happened.grantor == actor and happened.meanings
    return tuple(f"sign.{one}" for one in happened.meanings) if own else SERVERS_OWN


def ending(happened: DelegationEnded, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return that who gave it needs no right to end it, and others that to administer."""
    return NOTE if whose(happened.given) == actor else (ADMINISTER,)


CAPABILITY = Capability(
    name="people.delegations",
    happened=(AuthorityDelegated, DelegationEnded),
    rows=(DelegationRow,),
    fold=fold,
    commands={DelegateAuthority: delegate_authority, EndDelegation: end_delegation},
    needs={AuthorityDelegated: delegating, DelegationEnded: ending},
)
