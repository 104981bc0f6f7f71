"""The plug of `sites`."""

from app.capabilities.sites.commands import (
    ADMINISTER,
    DefineArea,
    EnrolStation,
    NoteClockJump,
    RevokeStation,
    define_area,
    enrol_station,
    note_clock_jump,
    revoke_station,
)
from app.capabilities.sites.events import (
    AreaDefined,
    ChainContinued,
    ClockJumped,
    ForkSeen,
    RollbackSeen,
    StationEnrolled,
    StationRevoked,
)
from app.capabilities.sites.fold import fold
from app.capabilities.sites.tables import (
    AreaRow,
    ChainRow,
    ClockJumpRow,
    ForkRow,
    RollbackRow,
    StationKeyRow,
    StationRow,
)
from app.journal.capability import NOTE, SERVERS_OWN, Capability

CAPABILITY = Capability(
    name="sites",
    fold_version=3,
    happened=(
        AreaDefined,
        StationEnrolled,
        StationRevoked,
        ClockJumped,
        ForkSeen,
        RollbackSeen,
        ChainContinued,
    ),
    rows=(AreaRow, StationRow, StationKeyRow, ClockJumpRow, ForkRow, RollbackRow, ChainRow),
    fold=fold,
    commands={
        DefineArea: define_area,
        EnrolStation: enrol_station,
        RevokeStation: revoke_station,
        NoteClockJump: note_clock_jump,
    },
    needs={
        AreaDefined: (ADMINISTER,),
        StationEnrolled: (ADMINISTER,),
        StationRevoked: (ADMINISTER,),
        ForkSeen: SERVERS_OWN,
        RollbackSeen: SERVERS_OWN,
        ChainContinued: NOTE,
        ClockJumped: NOTE,
    },
)
