"""The plug of complaints."""

from app.capabilities.quality.complaints import commands, events
from app.capabilities.quality.complaints.commands import CLOSE, HANDLE, RECEIVE
from app.capabilities.quality.complaints.fold import fold
from app.capabilities.quality.complaints.queries import todos
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.complaints",
    happened=(
        events.ComplaintReceived,
        events.ComplaintAssessed,
        events.ComplaintReported,
        events.ComplaintInvestigated,
        events.ComplaintActed,
        events.ComplaintAnswered,
        events.ComplaintClosed,
    ),
    rows=(ComplaintRow,),
    fold=fold,
    commands={
        commands.ReceiveComplaint: commands.receive,
        commands.AssessComplaint: commands.assess,
        commands.ReportComplaint: commands.report,
        commands.InvestigateComplaint: commands.investigate,
        commands.ActOnComplaint: commands.act,
        commands.AnswerComplaint: commands.answer,
        commands.CheckComplaintClosing: commands.check_closing,
        commands.CloseComplaint: commands.close,
    },
    todos=(todos,),
    no_work=(events.ComplaintReceived,),
    needs={
        events.ComplaintReceived: (RECEIVE,),
        events.ComplaintAssessed: (HANDLE,),
        events.ComplaintReported: (HANDLE,),
        events.ComplaintInvestigated: (HANDLE,),
        events.ComplaintActed: (HANDLE,),
        events.ComplaintAnswered: (HANDLE,),
        events.ComplaintClosed: (CLOSE,),
    },
)
