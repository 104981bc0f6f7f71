"""Settings of the field of a form that holds a gauge; its value is the gauge's code."""

from decimal import Decimal

import msgspec


class GaugeField(msgspec.Struct, frozen=True, kw_only=True):
    """A gauge of a `sort` (GaugeKind), any where empty, whose range covers `low` to `high`."""

    sort: str = ""
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
