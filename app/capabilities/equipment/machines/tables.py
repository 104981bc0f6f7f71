"""State of equipment."""

from decimal import Decimal

from app.capabilities.equipment.machines.answers import Limits
from app.capabilities.equipment.machines.events import Series
from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table("equipment", key=("stream",), index=(("work_centre",),))
class EquipmentRow(Row, frozen=True, kw_only=True):
    """One machine."""

    equipment: str
    name_zh: str
    name_en: str
    work_centre: str

    @property
    def name(self) -> Bilingual:
        """Return the name in both languages."""
        return Bilingual(self.name_zh, self.name_en)


@state_table("equipment_duty", key=("stream",))
class DutyRow(Row, frozen=True, kw_only=True):
    """Which work centres a station serves."""

    station: str
    work_centres: tuple[str, ...]


@state_table("equipment_parameter", key=("stream",), index=(("equipment",),))
class ParameterRow(Row, frozen=True, kw_only=True):
    """One parameter of a machine; the limits as decimal text, empty where there is none."""

    equipment: str
    parameter: str
    name_zh: str
    name_en: str
    unit: str
    low: str = ""
    high: str = ""
    warn_low: str = ""
    warn_high: str = ""

    @property
    def limits(self) -> Limits:
        """Return what its values should keep to."""
        texts = (self.low, self.high, self.warn_low, self.warn_high)
        return Limits(*(_limit(text) for text in texts))


@state_table("equipment_state", key=("hash",), index=(("equipment", "at_ms"),))
class StateRow(Row, frozen=True, kw_only=True):
    """A machine's change of state."""

    hash: str
    equipment: str
    state: str
    reason: str
    at_ms: int
    by: str
    by_machine: bool
    order: str
    operation: str


@state_table(
    "equipment_segment", key=("hash",), index=(("equipment", "from_ms"), ("order", "operation"))
)
class SegmentRow(Row, frozen=True, kw_only=True):
    """A segment of samples; `series` says in short what its body holds in full."""

    hash: str
    equipment: str
    from_ms: int
    to_ms: int
    order: str
    operation: str
    lot: str
    station: str
    series: tuple[Series, ...]
    body: str


@state_table("equipment_crossing", key=("hash",), index=(("equipment", "at_ms"), ("order",)))
class CrossingRow(Row, frozen=True, kw_only=True):
    """A parameter that left its limits; value and limit as decimal text."""

    hash: str
    equipment: str
    parameter: str
    at_ms: int
    value: str
    limit: str
    unit: str
    order: str
    operation: str
    lot: str


def _limit(text: str) -> Decimal | None:
    """Return a limit kept as text; one that is no number (forged) limits nothing."""
    limit = Decimal(text) if text else None
    return limit if limit is not None and limit.is_finite() else None
