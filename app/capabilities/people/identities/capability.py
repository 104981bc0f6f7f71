"""The plug of identities."""

from app.capabilities.people.identities.commands import (
    VerifyIdentity,
    WithdrawIdentity,
    verify_identity,
    withdraw_identity,
)
from app.capabilities.people.identities.events import IdentityVerified, IdentityWithdrawn
from app.capabilities.people.identities.fold import fold
from app.capabilities.people.identities.tables import IdentityRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.identities",
    happened=(IdentityVerified, IdentityWithdrawn),
    rows=(IdentityRow,),
    fold=fold,
    commands={VerifyIdentity: verify_identity, WithdrawIdentity: withdraw_identity},
)
