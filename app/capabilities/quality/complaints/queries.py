"""Questions about complaints: from lot or UDI to them, and from one back to how it was made."""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.labels.jobs.queries import labels_of
from app.capabilities.production.orders.queries import order, orders_of_lot
from app.capabilities.quality.capa.queries import capas_of
from app.capabilities.quality.capa.queries import of_batch as capas_of_batch
from app.capabilities.quality.complaints.answers import Backwards, Made, Waits
from app.capabilities.quality.complaints.decisions import ANSWER_DAYS, number, waits
from app.capabilities.quality.complaints.events import Device, complaint_stream
from app.capabilities.quality.complaints.tables import CLOSED, ComplaintRow
from app.capabilities.quality.deviations.queries import of_batch
from app.capabilities.quality.inspections.queries import of_order
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.queries import of_lot as nonconformances_of_lot
from app.capabilities.quality.nonconformance.records.queries import (
    of_order as nonconformances_of_order,
)
from app.journal.capability import Acting
from app.journal.rows import read
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.days import end_of_day_ms
from app.kernel.words import Bilingual
from app.store.prepared import Prepared

_K = ComplaintRow.table
_BY_STREAM = Prepared(select(_K).where(_K.c.stream == bindparam("stream")))
_LATEST = 500
_DAY_MS = 86_400_000


def complaint(connection: Connection, name: str) -> ComplaintRow | None:
    """Return one complaint."""
    found = read(connection, ComplaintRow, _BY_STREAM, {"stream": complaint_stream(name)})
    return found[0] if found else None


def complaints(connection: Connection, limit: int = _LATEST) -> tuple[ComplaintRow, ...]:
    """Return every complaint, the open ones first, each part the latest first."""
    query = select(_K).order_by(_K.c.state.desc(), _K.c.received_ms.desc(), _K.c.stream)
    return read(connection, ComplaintRow, query.limit(limit))


def about(
    connection: Connection, *, lot: str = "", di: str = "", serial: str = ""
) -> tuple[ComplaintRow, ...]:
    """Return the complaints of a lot, or of a device by its DI and serial, the latest first."""
    wanted = []
    if lot:
        wanted.append(_K.c.lot == lot)
    if serial:
        wanted.append((_K.c.serial == serial) & ((_K.c.di == di) | (_K.c.di == "") | (di == "")))
    elif di and not lot:
        wanted.append(_K.c.di == di)
    if not wanted:
        return ()
    query = select(_K).where(or_(*wanted)).order_by(_K.c.received_ms.desc(), _K.c.stream)
    return read(connection, ComplaintRow, query)


def backwards(connection: Connection, name: str) -> Backwards | None:
    """Return what is known of the device a complaint is about; None where there is no such one."""
    row = complaint(connection, name)
    if row is None:
        return None
    orders = orders_of(connection, row)
    lots = tuple(dict.fromkeys(one for one in (row.lot, *(o.lot for o in orders)) if one))
    capas = {one.row.capa: one for one in capas_of(connection, row.stream)}
    for one in orders:
        capas |= {c.row.capa: c for c in capas_of_batch(connection, one.order, one.lot)}
    others = {c.complaint: c for lot in lots for c in about(connection, lot=lot)}
    return Backwards(
        complaint=row,
        orders=orders,
        ncrs=tuple({n.name: n for n in _nonconformances(connection, orders, lots)}.values()),
        inspections=tuple(i for one in orders for i in of_order(connection, one.order)),
        deviations=tuple(d for one in orders for d in of_batch(connection, one.order, one.lot)),
        capas=tuple(capas.values()),
        others=tuple(one for one in others.values() if one.complaint != row.complaint),
    )


def _nonconformances(
    connection: Connection, orders: tuple[Made, ...], lots: tuple[str, ...]
) -> Iterator[Nonconformance]:
    for one in orders:
        yield from nonconformances_of_order(connection, one.order)
    for lot in lots:
        yield from nonconformances_of_lot(connection, lot)


def orders_of(connection: Connection, row: ComplaintRow) -> tuple[Made, ...]:
    """Return the orders that made the device: by its lot, else by the label of its serial."""
    found = orders_of_lot(connection, row.lot) if row.lot else ()
    if not found and row.serial:
        names = dict.fromkeys(one.order for one in labels_of(connection, row.serial, row.di))
        found = tuple(one for name in names if (one := order(connection, name)) is not None)
    return tuple(
        Made(
            one.order,
            one.lot,
            one.product,
            Bilingual(one.product_name_zh, one.product_name_en),
            one.quantity,
            one.released_ms,
        )
        for one in found
    )


def product_of(connection: Connection, device: Device) -> str:
    """Return the product of a device by what was made: by its lot, else by its serial's label."""
    for one in orders_of_lot(connection, device.lot) if device.lot else ():
        return one.product
    found = labels_of(connection, device.serial, device.di) if device.serial else ()
    return found[0].product if found else ""


def todos(acting: Acting) -> Iterator[Todo]:
    """Say what complaints wait for; what is to be reported is late on its own deadline."""
    query = select(_K).where(_K.c.state != CLOSED).order_by(_K.c.received_ms, _K.c.stream)
    for row in read(acting.connection, ComplaintRow, query):
        step = waits(row)
        is_report = step is Waits.REPORT
        late = end_of_day_ms(row.deadline, acting.offset_min) if is_report else 0
        said = f"{number(row.complaint)} · {row.device} · {row.details}"
        grave = row.weight == "critical" or row.nature == "injury" or is_report
        yield Todo(
            key=f"complaint/{row.complaint}/{step.value}",
            kind=f"complaint_{step.value}",
            title=Bilingual(said, said),
            matter=Matter(stream=row.stream, lot=row.lot, product=row.product),
            since_ms=row.received_ms,
            roles=("qa_release",) if step is Waits.CLOSE else ("oqc", "qa_release"),
            due_ms=late or row.received_ms + ANSWER_DAYS * _DAY_MS,
            escalated=("qa_release", "production_head"),
            urgency=Urgency.NOW if grave else Urgency.NORMAL,
            screen="complaints",
            place=(("record", row.stream),),
        )
