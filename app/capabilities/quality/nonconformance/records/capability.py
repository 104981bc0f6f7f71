"""The plug of nonconformances: what can happen to one, its state, and the plant's terms."""

from app.capabilities.quality.nonconformance.records import events
from app.capabilities.quality.nonconformance.records.bodies import NC_TERMS, RIGHT_OF, Terms
from app.capabilities.quality.nonconformance.records.decisions import check_terms, outline_terms
from app.capabilities.quality.nonconformance.records.fold import fold
from app.capabilities.quality.nonconformance.records.tables import (
    ApprovalRow,
    CostRow,
    DeedRow,
    NonconformanceRow,
    ProposalRow,
    RemarkRow,
)
from app.journal.capability import Capability, DocumentKind, Whose, or_a_rule

REGISTER, EVALUATE, DISPOSE = "quality.register", "quality.evaluate", "quality.dispose"
EXECUTE, VERIFY, CLOSE = "quality.execute", "quality.verify", "quality.close"


def approving(approved: events.DispositionApproved, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return the right an approval needs: that of the part it is given for."""
    del actor, whose
    return (RIGHT_OF[approved.part],)


CAPABILITY = Capability(
    name="quality.nonconformance.records",
    happened=(
        events.NonconformanceOpened,
        events.NonconformanceContained,
        events.NonconformanceEvaluated,
        events.NonconformanceInvestigated,
        events.DispositionProposed,
        events.DispositionApproved,
        events.DispositionSentBack,
        events.ReworkBegun,
        events.DispositionExecuted,
        events.ReworkVerified,
        events.DeedTakenBack,
        events.CostNoted,
        events.DueExtended,
        events.NonconformanceRemarked,
        events.NonconformanceCalledOff,
        events.NonconformanceClosed,
    ),
    rows=(NonconformanceRow, ProposalRow, ApprovalRow, DeedRow, CostRow, RemarkRow),
    fold=fold,
    documents=(
        DocumentKind(
            form=NC_TERMS,
            body=Terms,
            icon="octagon-alert",
            check=lambda body, attached, plugs: check_terms(body),
            outline=outline_terms,
        ),
    ),
    no_work=(
        events.NonconformanceOpened,
        events.NonconformanceContained,
        events.NonconformanceRemarked,
        events.CostNoted,
        events.DueExtended,
        events.DispositionApproved,
        events.DispositionSentBack,
    ),
    needs={
        events.NonconformanceOpened: or_a_rule(REGISTER, named="name"),
        events.NonconformanceContained: or_a_rule(REGISTER, named="name"),
        events.NonconformanceEvaluated: (EVALUATE,),
        events.NonconformanceInvestigated: (EVALUATE,),
        events.DispositionProposed: (EVALUATE,),
        events.DispositionApproved: approving,
        events.DispositionSentBack: tuple(dict.fromkeys(RIGHT_OF.values())),
        events.ReworkBegun: (EXECUTE,),
        events.DispositionExecuted: (EXECUTE,),
        events.ReworkVerified: (VERIFY,),
        events.DeedTakenBack: (EXECUTE,),
        events.CostNoted: (EVALUATE,),
        events.DueExtended: (DISPOSE,),
        events.NonconformanceRemarked: (REGISTER,),
        events.NonconformanceCalledOff: (CLOSE,),
        events.NonconformanceClosed: (CLOSE,),
    },
)
