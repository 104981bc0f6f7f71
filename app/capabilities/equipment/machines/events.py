"""What can happen to equipment.

What a machine does lies in its day sheet of the day, as on paper: one stream per machine and day
(UTC), so that none grows for ever. All of it is order-free: what arrives late is just added.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual

_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()
_LAST_DAY = date.max.toordinal() - _EPOCH


def day_sheet(equipment: str, at_ms: int) -> str:
    """Return the stream of a machine's day sheet of the day (UTC) of `at_ms`."""
    days = at_ms // _DAY_MS
    is_a_date = 0 <= days <= _LAST_DAY
    day = date.fromordinal(_EPOCH + days).isoformat() if is_a_date else str(days)
    return f"equipment_day/{equipment}/{day}"


class EquipmentState(StrEnum):
    """Whether a machine runs."""

    RUNNING = "running"
    STOPPED = "stopped"
    FAULT = "fault"


class StopReason(StrEnum):
    """Why a person stops a machine; a machine may give reasons of its own."""

    SETUP = "setup"
    MATERIAL = "material"
    TOOL = "tool"
    QUALITY = "quality"
    MAINTENANCE = "maintenance"
    CLEANING = "cleaning"
    BREAK = "break"
    NO_ORDER = "no_order"


class EquipmentDefined(Happened, frozen=True, kw_only=True):
    """A machine exists and stands in a work centre."""

    kind: ClassVar[str] = "equipment.defined"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    equipment: str
    name: Bilingual
    work_centre: str

    @property
    def stream(self) -> str:
        return f"equipment/{self.equipment}"


class WorkCentresAssigned(Happened, frozen=True, kw_only=True):
    """A station serves these work centres from now on, and no others."""

    kind: ClassVar[str] = "equipment.work_centres_assigned"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    station: str
    work_centres: tuple[str, ...]

    @property
    def stream(self) -> str:
        return f"duty/{self.station}"


class ParameterDefined(Happened, frozen=True, kw_only=True):
    """A machine has a parameter, with the limits and the warn band its values should keep to."""

    kind: ClassVar[str] = "equipment.parameter_defined"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True
    equipment: str
    parameter: str
    name: Bilingual
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    warn_low: Decimal | None = None
    warn_high: Decimal | None = None

    @property
    def stream(self) -> str:
        return f"parameter/{self.equipment}/{self.parameter}"


class _OfDay(Happened, frozen=True, kw_only=True):
    order_free: ClassVar[bool] = True
    equipment: str
    order: str = ""
    operation: str = ""
    lot: str = ""


class EquipmentStateChanged(_OfDay, frozen=True, kw_only=True):
    """A machine runs, stands or is at fault from `at_ms` on; said by itself or by a person."""

    kind: ClassVar[str] = "equipment.state_changed"
    state: EquipmentState
    reason: str = ""
    at_ms: Whole
    by_machine: bool = False

    @property
    def stream(self) -> str:
        return day_sheet(self.equipment, self.at_ms)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment holds of one parameter, in short.

    `count` values with a number, `bad` without one or not vouched for, `beyond` outside the limits
    as they then were; the rest is None where there is no value. `mean` has six decimals at most.
    """

    parameter: str
    unit: str
    count: Whole
    bad: Whole = 0
    beyond: Whole = 0
    least: Decimal | None = None
    greatest: Decimal | None = None
    mean: Decimal | None = None


class SegmentRecorded(_OfDay, frozen=True, kw_only=True):
    """A machine's samples from `from_ms` to `to_ms`; they lie in the body named by its sha256."""

    kind: ClassVar[str] = "equipment.segment_recorded"
    from_ms: Whole
    to_ms: Whole
    series: tuple[Series, ...]
    body: str

    @property
    def stream(self) -> str:
        return day_sheet(self.equipment, self.from_ms)

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.body,)


class LimitCrossed(_OfDay, frozen=True, kw_only=True):
    """A parameter left its limits at `at_ms`: said once, until it has come back."""

    kind: ClassVar[str] = "equipment.limit_crossed"
    parameter: str
    at_ms: Whole
    value: Decimal
    limit: Decimal
    unit: str

    @property
    def stream(self) -> str:
        return day_sheet(self.equipment, self.at_ms)
