"""Questions about labels."""

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force, body, for_work
from app.capabilities.labels.bodies import LABEL_TEMPLATE, LabelTemplate
from app.capabilities.labels.jobs.answers import WAITING, State
from app.capabilities.labels.jobs.decisions import Template
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.serials.decisions import Numbers
from app.capabilities.labels.serials.tables import BlockRow
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store import local
from app.store.prepared import Prepared

_SHELF, _LAST = "labels", "last_number"

_J, _B = LabelRow.table, BlockRow.table
_OF_LABEL = Prepared(select(_J).where(_J.c.label == bindparam("label")))
_COPIES = Prepared(
    select(_J).where(_J.c.first_label == bindparam("first_label")).order_by(_J.c.copy_number)
)
_FIRST_OF = Prepared(
    select(_J)
    .where(
        _J.c.station == bindparam("station"),
        _J.c.state == bindparam("state"),
        _J.c.printer == bindparam("printer"),
    )
    .order_by(_J.c.queued_ms + 0, _J.c.number, _J.c.label)  # few wait: sort them, walk no index
    .limit(1)
)
_IN_FLIGHT = Prepared(
    select(_J).where(_J.c.station == bindparam("station"), _J.c.state == State.SENDING.value)
)
_LAST_BLOCK = Prepared(
    select(_B).where(_B.c.station == bindparam("station")).order_by(_B.c.last.desc()).limit(1)
)
_LAST_NUMBER = Prepared(select(func.max(_J.c.number)).where(_J.c.block == bindparam("block")))


def label(connection: Connection, name: str) -> LabelRow:
    """Return one label. Refusal: `labels.unknown`."""
    found = read(connection, LabelRow, _OF_LABEL, {"label": name})
    if not found:
        raise Refused("labels.unknown")
    return found[0]


def labels_of(connection: Connection, serial: str, di: str = "") -> tuple[LabelRow, ...]:
    """Return the labels of a serial number, of one DI where it is told, the first one first."""
    query = select(_J).where(_J.c.serial == serial).order_by(_J.c.copy_number, _J.c.label)
    return read(connection, LabelRow, query.where(_J.c.di == di) if di else query)


def copies(connection: Connection, row: LabelRow) -> tuple[LabelRow, ...]:
    """Return every label of one serial number, the first one first."""
    return read(connection, LabelRow, _COPIES, {"first_label": row.first_label})


def serials_of(connection: Connection, order: str) -> tuple[LabelRow, ...]:
    """Return the labels of an order that bear a serial number and count, by number."""
    query = select(_J).where(_J.c.order == order, _J.c.serial != "")
    counting = query.where(_J.c.state.not_in((State.VOIDED.value, State.FAILED.value)))
    return read(connection, LabelRow, counting.order_by(_J.c.serial, _J.c.copy_number))


def next_to_print(connection: Connection, station: str, printer: str) -> LabelRow | None:
    """Return the label a printer is to print next: one taken up already, else the oldest."""
    for state in (State.CLAIMED, State.QUEUED):  # one at a time: each is found by an index
        where = {"station": station, "state": state.value, "printer": printer}
        found = read(connection, LabelRow, _FIRST_OF, where)
        if found:
            return found[0]
    return None


def in_flight(connection: Connection, station: str) -> tuple[LabelRow, ...]:
    """Return the labels a station began to send and has said nothing of since."""
    return read(connection, LabelRow, _IN_FLIGHT, {"station": station})


def numbers(connection: Connection, station: str) -> Numbers:
    """Return what a station has to give numbers from, as committed.

    An event that is quarantined is folded out, but its label may be on paper: so the last number
    given is kept beside the journal too, and the greater of both counts.
    """
    found = read(connection, BlockRow, _LAST_BLOCK, {"station": station})
    block = found[0] if found else None
    kept = int(local.get(connection, _SHELF, _LAST) or b"0")
    if block is None:
        return Numbers(None, kept + 1)
    given = _LAST_NUMBER.scalar(connection, {"block": block.block})
    last = block.first - 1 if given is None else given
    return Numbers(block, max(last, kept) + 1)


def keep_number(connection: Connection, number: int) -> None:
    """Keep the last number this station gave, in the transaction that gives it."""
    local.put(connection, _SHELF, _LAST, b"%d" % number)


def templates(connection: Connection, at_ms: int) -> tuple[Pin, ...]:
    """Return the label templates in force, by code."""
    return all_in_force(connection, LABEL_TEMPLATE, at_ms)


def template_for_work(connection: Connection, code: str, at_ms: int) -> Template:
    """Return the revision to print by. Refusals: `labels.no_template`, `document.withdrawn`."""
    pin = for_work(connection, LABEL_TEMPLATE, code, at_ms)
    if pin is None:
        raise Refused("labels.no_template", template=code)
    return Template(pin.code, pin.revision, pin.body, body(connection, pin.body, LabelTemplate))


def template_of(connection: Connection, row: LabelRow) -> LabelTemplate:
    """Return the body a label is printed by. Refusal: `document.not_here`."""
    return body(connection, row.template_pin, LabelTemplate)


def batch(connection: Connection, name: str) -> tuple[LabelRow, ...]:
    """Return the labels that were asked for at once, in the order of their numbers."""
    query = select(_J).where(_J.c.batch == name).order_by(_J.c.number, _J.c.label)
    return read(connection, LabelRow, query)


def waiting_count(connection: Connection, station: str, printer: str) -> int:
    """Return how many labels wait at a station for one printer."""
    query = select(func.count()).where(
        _J.c.station == station,
        _J.c.printer == printer,
        _J.c.state.in_(sorted(state.value for state in WAITING)),
    )
    return int(connection.execute(query).scalar_one())


def uncertain_count(connection: Connection) -> int:
    """Return how many labels known here somebody has to settle."""
    query = select(func.count()).select_from(_J).where(_J.c.state == State.UNCERTAIN.value)
    return int(connection.execute(query).scalar_one())
