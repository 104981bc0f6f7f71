"""What waits for people: inspections that are due at the work centres of their station."""

from collections.abc import Iterator

from app.capabilities.equipment.machines.queries import served_by
from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.inspecting.commands import RELEASE
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.plans.bodies import INSPECT
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency

KINDS_WAITING = ("inspection", "inspection_review", "first_article_release")
"""What waits; the words are `inbox.kind.<kind>`."""
_WAITS = {
    Standing.TO_REVIEW: ("inspection_review", "sign.reviewed", "inspect"),
    Standing.TO_RELEASE: ("first_article_release", RELEASE, "first-article"),
    Standing.BEGUN: ("inspection", INSPECT, "inspect"),
    Standing.TO_CONCLUDE: ("inspection", INSPECT, "inspect"),
}
"""By the next step: what waits, for whom, and where it is done."""
_BEGIN = ("inspection", INSPECT, "due")


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield what is due or overdue; a station that serves no work centre sees all of it."""
    here = served_by(acting.connection, acting.station)
    for one in due(acting.connection, acting.now, acting.station):
        is_here = not here or not one.work_centre or one.work_centre in here
        if one.state is not State.UPCOMING and is_here:
            yield _todo(one, acting.now_ms)


def _todo(one: Due, now_ms: int) -> Todo:
    kind, right, screen = _WAITS.get(one.step, _BEGIN)
    about, stream = one.wanted.about, inspection_stream(one.inspection)
    return Todo(
        key=f"{stream}/{kind}",
        kind=kind,
        title=one.title,
        matter=Matter(
            stream="" if one.now is None else stream,
            order=about.order,
            operation=about.operation,
            lot=about.lot,
            product=about.product,
            material=about.material,
            supplier=about.supplier,
            equipment=about.equipment,
        ),
        since_ms=now_ms if one.due_ms is None else one.due_ms,
        due_ms=one.overdue_ms,
        urgency=Urgency.NOW if one.state is State.OVERDUE else Urgency.SOON,
        right=right,
        screen=screen,
        place=(("record", stream),),
    )
