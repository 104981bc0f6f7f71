"""What one may ask of the policy of signatures."""

from typing import ClassVar

from app.capabilities.people.accounts.commands import changeable
from app.capabilities.people.policies import decisions
from app.capabilities.people.policies.queries import has_acknowledged, present_policy
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

GOVERN = "people.govern"


class PublishPolicy(Command, frozen=True, kw_only=True):
    """Publish the next version of the policy; everybody acknowledges it before they sign again."""

    right: ClassVar[str] = GOVERN
    needs_server: ClassVar[bool] = True

    text: Bilingual
    why: str


class AcknowledgePolicy(Command, frozen=True, kw_only=True):
    """Acknowledge the version one was shown, for oneself; whoever works here may."""

    version: int


def publish_policy(acting: Acting, command: PublishPolicy) -> list[Happened]:
    """Answer PublishPolicy. Who publishes it has read it: they can sign what they did."""
    held = present_policy(acting.connection)
    published = decisions.publish(command.text, command.why, held)
    return [published, decisions.read_by(acting.actor, published)]


def acknowledge_policy(acting: Acting, command: AcknowledgePolicy) -> list[Happened]:
    """Answer AcknowledgePolicy. Refuses also `people.unknown`, `.disabled`."""
    changeable(acting, acting.actor, by="")
    done = decisions.acknowledge(
        acting.actor,
        command.version,
        present_policy(acting.connection),
        has_already=has_acknowledged(acting.connection, acting.actor),
    )
    return [] if done is None else [done]
