"""The plug of taking back."""

from app.capabilities.quality.nonconformance.taking_back import commands
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.nonconformance.taking_back",
    commands={commands.TakeBackDeed: commands.take_back},
)
