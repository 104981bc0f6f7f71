"""The plug of release."""

from app.capabilities.flows.cases.decisions import ACT
from app.capabilities.flows.cases.events import is_of_a_case
from app.capabilities.flows.moves.bodies import ASIDE
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.production.operations.commands import CORRECT, DISPATCH, REPORT
from app.capabilities.production.operations.events import OperationDispatched
from app.capabilities.production.orders.events import OrderReleased
from app.capabilities.production.release.commands import RELEASE, ReleaseOrder, release_order
from app.journal.capability import NOTE, Capability, Whose


def moving(moved: Moved, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what a move needs: to put quantity in and to report it, each its right.

    Taking back one's own report is reporting; somebody else's needs a right of its own. A flow's
    case moves by the right to take part in flows; what follows from its acts is nobody's own. What
    becomes of nonconforming pieces is moved by whoever executes it.
    """
    if is_of_a_case(moved.case):
        return (ACT,) if actor else NOTE
    if moved.case.startswith(ASIDE):  # quality's words, above this floor
        return ("quality.execute", "quality.verify")
    if moved.reason.startswith("ncr_"):
        return (REPORT, "quality.execute")
    if moved.cause is Cause.RELEASE:
        return (RELEASE,)
    if moved.corrects and whose(moved.corrects) != actor:
        return (CORRECT,)
    return (REPORT,)


CAPABILITY = Capability(
    name="production.release",
    commands={ReleaseOrder: release_order},
    needs={
        OrderReleased: (RELEASE,),
        Moved: moving,
        OperationDispatched: (DISPATCH, RELEASE),  # release sends what has one place to go
    },
)
