"""The plug of serial numbers. Who may open a block, jobs say: the rights are theirs."""

from app.capabilities.labels.serials.events import SerialBlockOpened
from app.capabilities.labels.serials.fold import fold
from app.capabilities.labels.serials.tables import BlockRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="labels.serials", happened=(SerialBlockOpened,), rows=(BlockRow,), fold=fold
)
