"""The plug of control charts."""

from app.capabilities.quality.charts import commands, events, tables
from app.capabilities.quality.charts.fold import fold
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.charts",
    happened=(events.LimitsFrozen, events.CauseTold),
    rows=(tables.LimitsRow, tables.CauseRow),
    fold=fold,
    commands={
        commands.FreezeLimits: commands.freeze_limits,
        commands.TellCause: commands.tell_cause,
    },
    needs={
        events.LimitsFrozen: (commands.FREEZE,),
        events.CauseTold: (commands.TELL,),
    },
)
