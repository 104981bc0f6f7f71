"""What a rule says of the CAPA it proposes."""

import msgspec

from app.capabilities.quality.deviations.events import Weight
from app.kernel.words import Bilingual


class ProposeCapa(msgspec.Struct, frozen=True, kw_only=True):
    """`title` names the proposal, the rule's own title where it is empty."""

    weight: Weight = Weight.MAJOR
    title: Bilingual = Bilingual("", "")
