"""The plug of weighings; what one may ask of them stands with operations."""

from app.capabilities.production.weighings.events import Weighed, WeighingTakenBack
from app.capabilities.production.weighings.fold import fold
from app.capabilities.production.weighings.tables import TakenBackRow, WeighingRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="production.weighings",
    happened=(Weighed, WeighingTakenBack),
    rows=(WeighingRow, TakenBackRow),
    fold=fold,
)
