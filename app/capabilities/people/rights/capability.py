"""The plug of rights."""

from app.capabilities.people.rights.commands import READMIT, ReadmitEvent, readmit
from app.capabilities.people.rights.events import EventReadmitted
from app.capabilities.people.rights.fold import fold
from app.capabilities.people.rights.queries import ACTED_WITHOUT_RIGHT, acted_without_right
from app.capabilities.people.rights.tables import ReadmittedRow
from app.journal.capability import Capability
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="people.rights",
    happened=(EventReadmitted,),
    rows=(ReadmittedRow,),
    fold=fold,
    commands={ReadmitEvent: readmit},
    needs={EventReadmitted: (READMIT,)},
    checks=(Check((ACTED_WITHOUT_RIGHT,), acted_without_right),),
)
