"""The plug of `sites`."""

from app.capabilities.sites.commands import (
    ADMINISTER,
    DefineArea,
    EnrolStation,
    RevokeStation,
    define_area,
    enrol_station,
    revoke_station,
)
from app.capabilities.sites.events import AreaDefined, ForkSeen, StationEnrolled, StationRevoked
from app.capabilities.sites.fold import fold
from app.capabilities.sites.tables import AreaRow, ForkRow, StationKeyRow, StationRow
from app.journal.capability import SERVERS_OWN, Capability

CAPABILITY = Capability(
    name="sites",
    fold_version=1,
    happened=(AreaDefined, StationEnrolled, StationRevoked, ForkSeen),
    rows=(AreaRow, StationRow, StationKeyRow, ForkRow),
    fold=fold,
    commands={
        DefineArea: define_area,
        EnrolStation: enrol_station,
        RevokeStation: revoke_station,
    },
    needs={
        AreaDefined: (ADMINISTER,),
        StationEnrolled: (ADMINISTER,),
        StationRevoked: (ADMINISTER,),
        ForkSeen: SERVERS_OWN,
    },
)
