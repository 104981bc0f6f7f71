"""The plug of policies."""

from app.capabilities.people.policies.commands import (
    AcknowledgePolicy,
    PublishPolicy,
    acknowledge_policy,
    publish_policy,
)
from app.capabilities.people.policies.events import PolicyAcknowledged, PolicyPublished
from app.capabilities.people.policies.fold import fold
from app.capabilities.people.policies.tables import AcknowledgedRow, PolicyRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.policies",
    happened=(PolicyPublished, PolicyAcknowledged),
    rows=(PolicyRow, AcknowledgedRow),
    fold=fold,
    commands={PublishPolicy: publish_policy, AcknowledgePolicy: acknowledge_policy},
)
