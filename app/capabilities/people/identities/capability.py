"""The plug of identities."""

from app.capabilities.people.accounts.commands import ADMINISTER
from app.capabilities.people.identities.commands import (
    VerifyIdentity,
    WithdrawIdentity,
    verify_identity,
    withdraw_identity,
)
from app.capabilities.people.identities.events import IdentityVerified, IdentityWithdrawn
from app.capabilities.people.identities.fold import fold
from app.capabilities.people.identities.tables import IdentityRow
from app.journal.capability import SERVERS_OWN, Capability, Whose


def administering(
    happened: IdentityVerified | IdentityWithdrawn, actor: str, whose: Whose
) -> tuple[str, ...]:
    """Return the right to administer; nobody verifies their own identity."""
    del whose
    return SERVERS_OWN if happened.person == actor else (ADMINISTER,)


CAPABILITY = Capability(
    name="people.identities",
    happened=(IdentityVerified, IdentityWithdrawn),
    rows=(IdentityRow,),
    fold=fold,
    commands={VerifyIdentity: verify_identity, WithdrawIdentity: withdraw_identity},
    needs={IdentityVerified: administering, IdentityWithdrawn: administering},
)
