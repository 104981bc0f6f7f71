"""The plug of inspecting: commands on inspections, and what their events need."""

from app.capabilities.forms.filling.events import FormVoided
from app.capabilities.quality.inspecting import commands
from app.capabilities.quality.inspecting.ruling import ACTIONS
from app.capabilities.quality.inspecting.todos import todos
from app.capabilities.quality.inspections import events
from app.capabilities.quality.plans.bodies import INSPECT
from app.journal.capability import Capability, or_a_rule

CAPABILITY = Capability(
    name="quality.inspecting",
    commands={
        commands.AskInspection: commands.ask,
        commands.BeginInspection: commands.begin,
        commands.ConcludeInspection: commands.conclude,
        commands.ReleaseFirstArticle: commands.release,
        commands.CancelInspection: commands.cancel,
    },
    rule_actions=ACTIONS,
    needs={
        events.InspectionAsked: or_a_rule(commands.ASK, INSPECT),
        events.InspectionBegun: (INSPECT,),
        events.InspectionConcluded: (INSPECT,),
        events.FirstArticleReleased: (commands.RELEASE,),
        events.InspectionCancelled: (commands.CANCEL,),
        FormVoided: commands.needed_to_void,
    },
    todos=(todos,),
)
