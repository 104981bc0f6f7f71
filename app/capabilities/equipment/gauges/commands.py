"""What one may ask of gauges."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.equipment.gauges import decisions
from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.events import (
    Finding,
    GaugeCalibrated,
    GaugeDefined,
    GaugeKind,
)
from app.capabilities.equipment.gauges.queries import by_serial, gauge
from app.capabilities.equipment.machines.commands import DEFINE, OPERATE
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

CALIBRATE = "equipment.calibrate"


class DefineGauge(Command, frozen=True, kw_only=True):
    """Say that a gauge exists, or what it is now; neither unit nor range for a limit gauge."""

    right: ClassVar[str] = DEFINE
    gauge: str
    name: Bilingual
    sort: GaugeKind
    serial: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    resolution: Decimal | None = None
    months: int = 6
    work_centre: str = ""


class CalibrateGauge(Command, frozen=True, kw_only=True):
    """Note a calibration: which certificate, by whom, on which day, until which day."""

    right: ClassVar[str] = CALIBRATE
    gauge: str
    certificate: str
    calibrated_by: str
    date: str
    due: str
    found: Finding
    left: Finding = Finding.PASS


class TakeGaugeOut(Command, frozen=True, kw_only=True):
    """Take a gauge out of use: whoever dropped it says so."""

    right: ClassVar[str] = OPERATE
    gauge: str
    reason: str


class PutGaugeBack(Command, frozen=True, kw_only=True):
    """Put a gauge back in use."""

    right: ClassVar[str] = CALIBRATE
    gauge: str
    reason: str


def define_gauge(acting: Acting, command: DefineGauge) -> list[Happened]:
    """Answer DefineGauge; the same again changes nothing."""
    wanted = GaugeDefined(
        gauge=command.gauge,
        name=command.name,
        sort=command.sort,
        serial=command.serial.strip(),
        unit=command.unit.strip(),
        low=command.low,
        high=command.high,
        resolution=command.resolution,
        months=command.months,
        work_centre=command.work_centre,
    )
    held = gauge(acting.connection, command.gauge)
    defined = decisions.define(wanted, held, by_serial(acting.connection, wanted.serial))
    return [] if defined is None else [defined]


def calibrate_gauge(acting: Acting, command: CalibrateGauge) -> list[Happened]:
    """Answer CalibrateGauge."""
    wanted = GaugeCalibrated(
        gauge=command.gauge,
        certificate=command.certificate.strip(),
        calibrated_by=command.calibrated_by.strip(),
        date=command.date,
        due=command.due,
        found=command.found,
        left=command.left,
    )
    return [decisions.calibrate(wanted, gauge(acting.connection, command.gauge), acting.now)]


def take_gauge_out(acting: Acting, command: TakeGaugeOut) -> list[Happened]:
    """Answer TakeGaugeOut. Refuses also `gauge.unknown`."""
    return [decisions.take_out(_known(acting, command.gauge), command.reason)]


def put_gauge_back(acting: Acting, command: PutGaugeBack) -> list[Happened]:
    """Answer PutGaugeBack. Refuses also `gauge.unknown`."""
    return [decisions.put_back(_known(acting, command.gauge), command.reason)]


def _known(acting: Acting, code: str) -> Gauge:
    found = gauge(acting.connection, code)
    if found is None:
        raise Refused("gauge.unknown", gauge=code)
    return found
