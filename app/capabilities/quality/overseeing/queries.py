"""What waits for somebody, what an open nonconformance stops, and what cannot all be true."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from app.capabilities.labels.jobs.queries import serials_of
from app.capabilities.people.accounts.queries import roles
from app.capabilities.quality.dispositions.queries import unwitnessed
from app.capabilities.quality.nonconformance.answers import Nonconformance
from app.capabilities.quality.nonconformance.bodies import Severity, Terms
from app.capabilities.quality.nonconformance.decisions import due_ms, severity_of
from app.capabilities.quality.nonconformance.queries import (
    has_signed,
    of_order,
    open_ones,
    standing,
    terms,
)
from app.capabilities.quality.nonconformance.tables import NonconformanceRow
from app.capabilities.quality.reviewing.decisions import next_act, rights_next
from app.capabilities.quality.reviewing.queries import waits_for
from app.journal.capability import Acting, GateAsk
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

NEGATIVE, UNWITNESSED = "ncr_pieces_negative", "ncr_not_witnessed"
HEADS = ("quality_head", "production_head")
"""Who hears of what is late, and of what is critical."""
_N = NonconformanceRow.table


# ----------------------------------------------------------------------------- what it stops
def pass_no_open(acting: Acting, ask: GateAsk) -> None:
    """Refuse `gate.open_nonconformance` where one of the order is open (CN-19): nobody passes."""
    waiting = open_of_order(acting.connection, ask.order)
    if waiting:
        first = waiting[0]
        raise Refused(
            "gate.open_nonconformance",
            number=first.row.number,
            title=first.title,
            count=len(waiting),
        )


def open_of_order(connection: Connection, order: str) -> tuple[Nonconformance, ...]:
    """Return the nonconformances of an order that are not over: none of it is released."""
    return tuple(one for one in of_order(connection, order) if not one.row.is_over)


# ----------------------------------------------------------------------------- what waits
def todos(acting: Acting) -> Iterator[Todo]:
    """Yield what is next with each that is open, and what its deeds left to be done.

    Where a flow runs, whose turn it is its steps say; what is late its heads see in any case.
    """
    connection = acting.connection
    here, rights = terms(connection, acting.now_ms), _roles_by_right(connection)
    for it in open_ones(connection):
        act = next_act(it)
        if act and not waits_for(connection, it):
            able = (role for right in rights_next(it) for role in rights.get(right, ()))
            yield _todo(it, here, acting, f"ncr_{act}", tuple(dict.fromkeys(able)))
        elif act:
            due = due_ms(it.row, here, acting.offset_min)
            if due is not None and due < acting.now_ms:
                yield _todo(it, here, acting, "ncr_overdue", HEADS)
        yield from _left_over(acting, it, here, rights)


def _left_over(
    acting: Acting, it: Nonconformance, here: Terms, rights: dict[str, tuple[str, ...]]
) -> Iterator[Todo]:
    """Yield witnesses who have not signed, and labels of scrapped pieces that still count here."""
    late = set(unwitnessed(acting.connection, it))
    people = tuple(dict.fromkeys(one.second for one in it.done if one.hash in late))
    if people:
        yield _todo(it, here, acting, "ncr_witness", (), people)
    serials = {serial for one in it.done for serial in one.serials}
    if serials and any(
        one.serial in serials and one.station == acting.station
        for one in serials_of(acting.connection, it.row.order)
    ):
        yield _todo(it, here, acting, "ncr_void_labels", rights.get("labels.void", ()))


def _todo(
    it: Nonconformance,
    here: Terms,
    acting: Acting,
    kind: str,
    able: tuple[str, ...],
    people: tuple[str, ...] = (),
) -> Todo:
    row, due = it.row, due_ms(it.row, here, acting.offset_min)
    is_late = due is not None and due < acting.now_ms
    is_critical = severity_of(row) is Severity.CRITICAL
    urgency = Urgency.NOW if is_late else Urgency.SOON if is_critical else Urgency.NORMAL
    return Todo(
        key=f"ncr/{row.name}/{kind}",
        kind=kind,
        title=Bilingual(f"{row.number} {row.title_zh}", f"{row.number} {row.title_en}"),
        matter=matter_of(row),
        since_ms=row.opened_ms,
        roles=able,
        people=people,
        due_ms=due,
        escalated=HEADS,
        urgency=urgency,
        screen="nonconformance",
        place=(("nonconformance", row.name),),
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


def _roles_by_right(connection: Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for role in roles(connection):
        for right in role.rights:
            found[right] = (*found.get(right, ()), role.role)
    return found


# ----------------------------------------------------------------------------- what contradicts
def negative_pieces(connection: Connection) -> Iterator[Discrepancy]:
    """Find where more pieces left a place than came there: a disposition was done twice, apart."""
    for it in standing(connection, _all(connection)):
        if it.pieces.negative:
            looked_at = tuple(one.hash for one in it.done)
            yield Discrepancy(
                kind=NEGATIVE,
                subjects=(it.row.stream, *it.pieces.negative),
                owner=it.row.evaluated_by or it.row.opened_by,
                at_ms=max((one.at_ms for one in it.done), default=it.row.opened_ms),
                stream=it.row.stream,
                looked_at=looked_at,
                stations=tuple(dict.fromkeys(one.station for one in it.done)),
                facts={
                    "number": it.row.number,
                    "count": sum(-it.pieces.there(place) for place in it.pieces.negative),
                },
            )


def not_witnessed(connection: Connection) -> Iterator[Discrepancy]:
    """Find what took two persons and was ended with the signature of one: called off, or closed."""
    for it in standing(connection, _all(connection)):
        row = it.row
        missing = list(unwitnessed(connection, it)) if row.closed_ms else []
        second = next((one.second for one in it.done if one.hash in missing), "")
        if row.called_off_ms and not has_signed(
            connection, row.stream, row.called_off_with, ("witnessed",), row.opened
        ):
            missing, second = [row.opened], row.called_off_with
        if missing:
            yield Discrepancy(
                kind=UNWITNESSED,
                subjects=(row.stream,),
                owner=row.closed_by or row.called_off_by,
                at_ms=row.closed_ms or row.called_off_ms,
                stream=row.stream,
                looked_at=tuple(missing),
                facts={"number": row.number, "second": second},
            )


def _all(connection: Connection) -> tuple[NonconformanceRow, ...]:
    return read(
        connection, NonconformanceRow, select(_N).where(_N.c.opened != "").order_by(_N.c.name)
    )


CHECKS = (Check((NEGATIVE,), negative_pieces), Check((UNWITNESSED,), not_witnessed))
"""What a station cannot see by itself."""
