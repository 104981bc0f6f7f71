"""Questions about many labels."""

from collections import defaultdict

from sqlalchemy import Connection, case, func, select

from app.capabilities.labels.jobs.answers import State
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.answers import Reconciliation, StationLabels
from app.capabilities.labels.reconciliation.decisions import UNPROVEN, contradict, reconcile
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read

SERIAL_TWICE = "serial_twice"
SHOWN = 200
"""The latest jobs of a station that its queue shows."""

_J = LabelRow.table
_REPRINTED = select(_J.c.first_label).where(_J.c.copy_number > 1)


def queue(connection: Connection, station: str) -> StationLabels:
    """Return how a station's labels stand: its latest, what is uncertain, the sums of one order.

    That order is the one labels were asked for last.
    """
    of_station = select(_J).where(_J.c.station == station)
    newest = (_J.c.queued_ms.desc(), _J.c.serial.desc(), _J.c.copy_number.desc(), _J.c.label)
    jobs = read(connection, LabelRow, of_station.order_by(*newest).limit(SHOWN))
    unknown = of_station.where(_J.c.state == State.UNCERTAIN.value)
    order = jobs[0].order if jobs else ""
    return StationLabels(
        jobs=jobs,
        order=order,
        sums=reconciled(connection, station="" if order else station, order=order),
        uncertain=read(connection, LabelRow, unknown.order_by(_J.c.changed_ms, _J.c.label)),
    )


def reconciled(
    connection: Connection, *, station: str = "", order: str = "", lot: str = "", template: str = ""
) -> Reconciliation:
    """Count what became of the labels of a station, order, lot or template; empty asks for all."""
    wanted = {"station": station, "order": order, "lot": lot, "template": template}
    of = [_J.c[name] == value for name, value in wanted.items() if value]
    unproven = (_J.c.state == State.SENT.value) & _J.c.to_prove
    stands = case((unproven, UNPROVEN), else_=_J.c.state)
    once = select(stands, func.count()).where(*of, _J.c.first_label.not_in(_REPRINTED))
    counted = {str(row[0]): int(row[1]) for row in connection.execute(once.group_by(stands))}
    again = select(_J).where(*of, _J.c.first_label.in_(_REPRINTED))
    return reconcile(read(connection, LabelRow, again), counted)


def serials_twice(connection: Connection) -> tuple[Discrepancy, ...]:
    """Find serial numbers on labels that are not copies of each other, counted once each.

    No station gives a number twice; the clone of a disk does, and two that reprint apart count
    the same copy.
    """
    repeated = (
        select(_J.c.di, _J.c.serial)
        .group_by(_J.c.di, _J.c.serial)
        .having(func.count() > 1)
        .subquery()
    )
    query = select(_J).join(
        repeated, (repeated.c.di == _J.c.di) & (repeated.c.serial == _J.c.serial)
    )
    found: defaultdict[tuple[str, str], list[LabelRow]] = defaultdict(list)
    for row in read(connection, LabelRow, query.order_by(_J.c.queued_ms, _J.c.label)):
        found[row.di, row.serial].append(row)
    return tuple(_twice(rows) for rows in found.values() if contradict(rows))


def _twice(rows: list[LabelRow]) -> Discrepancy:
    last = rows[-1]
    return Discrepancy(
        kind=SERIAL_TWICE,
        subjects=(last.di, last.serial),
        owner=last.requested_by,
        at_ms=last.queued_ms,
        stream=last.stream,
        looked_at=tuple(row.queued for row in rows),
        stations=tuple(dict.fromkeys(row.station for row in rows)),
        facts={"serial": last.serial, "lot": last.lot},
    )


CHECKS = (Check((SERIAL_TWICE,), serials_twice),)
