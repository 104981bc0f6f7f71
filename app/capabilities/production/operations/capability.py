"""The plug of operations."""

from app.capabilities.production.operations.commands import (
    REPORT,
    CorrectReport,
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
    TakeWeighingBack,
    WeighPortion,
    correct,
    dispatch,
    pause,
    report,
    resume,
    start,
    take_weighing_back,
    weigh,
)
from app.capabilities.production.operations.events import (
    OperationCompleted,
    OperationDispatched,
    OperationPaused,
    OperationResumed,
    OperationStarted,
)
from app.capabilities.production.operations.fold import fold
from app.capabilities.production.operations.ruling import OCCASIONS
from app.capabilities.production.operations.tables import DoubleStartRow, OperationRow, RunRow
from app.capabilities.production.orders.events import FinishedGoodsReceived
from app.capabilities.production.weighings.events import Weighed, WeighingTakenBack
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="production.operations",
    happened=(
        OperationDispatched,
        OperationStarted,
        OperationPaused,
        OperationResumed,
        OperationCompleted,
    ),
    rows=(OperationRow, RunRow, DoubleStartRow),
    fold=fold,
    commands={
        DispatchOperation: dispatch,
        StartOperation: start,
        PauseOperation: pause,
        ResumeOperation: resume,
        ReportOperation: report,
        CorrectReport: correct,
        WeighPortion: weigh,
        TakeWeighingBack: take_weighing_back,
    },
    occasions=OCCASIONS,
    needs={
        OperationStarted: (REPORT,),
        OperationPaused: (REPORT,),
        OperationResumed: (REPORT,),
        OperationCompleted: (REPORT,),
        FinishedGoodsReceived: (REPORT,),
        Weighed: (REPORT,),
        WeighingTakenBack: (REPORT,),
    },
)
