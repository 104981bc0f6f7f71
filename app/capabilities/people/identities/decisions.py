"""What is allowed with identities: pure rules."""

from app.capabilities.people.accounts.decisions import reason
from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.identities.events import How, IdentityVerified, IdentityWithdrawn
from app.capabilities.people.identities.tables import IdentityRow
from app.kernel.refused import Refused


def verify(target: Person, how: How, evidence: str, held: IdentityRow | None) -> IdentityVerified:
    """Verify who somebody is. Refuses `identity.verified_already`, `.evidence_missing`."""
    if held is not None and held.is_verified:
        raise Refused("identity.verified_already", name=target.name)
    if not evidence.strip():
        raise Refused("identity.evidence_missing")
    return IdentityVerified(person=target.person, how=how, evidence=evidence.strip())


def withdraw(target: Person, why: str, held: IdentityRow | None) -> IdentityWithdrawn:
    """Take a verification back. Refuses `identity.not_verified`, `people.why_missing`."""
    if held is None or not held.is_verified:
        raise Refused("identity.not_verified", name=target.name)
    return IdentityWithdrawn(person=target.person, how=How(held.how), why=reason(why))


def check_identity(*, is_verified: bool) -> None:
    """Let somebody sign. Refuses `signature.identity_unverified`."""
    if not is_verified:
        raise Refused("signature.identity_unverified")
