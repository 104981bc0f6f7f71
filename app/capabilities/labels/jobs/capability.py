"""The plug of labels."""

from app.capabilities.labels.jobs import commands, events, tables
from app.capabilities.labels.jobs.fold import fold
from app.capabilities.labels.serials.events import SerialBlockOpened
from app.journal.capability import NOTE, Capability

CAPABILITY = Capability(
    name="labels.jobs",
    happened=(
        events.LabelQueued,
        events.LabelClaimed,
        events.LabelSending,
        events.LabelHeldBack,
        events.LabelSent,
        events.LabelUncertain,
        events.LabelFailed,
        events.LabelVerified,
        events.LabelVoided,
    ),
    rows=(tables.LabelRow,),
    fold=fold,
    commands={
        commands.PrintLabels: commands.queue,
        commands.ReprintLabel: commands.reprint,
        commands.VoidLabel: commands.void,
        commands.VerifyLabel: commands.verify,
        commands.MarkClaimed: commands.mark_claimed,
        commands.MarkSending: commands.mark_sending,
        commands.MarkHeldBack: commands.mark_held_back,
        commands.MarkSent: commands.mark_sent,
        commands.MarkUncertain: commands.mark_uncertain,
        commands.MarkFailed: commands.mark_failed,
    },
    needs={
        SerialBlockOpened: (commands.PRINT, commands.VOID),
        events.LabelQueued: commands.queueing,
        events.LabelClaimed: NOTE,
        events.LabelSending: NOTE,
        events.LabelHeldBack: NOTE,
        events.LabelSent: NOTE,
        events.LabelUncertain: NOTE,
        events.LabelFailed: NOTE,
        events.LabelVerified: (commands.PRINT,),
        events.LabelVoided: (commands.VOID,),
    },
)
