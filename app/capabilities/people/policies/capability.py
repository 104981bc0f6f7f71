"""The plug of policies."""

from app.capabilities.people.policies.commands import (
    GOVERN,
    AcknowledgePolicy,
    PublishPolicy,
    acknowledge_policy,
    publish_policy,
)
from app.capabilities.people.policies.events import PolicyAcknowledged, PolicyPublished
from app.capabilities.people.policies.fold import fold
from app.capabilities.people.policies.tables import AcknowledgedRow, PolicyRow
from app.journal.capability import NOTE, SERVERS_OWN, Capability, Whose


def reading(happened: PolicyAcknowledged, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return that it needs no right to have read it, but to be who has."""
    del whose
    return NOTE if happened.person == actor else SERVERS_OWN


CAPABILITY = Capability(
    name="people.policies",
    happened=(PolicyPublished, PolicyAcknowledged),
    rows=(PolicyRow, AcknowledgedRow),
    fold=fold,
    commands={PublishPolicy: publish_policy, AcknowledgePolicy: acknowledge_policy},
    needs={PolicyPublished: (GOVERN,), PolicyAcknowledged: reading},
)
