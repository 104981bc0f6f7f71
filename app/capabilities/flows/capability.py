"""The plug of flows."""

from app.capabilities.flows.events import Moved
from app.capabilities.flows.fold import fold
from app.capabilities.flows.tables import MoveRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="flows",
    happened=(Moved,),
    rows=(MoveRow,),
    fold=fold,
)
