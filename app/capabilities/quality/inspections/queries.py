"""Questions about inspections as they stand. What is due next is asked of `due`."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.forms.filling.queries import head, tried
from app.capabilities.people.signatures.queries import Validity, signatures
from app.capabilities.quality.inspections import decisions
from app.capabilities.quality.inspections.answers import Inspection, Sheet, Standing
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.inspections.fold import BEGUN_APART, CONCLUDED_APART, OWN_RELEASE
from app.capabilities.quality.inspections.tables import (
    ACCEPTED,
    CANCELLED,
    REJECTED,
    RELEASED,
    InspectionClashRow,
    InspectionRow,
)
from app.capabilities.quality.plans.bodies import Trigger
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read
from app.store.prepared import Prepared

OVERTAKEN = "inspection_overtaken"
_I = InspectionRow.table
_BY_STREAM = Prepared(select(_I).where(_I.c.stream == bindparam("stream")))
_OF_OPERATION = Prepared(
    select(_I)
    .where(_I.c.order == bindparam("number"), _I.c.operation == bindparam("operation"))
    .order_by(_I.c.asked_ms, _I.c.stream)
)
_OF_LOT = Prepared(
    select(_I).where(_I.c.lot == bindparam("lot"), _I.c.order == "").order_by(_I.c.asked_ms)
)


def inspection(connection: Connection, name: str) -> Inspection | None:
    """Return one inspection as it stands; None where it is not known here."""
    rows = read(connection, InspectionRow, _BY_STREAM, {"stream": inspection_stream(name)})
    return standing(connection, rows[0]) if rows else None


def of_operation(connection: Connection, order: str, operation: str) -> tuple[Inspection, ...]:
    """Return the inspections of an order's operation, the first asked for first."""
    values = {"number": order, "operation": operation}
    rows = read(connection, InspectionRow, _OF_OPERATION, values)
    return tuple(standing(connection, row) for row in rows)


def of_order(connection: Connection, order: str) -> tuple[Inspection, ...]:
    """Return every inspection of an order, the first asked for first."""
    query = select(_I).where(_I.c.order == order).order_by(_I.c.asked_ms, _I.c.stream)
    return tuple(standing(connection, row) for row in read(connection, InspectionRow, query))


def of_lot(connection: Connection, lot: str) -> tuple[Inspection, ...]:
    """Return the incoming inspections of a lot, the first asked for first."""
    rows = read(connection, InspectionRow, _OF_LOT, {"lot": lot})
    return tuple(standing(connection, row) for row in rows)


def latest(connection: Connection, limit: int = 200) -> tuple[Inspection, ...]:
    """Return the last inspections asked for, the latest first."""
    query = select(_I).order_by(_I.c.asked_ms.desc(), _I.c.stream).limit(limit)
    return tuple(standing(connection, row) for row in read(connection, InspectionRow, query))


def unreviewed(connection: Connection, limit: int = 200) -> tuple[Inspection, ...]:
    """Return what was concluded and no second person's signature stands on, the latest first.

    A record of an inspection names its reviewer (No.107 Art.100), also where the plan does not
    wait for one.
    """
    query = select(_I).where(_I.c.concluded != "").order_by(_I.c.concluded_ms.desc(), _I.c.stream)
    rows = read(connection, InspectionRow, query.limit(limit))
    return tuple(
        standing(connection, row) for row in rows if not _is_reviewed(connection, row.filled)
    )


def asked_for(connection: Connection, trigger: Trigger) -> tuple[InspectionRow, ...]:
    """Return every inspection of a kind that was asked for and not cancelled, the first first."""
    query = select(_I).where(_I.c.trigger == trigger.value, _I.c.state != CANCELLED)
    return read(connection, InspectionRow, query.order_by(_I.c.asked_ms, _I.c.stream))


def last_good_ms(connection: Connection, equipment: str, before_ms: int) -> int:
    """Return when something made on a machine was last accepted before a time; 0 for never.

    Both in ms since 1970 UTC.
    """
    good = _I.c.state.in_((ACCEPTED, RELEASED)) & (_I.c.equipment == equipment)
    query = select(func.max(_I.c.concluded_ms)).where(good, _I.c.concluded_ms < before_ms)
    return connection.execute(query).scalar() or 0


def inspectors(connection: Connection, forms: Iterable[str]) -> tuple[str, ...]:
    """Return everybody who entered something in filled forms."""
    return tuple(sorted({one.by for filled in forms for one in tried(connection, filled)}))


