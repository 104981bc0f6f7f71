"""Settings and values of field kinds that hold numbers and what was measured."""

from decimal import Decimal

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a number should keep to, limits included; one that is None limits nothing."""

    lsl: Decimal | None = None
    usl: Decimal | None = None

    def passes(self, value: Decimal) -> bool | None:
        """Judge a value; None where nothing limits it."""
        if self.lsl is None and self.usl is None:
            return None
        low = self.lsl is None or value >= self.lsl
        return low and (self.usl is None or value <= self.usl)


class Whole(Limits, frozen=True, kw_only=True):
    """A whole number; `least` and `greatest` are what can be entered at all.

    `chart` is `c` where it counts nonconformities, always of as much, to be plotted so; or none.
    """

    unit: str = ""
    least: int | None = None
    greatest: int | None = None
    chart: str = ""


class Number(Limits, frozen=True, kw_only=True):
    """A decimal with at most `decimals` places; `least`, `greatest` as above."""

    unit: str = ""
    decimals: int = 6
    least: Decimal | None = None
    greatest: Decimal | None = None


class Measurement(Limits, frozen=True, kw_only=True):
    """A value measured with a gauge, in `unit`, against its limits (ISO 13485 7.6).

    `needs_gauge`: nothing is recorded without the number of the gauge. `gauge_kind` says which kind
    is meant. `chart` names the control chart it is plotted on (xbar-r, xbar-s, i-mr), or none.
    """

    unit: str = ""
    nominal: Decimal | None = None
    decimals: int = 6
    needs_gauge: bool = True
    gauge_kind: str = ""
    chart: str = ""


class Samples(Measurement, frozen=True, kw_only=True):
    """The same measured on `n` pieces; None for as many as the inspector takes."""

    n: int | None = 5


class DeviceWeight(Limits, frozen=True, kw_only=True):
    """A weight from a scale in `unit`, stable and at least `least`."""

    unit: str = "g"
    decimals: int = 6
    least: Decimal | None = None


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """What a scale said: net, and tare and gross where it told them, all in the field's unit."""

    net: Decimal
    tare: Decimal | None = None
    gross: Decimal | None = None
    stable: bool = True


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """Quantities by what becomes of them; `Field.must` says what they add up to."""

    unit: str = ""
    reasons: tuple[str, ...] = ()


class Quantities(msgspec.Struct, frozen=True, kw_only=True):
    """Good, rework, and scrap by reason."""

    good: Decimal = Decimal(0)
    rework: Decimal = Decimal(0)
    scrap: dict[str, Decimal] = {}

    @property
    def total(self) -> Decimal:
        """Return all of it."""
        return self.good + self.rework + sum(self.scrap.values(), Decimal(0))
