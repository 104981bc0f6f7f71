"""From what happened to an identity to how it stands: the last word counts."""

from app.capabilities.people.identities.events import IdentityVerified, IdentityWithdrawn
from app.capabilities.people.identities.tables import IdentityRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event."""
    match event.happened:
        case IdentityVerified() as verified:
            rows.put(_row(event, verified, verified.evidence, ""))
        case IdentityWithdrawn() as withdrawn:
            rows.put(_row(event, withdrawn, "", withdrawn.why))


def _row(
    event: Event, happened: IdentityVerified | IdentityWithdrawn, evidence: str, why: str
) -> IdentityRow:
    return IdentityRow(
        stream=event.stream,
        person=happened.person,
        is_verified=isinstance(happened, IdentityVerified),
        how=happened.how.value,
        evidence=evidence,
        by=event.actor,
        at_ms=event.wall,
        withdrawn_why=why,
    )
