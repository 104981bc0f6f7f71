"""The plug of rights."""

from app.capabilities.people.rights.commands import ReadmitEvent, needed_to_readmit, readmit
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
    needs={EventReadmitted: needed_to_readmit},
    checks=(Check((ACTED_WITHOUT_RIGHT,), acted_without_right),),
)
