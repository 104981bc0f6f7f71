"""What waits for people: what is next with each nonconformance, and what its deeds left to do."""

from collections.abc import Iterator

from app.capabilities.quality.nonconformance.dispositions.queries import uncounted, unwitnessed
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import Severity, Terms
from app.capabilities.quality.nonconformance.records.decisions import due_ms, severity_of
from app.capabilities.quality.nonconformance.records.queries import open_ones, terms
from app.capabilities.quality.nonconformance.records.tables import NonconformanceRow
from app.capabilities.quality.nonconformance.registering.commands import HEADS
from app.capabilities.quality.nonconformance.reviewing.decisions import next_act, rights_next
from app.capabilities.quality.nonconformance.reviewing.queries import waits_for
from app.journal.capability import Acting
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.words import Bilingual


def todos(acting: Acting) -> Iterator[Todo]:
    """Yield what is next with each that is open, and what its deeds left to be done.

    Where a flow runs, whose turn it is its steps say; what is late its heads see in any case.
    """
    connection = acting.connection
    here = terms(connection, acting.now_ms)
    for it in open_ones(connection):
        act = next_act(it)
        if act and not waits_for(connection, it):
            for right in rights_next(it):
                yield _todo(it, here, acting, f"ncr_{act}", right=right)
        elif act:
            due = due_ms(it.row, here, acting.offset_min)
            if due is not None and due < acting.now_ms:
                yield _todo(it, here, acting, "ncr_overdue", roles=HEADS)
        yield from _left_over(acting, it, here)


def _left_over(acting: Acting, it: Nonconformance, here: Terms) -> Iterator[Todo]:
    """Yield what was done twice, who has not signed as a witness, and labels of scrapped pieces.

    Labels that still count are to be voided at the station that printed them.
    """
    if it.is_done_twice and waits_for(acting.connection, it):
        yield _todo(it, here, acting, "ncr_take_back", right="quality.execute")
    late = set(unwitnessed(acting.connection, it))
    people = tuple(dict.fromkeys(one.second for one in it.done if one.hash in late))
    if people:
        yield _todo(it, here, acting, "ncr_witness", people=people)
    if acting.station in uncounted(acting.connection, it):
        yield _todo(it, here, acting, "ncr_void_labels", right="labels.void")


def _todo(  # noqa: PLR0913  # the parts of a to-do, spelled once
    it: Nonconformance,
    here: Terms,
    acting: Acting,
    kind: str,
    *,
    right: str = "",
    roles: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
) -> Todo:
    row, due = it.row, due_ms(it.row, here, acting.offset_min)
    is_late = due is not None and due < acting.now_ms
    is_critical = severity_of(row) is Severity.CRITICAL
    urgency = Urgency.NOW if is_late else Urgency.SOON if is_critical else Urgency.NORMAL
    return Todo(
        key=f"ncr/{row.name}/{kind}/{right}",
        kind=kind,
        title=Bilingual(f"{row.number} {row.title_zh}", f"{row.number} {row.title_en}"),
        matter=matter_of(row),
        since_ms=row.opened_ms,
        roles=roles,
        people=people,
        right=right,
        due_ms=due,
        escalated=HEADS,
        urgency=urgency,
        screen="nonconformances",
        place=(("record", row.stream),),
    )


def matter_of(row: NonconformanceRow) -> Matter:
    """Return what a nonconformance is about; its own record is the one to open."""
    return Matter(
        stream=row.stream,
        order=row.order,
        operation=row.operation,
        lot=row.lot,
        product=row.product,
        material=row.material,
        supplier=row.supplier,
        equipment=row.equipment,
        filled=row.filled,
        form=row.form,
    )
