"""The plug: sampling decides, and brings the field kind that holds a lot's sample."""

from app.capabilities.quality.sampling.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="quality.sampling", field_kinds=KINDS)
