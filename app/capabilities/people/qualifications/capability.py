"""The plug of qualifications."""

from app.capabilities.people.qualifications import commands, events, tables
from app.capabilities.people.qualifications.fold import fold
from app.journal.capability import SERVERS_OWN, Capability, Whose


def vouching(
    happened: events.QualificationGranted | events.QualificationWithdrawn, actor: str, whose: Whose
) -> tuple[str, ...]:
    """Return the right to vouch for people; nobody does for themselves."""
    del whose
    return SERVERS_OWN if happened.person == actor else (commands.QUALIFY,)


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
    needs={
        events.QualificationDefined: (commands.QUALIFY,),
        events.QualificationGranted: vouching,
        events.QualificationWithdrawn: vouching,
    },
)
