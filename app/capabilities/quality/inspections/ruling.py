"""What inspections plug into rules: one is concluded."""

from decimal import Decimal
from functools import partial

from app.capabilities.quality.charts.queries import broken_by
from app.capabilities.quality.inspections.events import InspectionConcluded
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.inspections.tables import InspectionRow
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.run_rules.decisions import Rule
from app.journal.capability import Acting, Occasion
from app.journal.event import Event
from app.journal.ruling import Fact, Facts, Matter, Seen
from app.kernel.expressions import Worth

_NELSON = {Rule.N1: Decimal(1), Rule.N2: Decimal(2)}


def _concluded(acting: Acting, event: Event) -> Seen | None:
    """See an inspection concluded: once for what it came to, however often its form is changed."""
    done: InspectionConcluded = event.happened  # type: ignore[assignment]  # of this kind
    known = inspection(acting.connection, done.inspection)
    if known is None:
        return None
    row = known.row
    return Seen(
        _matter(row, done.filled, event),
        subject=event.stream,
        threshold="accepted" if done.accepted else "rejected",
        facts=Facts(
            {"nelson": partial(_nelson, acting, row.form, done.filled)},
            is_accepted=done.accepted,
            verdict=done.verdict,
            trigger=row.trigger,
            plan=row.plan,
            form=row.form,
            order=row.order,
            operation=row.operation,
            lot=row.lot,
            product=row.product,
            material=row.material,
            supplier=row.supplier,
            equipment=row.equipment,
            station=event.station,
        ),
    )


OCCASIONS = (
    Occasion(
        InspectionConcluded,
        (
            Fact("is_accepted", "yes_no"),
            Fact("verdict", "choice", ("pass", "fail", "none")),
            Fact("trigger", "choice", tuple(Trigger)),
            Fact("plan"),
            Fact("form"),
            Fact("order"),
            Fact("operation"),
            Fact("lot"),
            Fact("product"),
            Fact("material"),
            Fact("supplier"),
            Fact("equipment"),
            Fact("station"),
            Fact("nelson", "number"),
        ),
        _concluded,
    ),
)


def _nelson(acting: Acting, form: str, filled: str) -> Worth:
    """Return which of Nelson's first two rules the form's readings break: 1, 2, or 0 for none."""
    broken = broken_by(acting.connection, acting.plugs, acting.now_ms, form, filled, tuple(_NELSON))
    return min((_NELSON[rule] for rule in broken), default=Decimal(0))


def _matter(row: InspectionRow, filled: str, event: Event) -> Matter:
    return Matter(
        stream=event.stream,
        order=row.order,
        operation=row.operation,
        lot=row.lot,
        product=row.product,
        material=row.material,
        supplier=row.supplier,
        equipment=row.equipment,
        station=event.station,
        filled=filled,
        form=row.form,
    )
