"""The plug of qualifications."""

from app.capabilities.people.qualifications import commands, events, tables
from app.capabilities.people.qualifications.fold import fold
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.qualifications",
    happened=(
        events.QualificationDefined,
        events.QualificationGranted,
        events.QualificationWithdrawn,
    ),
    rows=(tables.QualificationRow, tables.QualifiedRow),
    fold=fold,
    commands={
        commands.DefineQualification: commands.define_qualification,
        commands.GrantQualification: commands.grant_qualification,
        commands.WithdrawQualification: commands.withdraw_qualification,
    },
)
