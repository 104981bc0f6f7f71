"""The plug of filled forms."""

from app.capabilities.forms.filling import commands, events, tables
from app.capabilities.forms.filling.fold import fold
from app.capabilities.forms.filling.queries import ENTERED_APART, OTHER_RIGHT, clashes
from app.capabilities.forms.filling.ruling import OCCASIONS
from app.journal.capability import Capability
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="forms.filling",
    happened=(
        events.FormStarted,
        events.FieldEntered,
        events.FieldWitnessed,
        events.ResultInvestigated,
        events.FormCompleted,
        events.FormVoided,
    ),
    rows=(tables.FilledRow, tables.EntryRow, tables.ReadingRow, tables.ClashRow),
    fold=fold,
    commands={
        commands.StartForm: commands.start,
        commands.EnterFields: commands.enter,
        commands.WitnessField: commands.witness,
        commands.InvestigateResult: commands.investigate,
        commands.CompleteForm: commands.complete,
        commands.VoidForm: commands.void,
    },
    checks=(Check((ENTERED_APART, OTHER_RIGHT), clashes),),
    occasions=OCCASIONS,
    needs={
        events.FormStarted: commands.needed,
        events.FieldEntered: commands.needed,
        events.FieldWitnessed: commands.needed,
        events.ResultInvestigated: (commands.INVESTIGATE,),
        events.FormCompleted: commands.needed,
    },
)
