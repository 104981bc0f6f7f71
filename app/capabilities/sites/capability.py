"""The plug of `sites`."""

from app.capabilities.sites import commands, events, tables
from app.capabilities.sites.fold import fold
from app.journal.capability import NOTE, SERVERS_OWN, Capability

CAPABILITY = Capability(
    name="sites",
    happened=(
        events.AreaDefined,
        events.StationEnrolled,
        events.StationRevoked,
        events.KeysStated,
        events.SigningPolicySet,
        events.HoldPolicySet,
        events.ClockJumped,
        events.DeviceBound,
        events.ForkSeen,
        events.RollbackSeen,
        events.ChainContinued,
    ),
    rows=(
        tables.AreaRow,
        tables.StationRow,
        tables.StationKeyRow,
        tables.NodeKeyRow,
        tables.SigningPolicyRow,
        tables.HoldPolicyRow,
        tables.ClockJumpRow,
        tables.DeviceRow,
        tables.ForkRow,
        tables.RollbackRow,
        tables.ChainRow,
    ),
    fold=fold,
    commands={
        commands.DefineArea: commands.define_area,
        commands.EnrolStation: commands.enrol_station,
        commands.RevokeStation: commands.revoke_station,
        commands.NoteClockJump: commands.note_clock_jump,
        commands.BindDevice: commands.bind_device,
        commands.StateKeys: commands.state_keys,
        commands.SetSigningPolicy: commands.set_signing_policy,
        commands.SetHoldPolicy: commands.set_hold_policy,
    },
    needs={
        events.AreaDefined: (commands.ADMINISTER,),
        events.StationEnrolled: (commands.ADMINISTER,),
        events.StationRevoked: (commands.ADMINISTER,),
        events.KeysStated: NOTE,
        events.SigningPolicySet: (commands.ADMINISTER,),
        events.HoldPolicySet: (commands.GOVERN,),
        events.DeviceBound: (commands.BIND,),
        events.ForkSeen: SERVERS_OWN,
        events.RollbackSeen: SERVERS_OWN,
        events.ChainContinued: NOTE,
        events.ClockJumped: NOTE,
    },
)
