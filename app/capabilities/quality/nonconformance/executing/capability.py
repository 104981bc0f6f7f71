"""The plug of executing."""

from app.capabilities.quality.nonconformance.executing import commands
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.nonconformance.executing",
    commands={
        commands.BeginRework: commands.begin_rework,
        commands.ExecuteDisposition: commands.execute,
        commands.VerifyRework: commands.verify,
        commands.VoidScrappedLabels: commands.void_scrapped,
    },
)
