"""Questions about gauges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection, select

from app.capabilities.equipment.gauges.answers import Calibration, Gauge, Out, Window
from app.capabilities.equipment.gauges.decisions import in_order, look_back
from app.capabilities.equipment.gauges.tables import CalibrationRow, GaugeRow, OutRow
from app.journal.rows import read, read_among
from app.kernel.days import Moment, later
from app.kernel.words import Bilingual
from app.store.prepared import Among

_G = GaugeRow.table
_CALIBRATIONS = Among(select(CalibrationRow.table), CalibrationRow.table.c.stream)
_OUTS = Among(select(OutRow.table), OutRow.table.c.stream)


def gauge(connection: Connection, code: str) -> Gauge | None:
    """Return one gauge by its code; None where it is not known."""
    query = select(_G).where(_G.c.gauge == code)
    return next(_gauges(connection, read(connection, GaugeRow, query)), None)


def by_serial(connection: Connection, serial: str) -> Gauge | None:
    """Return the gauge with a serial number: what a device says of itself. None for an empty one.

    Where two stations defined two gauges with one number, that is the first by code.
    """
    if not serial:
        return None
    query = select(_G).where(_G.c.serial == serial).order_by(_G.c.gauge)
    return next(_gauges(connection, read(connection, GaugeRow, query)), None)


def gauges(connection: Connection) -> tuple[Gauge, ...]:
    """Return every gauge, by code."""
    query = select(_G).order_by(_G.c.gauge)
    return tuple(_gauges(connection, read(connection, GaugeRow, query)))


def calibration_due(connection: Connection, now: Moment, days: int) -> tuple[Gauge, ...]:
    """Return the gauges in use that are due within so many days or overdue, the first one first.

    Those never calibrated come before all others.
    """
    last = later(now.day, days)
    due = (one for one in gauges(connection) if not one.outs and one.due <= last)
    return tuple(sorted(due, key=lambda one: (one.due, one.gauge)))


def in_question(connection: Connection) -> tuple[Window, ...]:
    """Return what may have been measured wrongly, by every gauge, the latest window first."""
    found = (window for one in gauges(connection) for window in look_back(one))
    return tuple(sorted(found, key=lambda one: (one.to_day, one.gauge), reverse=True))


def _gauges(connection: Connection, rows: Iterable[GaugeRow]) -> Iterator[Gauge]:
    held = tuple(rows)
    streams = [row.stream for row in held]
    calibrations: defaultdict[str, list[Calibration]] = defaultdict(list)
    for one in read_among(connection, CalibrationRow, _CALIBRATIONS, streams):
        calibrations[one.stream].append(
            Calibration(
                certificate=one.certificate,
                calibrated_by=one.calibrated_by,
                date=one.date,
                due=one.due,
                passed=one.passed,
                passes=one.passes,
                by=one.by,
                at_ms=one.at_ms,
            )
        )
    outs: defaultdict[str, list[Out]] = defaultdict(list)
    for out in read_among(connection, OutRow, _OUTS, streams):
        if not out.is_over:
            outs[out.stream].append(Out(out.name, out.reason, out.by, out.at_ms))
    for row in held:
        yield _gauge(row, calibrations[row.stream], outs[row.stream])


def _gauge(row: GaugeRow, calibrations: list[Calibration], outs: list[Out]) -> Gauge:
    return Gauge(
        gauge=row.gauge,
        name=Bilingual(row.name_zh, row.name_en),
        sort=row.sort,
        serial=row.serial,
        unit=row.unit,
        low=_number(row.low),
        high=_number(row.high),
        resolution=_number(row.resolution),
        months=row.months,
        work_centre=row.work_centre,
        calibrations=in_order(calibrations),
        outs=tuple(sorted(outs, key=lambda one: (one.at_ms, one.name))),
    )


def _number(text: str) -> Decimal | None:
    """Return a number kept as text; one that is none (forged) is not there."""
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
