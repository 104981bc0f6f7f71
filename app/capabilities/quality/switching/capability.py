"""The plug of the switching of inspection."""

from app.capabilities.quality.switching import commands, events, tables
from app.capabilities.quality.switching.fold import fold
from app.capabilities.quality.switching.queries import LIGHTER, lighter
from app.capabilities.quality.switching.ruling import ACTIONS
from app.journal.capability import Capability, or_a_rule
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="quality.switching",
    happened=(events.ReducedAgreed, events.InspectionResumed, events.InspectionTightened),
    rows=(tables.SaidRow,),
    rule_actions=ACTIONS,
    fold=fold,
    commands={
        commands.AgreeReduced: commands.agree,
        commands.ResumeInspection: commands.resume,
    },
    needs={
        events.ReducedAgreed: (commands.SWITCH,),
        events.InspectionResumed: (commands.SWITCH,),
        events.InspectionTightened: or_a_rule(commands.SWITCH),
    },
    checks=(Check((LIGHTER,), lighter),),
)
