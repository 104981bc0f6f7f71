"""The plug of flows."""

from app.capabilities.flows.moves.events import Moved
from app.capabilities.flows.moves.fold import fold
from app.capabilities.flows.moves.tables import MoveRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="flows.moves",
    happened=(Moved,),
    rows=(MoveRow,),
    fold=fold,
)
