"""The plug of the switching of inspection."""

from app.capabilities.quality.switching import commands, events, tables
from app.capabilities.quality.switching.fold import fold
from app.capabilities.quality.switching.queries import LIGHTER, lighter
from app.journal.capability import Capability
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="quality.switching",
    happened=(events.ReducedAgreed, events.InspectionResumed),
    rows=(tables.SaidRow,),
    fold=fold,
    commands={
        commands.AgreeReduced: commands.agree,
        commands.ResumeInspection: commands.resume,
    },
    needs={
        events.ReducedAgreed: (commands.SWITCH,),
        events.InspectionResumed: (commands.SWITCH,),
    },
    checks=(Check((LIGHTER,), lighter),),
)
