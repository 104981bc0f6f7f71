"""What can happen to a gauge. Scales are gauges too. Days are ISO dates; a gauge is one stream."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class GaugeKind(StrEnum):
    """What kind of gauge it is."""

    CALIPER = "caliper"
    MICROMETER = "micrometer"
    RULE = "rule"
    PIN = "pin"
    LIMIT = "limit"
    HARDNESS = "hardness"
    FORCE = "force"
    SCALE = "scale"
    ROUGHNESS = "roughness"
    TEMPERATURE = "temperature"
    OTHER = "other"


class Finding(StrEnum):
    """What a calibration found: within its permissible error, or not."""

    PASS = "pass"
    FAIL = "fail"


class _OfGauge(Happened, frozen=True, kw_only=True):
    plant_wide: ClassVar[bool] = True
    gauge: str

    @property
    def stream(self) -> str:
        return f"gauge/{self.gauge}"


class GaugeDefined(_OfGauge, frozen=True, kw_only=True):
    """A gauge exists, and measures from `low` to `high` in steps of `resolution`.

    A limit gauge measures nothing: it has neither range nor unit. `months` is the usual time from
    one calibration to the next, `serial` what the maker engraved and a device says of itself.
    """

    kind: ClassVar[str] = "equipment.gauge_defined"
    restates: ClassVar[bool] = True
    name: Bilingual
    sort: GaugeKind
    serial: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    resolution: Decimal | None = None
    months: Whole = 6
    work_centre: str = ""


class GaugeCalibrated(_OfGauge, frozen=True, kw_only=True):
    """A gauge was calibrated on `date`; it may be used to the end of the day `due`.

    `found` is how it was when it came, `left` how it was after an adjustment.
    """

    kind: ClassVar[str] = "equipment.gauge_calibrated"
    certificate: str
    calibrated_by: str
    date: str
    due: str
    found: Finding
    left: Finding = Finding.PASS


class GaugeTakenOut(_OfGauge, frozen=True, kw_only=True):
    """Nobody measures with it until it is put back: it fell, it is lent, it is being calibrated.

    `firing` is the key of the rule that took it out: what one does at two stations is done once.
    """

    kind: ClassVar[str] = "equipment.gauge_taken_out"
    reason: str
    firing: str = ""


class GaugePutBack(_OfGauge, frozen=True, kw_only=True):
    """What it was taken out for, by name (hash or firing), is over; nothing else is."""

    kind: ClassVar[str] = "equipment.gauge_put_back"
    taken_out: tuple[str, ...]
    reason: str
