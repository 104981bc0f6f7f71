"""What charts of measured characteristics tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from app.capabilities.quality.histogram.decisions import Bars
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.process_capability.answers import CapabilityStudy
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.answers import Chart, LimitSet
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Characteristic:
    """Something a form measures; `field` is its path in the form, `count` the readings held."""

    form: str
    field: str
    form_title: Bilingual
    label: Bilingual
    unit: str
    lsl: Decimal | None
    usl: Decimal | None
    nominal: Decimal | None
    chart: ChartKind
    count: int = 0
    last_ms: int = 0


class Subgroup(msgspec.Struct, frozen=True, gc=False):
    """The readings of one filled form, in their order, with where they stand.

    `at_ms` is when its last reading was entered, `began_ms` when the form was begun: periods go by
    that.
    """

    filled: str
    values: tuple[Decimal, ...]
    by: str
    at_ms: int
    lot: str = ""
    order: str = ""
    cause: str = ""
    left_out: bool = False
    began_ms: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """A set of limits in force: the statistics, who fixed it when from what, and why."""

    hash: str
    limits: LimitSet
    rules: tuple[Rule, ...]
    run: int
    by: str
    at_ms: int
    from_ms: int
    to_ms: int
    left_out: tuple[str, ...]
    reason: str
    turn: int


@dataclass(frozen=True, slots=True)
class ChartView:
    """A characteristic's chart as it is drawn.

    `fixed` is None while limits were never fixed: then `charts` are judged by provisional `limits`
    of all points. `charts` is empty where there are too few readings; `trouble` says so.
    `violations` name for each rule the points that end its pattern, 1 for the first.
    """

    characteristic: Characteristic
    subgroups: tuple[Subgroup, ...]
    fixed: Fixed | None
    charts: tuple[Chart, ...]
    violations: Mapping[Rule, tuple[int, ...]]
    study: CapabilityStudy | None
    bars: Bars | None
    trouble: Refused | None = None
    limits: LimitSet | None = None
