"""The plug of dispositions."""

from app.capabilities.quality.nonconformance.dispositions import commands
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.nonconformance.dispositions",
    commands={
        commands.ProposeDisposition: commands.propose,
        commands.ApproveDisposition: commands.approve,
        commands.ApproveOnline: commands.approve_online,
        commands.SendDispositionBack: commands.send_back,
        commands.CloseNonconformance: commands.close,
    },
)
