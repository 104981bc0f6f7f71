"""The plug of deviations."""

from app.capabilities.quality.deviations import commands, events
from app.capabilities.quality.deviations.commands import DECIDE, DEVIATE, TELL
from app.capabilities.quality.deviations.fold import fold
from app.capabilities.quality.deviations.queries import CHECKS, pass_batch, todos
from app.capabilities.quality.deviations.tables import DeviationClashRow, DeviationRow, ReportRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.deviations",
    happened=(
        events.DeviationAcknowledged,
        events.DeviationReported,
        events.DeviationAssessed,
        events.DeviationDecided,
        events.DeviationClosed,
    ),
    rows=(DeviationRow, ReportRow, DeviationClashRow),
    fold=fold,
    commands={
        commands.AcknowledgeDeviation: commands.acknowledge,
        commands.ReportDeviation: commands.tell,
        commands.AssessDeviation: commands.assess,
        commands.CheckDecision: commands.check_decision,
        commands.DecideDeviation: commands.decide,
        commands.CloseDeviation: commands.close,
    },
    gates={"no_open_deviation": pass_batch},
    checks=CHECKS,
    todos=(todos,),
    needs={
        events.DeviationAcknowledged: (DEVIATE,),
        events.DeviationReported: (TELL,),
        events.DeviationAssessed: (DEVIATE,),
        events.DeviationDecided: (DECIDE,),
        events.DeviationClosed: (DECIDE,),
    },
)
