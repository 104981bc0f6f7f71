"""The plug of calls."""

from app.capabilities.production.calls.commands import (
    ANSWER,
    VIEW,
    AnswerCall,
    CallForHelp,
    CloseCall,
    answer,
    close,
    raise_call,
)
from app.capabilities.production.calls.events import CallAnswered, CallClosed, CallRaised
from app.capabilities.production.calls.fold import fold
from app.capabilities.production.calls.tables import CallRow
from app.capabilities.production.operations.commands import REPORT
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="production.calls",
    happened=(CallRaised, CallAnswered, CallClosed),
    rows=(CallRow,),
    fold=fold,
    commands={CallForHelp: raise_call, AnswerCall: answer, CloseCall: close},
    needs={
        CallRaised: (VIEW,),
        CallAnswered: (ANSWER,),
        CallClosed: (REPORT, ANSWER),
    },
)
