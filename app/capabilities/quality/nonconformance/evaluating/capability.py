"""The plug of evaluating."""

from app.capabilities.quality.nonconformance.evaluating import commands
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.nonconformance.evaluating",
    commands={
        commands.ContainNonconformance: commands.contain,
        commands.EvaluateNonconformance: commands.evaluate,
        commands.InvestigateNonconformance: commands.investigate,
        commands.RemarkNonconformance: commands.remark,
        commands.NoteCost: commands.note_cost,
        commands.ExtendDue: commands.extend,
        commands.CallOffNonconformance: commands.call_off,
    },
)
