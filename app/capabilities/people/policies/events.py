"""What can happen to the policy of signatures."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class PolicyPublished(Happened, frozen=True, kw_only=True):
    """The policy stands in this version from now on; `before` is the version it replaces."""

    kind: ClassVar[str] = "people.policy_published"
    plant_wide: ClassVar[bool] = True

    version: Whole
    text: Bilingual
    before: Whole
    why: str

    @property
    def stream(self) -> str:
        return f"signature_policy/{self.version}"


class PolicyAcknowledged(Happened, frozen=True, kw_only=True):
    """A person read this version; `text` is the sha256 of the words they were shown."""

    kind: ClassVar[str] = "people.policy_acknowledged"
    plant_wide: ClassVar[bool] = True
    order_free: ClassVar[bool] = True

    person: str
    version: Whole
    text: str

    @property
    def stream(self) -> str:
        return f"acknowledged/{self.person}"