def standing(connection: Connection, row: InspectionRow) -> Inspection:
    """Return an inspection with what its form and its signatures say of it now."""
    form = _deciding(connection, row)
    if form is None:
        step = decisions.step_of(row, "", is_reviewed=False, is_fresh=not row.concluded)
        return Inspection(row, step, is_overtaken=bool(row.concluded))
    is_fresh = decisions.is_fresh(row, form)
    is_reviewed = _is_reviewed(connection, form.filled) if row.reviewed or form.reviewed else False
    step = decisions.step_of(row, form.state, is_reviewed=is_reviewed, is_fresh=is_fresh)
    if step is Standing.TO_CONCLUDE and form.reviewed and not is_reviewed:
        step = Standing.TO_REVIEW
    return Inspection(
        row,
        step,
        form.filled,
        form.state,
        form.verdict,
        form.failed,
        is_reviewed=is_reviewed,
        is_overtaken=bool(row.concluded) and not is_fresh,
    )


def _deciding(connection: Connection, row: InspectionRow) -> Sheet | None:
    """Return the form that decides, of those two stations may have begun apart."""
    found = (head(connection, name) for name in row.forms)
    return decisions.deciding(
        [
            Sheet(one.filled, one.state, one.verdict, one.inputs, one.failed, one.reviewed)
            for one in found
            if one is not None
        ]
    )


def _is_reviewed(connection: Connection, filled: str) -> bool:
    return any(
        one.meaning == "reviewed" and one.validity is Validity.VALID
        for one in signatures(connection, filled_stream(filled))
    )


# --------------------------------------------------------------------- what a merge contradicts
def clashes(connection: Connection) -> Iterator[Discrepancy]:
    """Find what two stations did to one inspection apart, and releases that do not count."""
    c = InspectionClashRow.table
    rows = read(connection, InspectionClashRow, select(c).order_by(c.c.at_ms, c.c.second))
    for row in rows:
        for about in _rows_of(connection, row.stream):
            yield Discrepancy(
                kind=_KINDS.get(row.matter, row.matter),
                subjects=(row.stream, row.second),
                owner=row.by,
                at_ms=row.at_ms,
                stream=row.stream,
                looked_at=tuple(one for one in (row.first, row.second) if one),
                stations=tuple(dict.fromkeys((about.station, row.station))),
                facts=_facts(about) | {"person": row.by},
            )


def overtaken(connection: Connection) -> Iterator[Discrepancy]:
    """Find concluded inspections whose form was changed afterwards: they no longer count."""
    query = select(_I).where(_I.c.state.in_((ACCEPTED, REJECTED, RELEASED)))
    for one in _standing(connection, read(connection, InspectionRow, query)):
        if one.is_overtaken:
            row = one.row
            form = head(connection, row.filled)
            yield Discrepancy(
                kind=OVERTAKEN,
                subjects=(row.stream, row.concluded),
                owner=row.concluded_by,
                at_ms=row.concluded_ms,
                stream=row.stream if form is None else form.stream,
                looked_at=(row.concluded,),
                stations=(row.station,),
                facts=_facts(row),
            )


def own_releases(connection: Connection) -> Iterator[Discrepancy]:
    """Find first articles released by somebody who, as one knows now, entered results of them."""
    query = select(_I).where(_I.c.state == RELEASED)
    for row in read(connection, InspectionRow, query):
        if row.released_by in inspectors(connection, row.forms):
            yield Discrepancy(
                kind=OWN_FIRST_ARTICLE,
                subjects=(row.stream, row.released),
                owner=row.released_by,
                at_ms=row.released_ms,
                stream=row.stream,
                looked_at=(row.released,),
                stations=(row.station,),
                facts=_facts(row) | {"person": row.released_by},
            )


APART, BEGUN_TWICE = "inspection_concluded_apart", "inspection_begun_apart"
OWN_FIRST_ARTICLE = "first_article_own_release"
_KINDS = {CONCLUDED_APART: APART, BEGUN_APART: BEGUN_TWICE, OWN_RELEASE: OWN_FIRST_ARTICLE}

CHECKS = (
    Check((APART, BEGUN_TWICE, OWN_FIRST_ARTICLE), clashes),
    Check((OVERTAKEN,), overtaken),
    Check((OWN_FIRST_ARTICLE,), own_releases),
)


def _rows_of(connection: Connection, stream: str) -> tuple[InspectionRow, ...]:
    return read(connection, InspectionRow, _BY_STREAM, {"stream": stream})


def _standing(connection: Connection, rows: Iterable[InspectionRow]) -> Iterator[Inspection]:
    return (standing(connection, row) for row in rows)


def _facts(row: InspectionRow) -> dict[str, object]:
    where = " ".join(one for one in (row.order, row.operation) if one) or row.lot
    return {"inspection": row.title, "where": where}
