"""The plug of rights."""

from app.capabilities.people.rights.commands import READMIT, ReadmitEvent, readmit
from app.capabilities.people.rights.events import EventReadmitted
from app.capabilities.people.rights.fold import fold
from app.capabilities.people.rights.tables import ReadmittedRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.rights",
    happened=(EventReadmitted,),
    rows=(ReadmittedRow,),
    fold=fold,
    commands={ReadmitEvent: readmit},
    needs={EventReadmitted: (READMIT,)},
)
