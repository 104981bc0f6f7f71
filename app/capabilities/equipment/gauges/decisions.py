"""What is allowed with gauges, and whether one may measure a value. Pure.

IL-04 (COMPLIANCE §6, ISO 13485 7.6): no right and no reason gets past `check_gauge`.
"""

from collections.abc import Iterable
from decimal import Decimal

from app.capabilities.equipment.gauges.answers import Calibration, Gauge, Standing, Window
from app.capabilities.equipment.gauges.events import (
    GaugeCalibrated,
    GaugeDefined,
    GaugePutBack,
    GaugeTakenOut,
)
from app.kernel import units
from app.kernel.days import Moment, is_a_day
from app.kernel.quantity import is_exact, plain
from app.kernel.refused import Refused

_LONGEST_MONTHS = 120


def define(wanted: GaugeDefined, held: Gauge | None, namesake: Gauge | None) -> GaugeDefined | None:
    """Define a gauge, or say what it is now; None where that is what was said.

    `namesake` is the gauge that has this serial number. Refusals: `gauge.code`, `gauge.range`,
    `gauge.serial_taken`, `gauge.text_missing`, `gauge.months`.
    """
    if not wanted.gauge.strip():
        raise Refused("gauge.code")
    if not wanted.name.zh.strip() or not wanted.name.en.strip():
        raise Refused("gauge.text_missing", gauge=wanted.gauge)
    if not 0 < wanted.months <= _LONGEST_MONTHS:
        raise Refused("gauge.months", most=_LONGEST_MONTHS)
    _check_range(wanted)
    if wanted.serial and namesake is not None and namesake.gauge != wanted.gauge:
        raise Refused("gauge.serial_taken", serial=wanted.serial, gauge=namesake.gauge)
    return None if held is not None and _is_same(wanted, held) else wanted


def calibrate(wanted: GaugeCalibrated, held: Gauge | None, now: Moment) -> GaugeCalibrated:
    """Note a calibration.

    Refusals: `gauge.unknown`, `gauge.certificate_missing`, `gauge.calibrated_by_missing`,
    `gauge.day_unreadable`, `gauge.calibrated_ahead`, `gauge.due_before`.
    """
    if held is None:
        raise Refused("gauge.unknown", gauge=wanted.gauge)
    if not wanted.certificate.strip():
        raise Refused("gauge.certificate_missing")
    if not wanted.calibrated_by.strip():
        raise Refused("gauge.calibrated_by_missing")
    for day in (wanted.date, wanted.due):
        if not is_a_day(day):
            raise Refused("gauge.day_unreadable", day=day or "—")
    if wanted.date > now.day:
        raise Refused("gauge.calibrated_ahead", day=wanted.date)
    if wanted.due <= wanted.date:
        raise Refused("gauge.due_before", due=wanted.due, date=wanted.date)
    return wanted


def take_out(gauge: Gauge, reason: str, *, firing: str = "") -> GaugeTakenOut:
    """Take a gauge out of use. Refusal: `gauge.why`."""
    if not reason.strip():
        raise Refused("gauge.why")
    return GaugeTakenOut(gauge=gauge.gauge, reason=reason.strip(), firing=firing)


def put_back(gauge: Gauge, reason: str) -> GaugePutBack:
    """Put a gauge back in use, as its author sees it. Refusals: `gauge.not_out`, `gauge.why`.

    What it was taken out for elsewhere meanwhile still stands.
    """
    if not gauge.outs:
        raise Refused("gauge.not_out", gauge=gauge.gauge)
    if not reason.strip():
        raise Refused("gauge.why")
    names = tuple(one.name for one in gauge.outs)
    return GaugePutBack(gauge=gauge.gauge, taken_out=names, reason=reason.strip())


def check_usable(gauge: Gauge, now: Moment) -> None:
    """Refuse a gauge that may not be used: due today is usable to the end of the local day.

    Refusals: `gauge.out_of_use`, `gauge.failed`, `gauge.never_calibrated`, `gauge.overdue`.
    """
    match gauge.standing(now):
        case Standing.OUT_OF_USE:
            why = "; ".join(one.reason for one in gauge.outs)
            raise Refused("gauge.out_of_use", gauge=gauge.gauge, reason=why)
        case Standing.NEVER_CALIBRATED:
            raise Refused("gauge.never_calibrated", gauge=gauge.gauge)
        case Standing.FAILED:
            raise Refused("gauge.failed", gauge=gauge.gauge)
        case Standing.OVERDUE:
            raise Refused("gauge.overdue", gauge=gauge.gauge, due=gauge.due)


