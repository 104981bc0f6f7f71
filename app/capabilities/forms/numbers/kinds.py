"""Field kinds that hold numbers: integer, decimal, measurement, samples, weight, quantities."""

from collections.abc import Mapping
from decimal import Decimal

from app.capabilities.forms.definition.answers import ANY, Part
from app.capabilities.forms.numbers.bodies import (
    DeviceWeight,
    Limits,
    Measurement,
    Number,
    Quantities,
    Samples,
    Split,
    Weight,
    Whole,
)
from app.journal.capability import FieldKind
from app.kernel.quantity import is_exact, plain
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

MOST_SAMPLES = 200


def _whole(settings: Whole, value: int) -> int:
    _check_range(Decimal(value), settings.least, settings.greatest)
    return value


def _number(settings: Number, value: Decimal) -> Decimal:
    _check_exact(value, settings.decimals)
    _check_range(value, settings.least, settings.greatest)
    return value


def _measured(settings: Measurement, value: Decimal) -> Decimal:
    _check_exact(value, settings.decimals)
    return value


def _weight(settings: DeviceWeight, value: Weight) -> Weight:
    _check_exact(value.net, settings.decimals)
    if not value.stable:
        raise Refused("field.not_stable")
    if settings.least is not None and value.net < settings.least:
        least = f"{plain(settings.least)} {settings.unit}"
        raise Refused("field.below_least", least=least, value=plain(value.net))
    return value


def _split(settings: Split, value: Quantities) -> Quantities:
    amounts = (value.good, value.rework, *value.scrap.values())
    if not all(is_exact(amount) and amount >= 0 for amount in amounts):
        raise Refused("flow.bad_amount")
    if strange := set(value.scrap) - set(settings.reasons):
        raise Refused("report.unknown_reason", reason=min(strange))
    return value


def _check_exact(value: Decimal, decimals: int) -> None:
    if not is_exact(value):
        raise Refused("field.not_exact")
    places = -int(value.normalize().as_tuple().exponent)
    if places > decimals:
        raise Refused("field.too_many_decimals", value=plain(value), decimals=decimals)


def _check_range(
    value: Decimal, least: Decimal | int | None, greatest: Decimal | int | None
) -> None:
    if (least is not None and value < least) or (greatest is not None and value > greatest):
        bounds = ["—" if one is None else plain(Decimal(one)) for one in (least, greatest)]
        raise Refused("field.beyond", value=plain(value), least=bounds[0], greatest=bounds[1])


def _sound_limits(settings: Limits) -> None:
    low, high = settings.lsl, settings.usl
    if not all(one is None or is_exact(one) for one in (low, high)):
        raise Refused("form.settings_unsound", setting="lsl")
    if low is not None and high is not None and low > high:
        raise Refused("form.limits_crossed", lsl=plain(low), usl=plain(high))


def _sound_samples(settings: Samples) -> None:
    _sound_limits(settings)
    if settings.n is not None and not 1 <= settings.n <= MOST_SAMPLES:
        raise Refused("form.settings_unsound", setting="n")


def _said(settings: Whole | Number | Measurement, value: Decimal | int) -> str:
    return f"{value:f} {settings.unit}".strip() if isinstance(value, Decimal) else f"{value}"


def _passes(settings: Limits, value: Decimal | int) -> bool | None:
    return settings.passes(Decimal(value))


def _samples(settings: Samples, kinds: Mapping[str, FieldKind]) -> tuple[Part, ...]:
    """Return the pieces: each is a measurement by the same settings."""
    del kinds
    one = Measurement(**{name: getattr(settings, name) for name in Measurement.__struct_fields__})
    keys = (ANY,) if settings.n is None else tuple(str(at + 1) for at in range(settings.n))
    return tuple(Part(key, Bilingual(key, key), "measurement", one) for key in keys)


KINDS = (
    FieldKind(
        "integer",
        "numbers",
        "list-ordered",
        Whole,
        int,
        sound=_sound_limits,
        accept=_whole,
        passes=_passes,
        said=_said,
        worth=lambda settings, value: Decimal(value),
    ),
    FieldKind(
        "decimal",
        "numbers",
        "sliders-horizontal",
        Number,
        Decimal,
        sound=_sound_limits,
        accept=_number,
        passes=_passes,
        said=_said,
    ),
    FieldKind(
        "measurement",
        "numbers",
        "ruler",
        Measurement,
        Decimal,
        sound=_sound_limits,
        accept=_measured,
        passes=_passes,
        said=_said,
        is_test=True,
    ),
    FieldKind(
        "samples",
        "numbers",
        "layout-list",
        Samples,
        Decimal,
        sound=_sound_samples,
        parts=_samples,
    ),
    FieldKind(
        "weight",
        "numbers",
        "scale",
        DeviceWeight,
        Weight,
        sound=_sound_limits,
        accept=_weight,
        passes=lambda settings, value: settings.passes(value.net),
        said=lambda settings, value: f"{value.net:f} {settings.unit}",
        worth=lambda settings, value: value.net,
        is_test=True,
    ),
    FieldKind(
        "quantity_split",
        "numbers",
        "split",
        Split,
        Quantities,
        accept=_split,
        said=lambda settings, value: (
            f"{plain(value.good)} + {plain(value.rework)} + "
            f"{plain(value.total - value.good - value.rework)} {settings.unit}".strip()
        ),
        worth=lambda settings, value: value.total,
    ),
)
