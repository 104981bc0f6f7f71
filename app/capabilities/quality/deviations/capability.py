"""The plug of deviations."""

from app.capabilities.quality.deviations.commands import (
    DEVIATE,
    AcknowledgeDeviation,
    acknowledge,
)
from app.capabilities.quality.deviations.events import DeviationAcknowledged
from app.capabilities.quality.deviations.fold import fold
from app.capabilities.quality.deviations.tables import DeviationRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.deviations",
    happened=(DeviationAcknowledged,),
    rows=(DeviationRow,),
    fold=fold,
    commands={AcknowledgeDeviation: acknowledge},
    needs={DeviationAcknowledged: (DEVIATE,)},
)
