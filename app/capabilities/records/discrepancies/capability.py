"""The plug of what people do with discrepancies."""

from app.capabilities.records.discrepancies.commands import (
    ExplainDiscrepancy,
    HandOverDiscrepancy,
    ResolveDiscrepancy,
    TakeDiscrepancy,
    explain,
    hand_over,
    resolve,
    take,
)
from app.capabilities.records.discrepancies.events import (
    DiscrepancyExplained,
    DiscrepancyHandedOver,
    DiscrepancyResolved,
    DiscrepancyTaken,
)
from app.capabilities.records.discrepancies.fold import fold
from app.capabilities.records.discrepancies.queries import RESOLVE
from app.capabilities.records.discrepancies.tables import ActRow, HandledRow
from app.capabilities.records.discrepancies.todos import todos
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="records.discrepancies",
    happened=(
        DiscrepancyTaken,
        DiscrepancyExplained,
        DiscrepancyResolved,
        DiscrepancyHandedOver,
    ),
    rows=(HandledRow, ActRow),
    fold=fold,
    commands={
        TakeDiscrepancy: take,
        ExplainDiscrepancy: explain,
        ResolveDiscrepancy: resolve,
        HandOverDiscrepancy: hand_over,
    },
    needs={
        DiscrepancyTaken: (RESOLVE,),
        DiscrepancyExplained: (RESOLVE,),
        DiscrepancyResolved: (RESOLVE,),
        DiscrepancyHandedOver: (RESOLVE,),
    },
    todos=(todos,),
)
