"""From what happened to gauges to their state."""

from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.equipment.gauges.events import (
    Finding,
    GaugeCalibrated,
    GaugeDefined,
    GaugePutBack,
    GaugeTakenOut,
)
from app.capabilities.equipment.gauges.tables import CalibrationRow, GaugeRow, OutRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; the latest definition stands, calibrations are added."""
    match event.happened:
        case GaugeDefined() as defined:
            rows.put(_gauge(event, defined))
        case GaugeCalibrated() as calibrated:
            rows.put(_calibration(event, calibrated))
        case GaugeTakenOut() as taken:
            name = taken.firing or event.hash
            if rows.get(OutRow, name) is None:  # the same rule at another station: once
                rows.put(
                    OutRow(
                        stream=event.stream,
                        name=name,
                        reason=taken.reason,
                        by=event.actor,
                        at_ms=event.wall,
                    )
                )
        case GaugePutBack() as back:
            for name in back.taken_out:
                row = rows.get(OutRow, name)
                if row is not None:
                    rows.put(replace(row, is_over=True))


def _gauge(event: Event, defined: GaugeDefined) -> GaugeRow:
    return GaugeRow(
        stream=event.stream,
        gauge=defined.gauge,
        name_zh=defined.name.zh,
        name_en=defined.name.en,
        sort=defined.sort.value,
        serial=defined.serial,
        unit=defined.unit,
        low=_text(defined.low),
        high=_text(defined.high),
        resolution=_text(defined.resolution),
        months=defined.months,
        work_centre=defined.work_centre,
        defined_ms=event.wall,
    )


def _calibration(event: Event, calibrated: GaugeCalibrated) -> CalibrationRow:
    return CalibrationRow(
        stream=event.stream,
        hash=event.hash,
        certificate=calibrated.certificate,
        calibrated_by=calibrated.calibrated_by,
        date=calibrated.date,
        due=calibrated.due,
        passed=calibrated.found is Finding.PASS,
        passes=calibrated.left is Finding.PASS,
        by=event.actor,
        at_ms=event.wall,
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