def check_gauge(gauge: Gauge, value: Decimal | None, unit: str, now: Moment) -> None:
    """Refuse a reading this gauge may not give now, or can not.

    `value` is in `unit`; None asks only whether the gauge could be used for that unit, and an
    empty unit whether a limit gauge could. The ends of its range are within.
    Refusals: those of `check_usable`, `gauge.measures_nothing`, `gauge.unit`,
    `gauge.out_of_range`.
    """
    check_usable(gauge, now)
    if not gauge.measures:
        if value is not None or unit:
            raise Refused("gauge.measures_nothing", gauge=gauge.gauge)
        return
    if unit and not units.is_comparable(unit, gauge.unit):
        raise Refused("gauge.unit", gauge=gauge.gauge, unit=unit, wanted=gauge.unit)
    if value is not None and not _covers(gauge, value, unit or gauge.unit):
        said = f"{plain(value)} {unit or gauge.unit}"
        raise Refused("gauge.out_of_range", gauge=gauge.gauge, value=said, range=range_of(gauge))


def check_range_covers(gauge: Gauge, limits: Iterable[Decimal | None], unit: str) -> None:
    """Refuse a gauge that could not tell a value at the limits of what it is to measure.

    Refusals: `gauge.measures_nothing`, `gauge.unit`, `gauge.range_short`.
    """
    if not gauge.measures:
        raise Refused("gauge.measures_nothing", gauge=gauge.gauge)
    if not units.is_comparable(unit, gauge.unit):
        raise Refused("gauge.unit", gauge=gauge.gauge, unit=unit or "—", wanted=gauge.unit)
    for limit in limits:
        if limit is not None and not _covers(gauge, limit, unit):
            said = f"{plain(limit)} {unit}"
            raise Refused("gauge.range_short", gauge=gauge.gauge, limit=said, range=range_of(gauge))


def check_device(gauge: Gauge | None, serial: str) -> None:
    """Refuse what a device says where it is not the gauge it stands for (21 CFR 11.10(h)).

    `serial` is what the device says of itself; one that says none is taken at its place's word.
    Refusals: `gauge.device_unknown`, `gauge.other_serial`.
    """
    if gauge is None:
        raise Refused("gauge.device_unknown", serial=serial or "—")
    if serial and serial != gauge.serial:
        raise Refused(
            "gauge.other_serial", gauge=gauge.gauge, serial=serial, wanted=gauge.serial or "—"
        )


def look_back(gauge: Gauge) -> tuple[Window, ...]:
    """Return what a gauge found to be wrong may have measured wrongly, the latest window first.

    One window for each calibration it failed as found (ISO 13485 7.6: the validity of previous
    results): from the last one it left within its error.
    """
    found: list[Window] = []
    for place, one in enumerate(gauge.calibrations):
        if not one.passed:
            good = next((b.date for b in gauge.calibrations[place + 1 :] if b.passes), "")
            found.append(Window(gauge.gauge, good, one.date, one.certificate))
    return tuple(found)


def in_order(calibrations: Iterable[Calibration]) -> tuple[Calibration, ...]:
    """Return calibrations the latest first: by their day, then by when they were noted."""
    return tuple(sorted(calibrations, key=lambda one: (one.date, one.at_ms), reverse=True))


def range_of(gauge: Gauge) -> str:
    """Return the range of a gauge as people read it."""
    low, high = (("…" if end is None else plain(end)) for end in (gauge.low, gauge.high))
    return f"{low}–{high} {gauge.unit}"


def _covers(gauge: Gauge, value: Decimal, unit: str) -> bool:
    ends = ((gauge.low, -1), (gauge.high, 1))
    return not any(
        end is not None and units.compare(value, unit, end, gauge.unit) == beyond
        for end, beyond in ends
    )


def _check_range(wanted: GaugeDefined) -> None:
    """A gauge with a unit says from where to where it measures; a limit gauge has neither."""
    ends = (wanted.low, wanted.high)
    if not wanted.unit:
        if any(one is not None for one in (*ends, wanted.resolution)):
            raise Refused("gauge.range", gauge=wanted.gauge)
        return
    if wanted.low is None or wanted.high is None or wanted.low >= wanted.high:
        raise Refused("gauge.range", gauge=wanted.gauge)
    step = wanted.resolution
    stated = (wanted.low, wanted.high, *(() if step is None else (step,)))
    if not all(is_exact(one) for one in stated) or (step is not None and step <= 0):
        raise Refused("gauge.range", gauge=wanted.gauge)


def _is_same(wanted: GaugeDefined, held: Gauge) -> bool:
    said = (wanted.name, wanted.sort.value, wanted.serial, wanted.unit, wanted.low, wanted.high)
    known = (held.name, held.sort, held.serial, held.unit, held.low, held.high)
    more = (wanted.resolution, wanted.months, wanted.work_centre)
    return said == known and more == (held.resolution, held.months, held.work_centre)
