"""The plug of delegations."""

from app.capabilities.people.delegations.commands import (
    DelegateAuthority,
    EndDelegation,
    delegate_authority,
    end_delegation,
)
from app.capabilities.people.delegations.events import AuthorityDelegated, DelegationEnded
from app.capabilities.people.delegations.fold import fold
from app.capabilities.people.delegations.tables import DelegationRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.delegations",
    happened=(AuthorityDelegated, DelegationEnded),
    rows=(DelegationRow,),
    fold=fold,
    commands={DelegateAuthority: delegate_authority, EndDelegation: end_delegation},
)
