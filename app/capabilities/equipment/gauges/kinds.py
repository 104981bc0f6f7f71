"""What forms ask of gauges: the field that names one, and whether one may give a reading."""

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.bodies import GaugeField
from app.capabilities.equipment.gauges.decisions import (
    check_device,
    check_gauge,
    check_range_covers,
    check_usable,
)
from app.capabilities.equipment.gauges.events import GaugeKind
from app.capabilities.equipment.gauges.queries import by_serial, gauge
from app.journal.capability import Acting, FieldKind, Reading
from app.kernel.refused import Refused


def check_reading(acting: Acting, reading: Reading) -> None:
    """Refuse a reading its gauge may not give (IL-04), or that another device gave (P11-09).

    A device that says its serial number is found by it where nobody named a gauge; where somebody
    did, it must be that one. Refusals: `gauge.unknown`, `gauge.other_kind`, those of
    `check_device`, `check_gauge` and `check_range_covers`.
    """
    found = _meant(acting, reading)
    if found is None:
        return
    if reading.sort and found.sort != reading.sort:
        raise Refused("gauge.other_kind", gauge=found.gauge, name=found.name)
    if reading.value is not None and any(limit is not None for limit in reading.limits):
        check_usable(found, acting.now)
        check_range_covers(found, reading.limits, reading.unit)
    check_gauge(found, reading.value, reading.unit, acting.now)


def _meant(acting: Acting, reading: Reading) -> Gauge | None:
    if not reading.gauge and not reading.serial:
        return None
    if not reading.gauge:
        found = by_serial(acting.connection, reading.serial)
    else:
        found = gauge(acting.connection, reading.gauge)
        if found is None:
            raise Refused("gauge.unknown", gauge=reading.gauge)
    check_device(found, reading.serial)
    return found


def _sound(settings: GaugeField) -> None:
    if settings.sort and settings.sort not in tuple(GaugeKind):
        raise Refused("form.settings_unsound", setting="sort")
    has_limits = settings.low is not None or settings.high is not None
    if has_limits and not settings.unit:
        raise Refused("form.settings_unsound", setting="unit")


def _accept(settings: GaugeField, value: str) -> str:
    del settings
    if not value.strip():
        raise Refused("field.empty")
    return value.strip()


def _admit(acting: Acting, settings: GaugeField, value: str) -> None:
    """Refusals: `gauge.unknown`, `gauge.other_kind`, those of `check_usable` and of its range."""
    found = gauge(acting.connection, value)
    if found is None:
        raise Refused("gauge.unknown", gauge=value)
    if settings.sort and found.sort != settings.sort:
        raise Refused("gauge.other_kind", gauge=value, name=found.name)
    check_usable(found, acting.now)
    if settings.unit:
        check_range_covers(found, (settings.low, settings.high), settings.unit)


KINDS = (
    FieldKind(
        "gauge",
        "plant",
        "gauge",
        GaugeField,
        str,
        sound=_sound,
        accept=_accept,
        said=lambda settings, value: value,
        admit=_admit,
    ),
)
