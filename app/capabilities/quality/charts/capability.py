"""The plug of control charts."""

from app.capabilities.quality.charts import commands, events, tables
from app.capabilities.quality.charts.fold import fold
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.charts",
    happened=(events.LimitsFixed, events.CauseTold),
    rows=(tables.LimitsRow, tables.CauseRow),
    fold=fold,
    commands={
        commands.FixLimits: commands.fix_limits,
        commands.TellCause: commands.tell_cause,
    },
    needs={
        events.LimitsFixed: (commands.FIX,),
        events.CauseTold: (commands.TELL,),
    },
)
