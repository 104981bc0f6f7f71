"""The plug of `people`."""

from app.capabilities.people.accounts import commands, events, tables
from app.capabilities.people.accounts.fold import fold
from app.journal.capability import NOTE, Capability

CAPABILITY = Capability(
    name="people.accounts",
    happened=(
        events.PersonAdded,
        events.RolesSet,
        events.BadgeReplaced,
        events.PersonDisabled,
        events.KeyIssued,
        events.RoleDefined,
        events.LoggedIn,
        events.LoginFailed,
        events.LockedOut,
        events.LockoutLifted,
        events.LoggedOut,
        events.LoginRefused,
    ),
    rows=(
        tables.PersonRow,
        tables.KeyRow,
        tables.PublicKeyRow,
        tables.RoleRow,
        tables.AccessRow,
    ),
    fold=fold,
    commands={
        commands.AddPerson: commands.add_person,
        commands.SetRoles: commands.set_roles,
        commands.ReplaceBadge: commands.replace_badge,
        commands.DisablePerson: commands.disable_person,
        commands.DefineRole: commands.define_role,
        commands.IssueKey: commands.issue_key,
        commands.NoteKeyTaken: commands.note_key_taken,
        commands.NoteLogin: commands.note_login,
        commands.NoteFailedLogin: commands.note_failed_login,
        commands.NoteLogout: commands.note_logout,
        commands.NoteRefusedLogin: commands.note_refused_login,
        commands.LiftLockout: commands.lift_lockout,
    },
    needs={
        events.PersonAdded: (commands.ADMINISTER,),
        events.RolesSet: (commands.ADMINISTER,),
        events.BadgeReplaced: (commands.ADMINISTER,),
        events.PersonDisabled: (commands.ADMINISTER,),
        events.KeyIssued: commands.own_or_administered,
        events.RoleDefined: (commands.ADMINISTER,),
        events.LoggedIn: NOTE,
        events.LoginFailed: NOTE,
        events.LockedOut: NOTE,
        events.LockoutLifted: (commands.UNLOCK,),
        events.LoggedOut: NOTE,
        events.LoginRefused: NOTE,
    },
)
