"""Saying that a gauge exists, or what it is now: code, names, kind, serial, range, interval.

Controls by name: `define-<field>` for code, zh, en, sort, serial, place, unit, resolution, low,
high, months; `define-do`.
"""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.commands import DefineGauge
from app.capabilities.equipment.gauges.events import GaugeKind
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.form_sheet import FormSheet
from app.ui.theme.look import Look

_MONTHS = kit.Limits(Decimal(1), Decimal(120))


class DefineGaugeSheet(FormSheet):
    """`given` carries a `DefineGauge`; it stays open until `close_sheet`."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("gauges.act.define"), name="define", icon="ruler")
        self._code, self._zh, self._en = (self._text(one) for one in ("code", "zh", "en"))
        self._serial, self._place, self._unit = (
            self._text(one) for one in ("serial", "place", "unit")
        )
        options = tuple(
            kit.Option(kind.value, words(f"equipment.gauge_kind.{kind.value}"))
            for kind in GaugeKind
        )
        self._sort = kit.ChoiceField(look, words("gauges.kind"), options, name="define-sort")
        self._low, self._high, self._step = (
            self._number(one) for one in ("low", "high", "resolution")
        )
        self._months = kit.WholeField(
            look, words("gauges.interval"), name="define-months", limits=_MONTHS
        )
        self.lay_fields(
            (
                ("code", words("gauges.code"), self._code, True),
                ("sort", words("gauges.kind"), self._sort, True),
                ("zh", words("gauges.zh"), self._zh, True),
                ("en", words("gauges.en"), self._en, True),
                ("serial", words("gauges.serial"), self._serial, False),
                ("place", words("gauges.place"), self._place, False),
                ("unit", words("gauges.unit"), self._unit, False),
                ("resolution", words("gauges.resolution"), self._step, False),
                ("low", words("gauges.low"), self._low, False),
                ("high", words("gauges.high"), self._high, False),
                ("months", words("gauges.interval"), self._months, True),
            )
        )
        self.do.clicked.connect(self._give)

    def ask(self, gauge: Gauge | None) -> None:
        """Open about a new gauge, or about what is known of one; its code then stays."""
        words = self.look.words
        act = "define" if gauge is None else "change"
        self.begin(words("gauges.define_how"), words(f"gauges.act.{act}"))
        self._code.lock("" if gauge is None else words("gauges.code_stays"))
        self._months.put("6")
        if gauge is None:
            return
        for control, value in (
            (self._code, gauge.gauge),
            (self._zh, gauge.name.zh),
            (self._en, gauge.name.en),
            (self._serial, gauge.serial),
            (self._place, gauge.work_centre),
            (self._unit, gauge.unit),
            (self._low, _said(gauge.low)),
            (self._high, _said(gauge.high)),
            (self._step, _said(gauge.resolution)),
            (self._months, str(gauge.months)),
        ):
            control.put(value)
        self._sort.put(gauge.sort)

    def _give(self) -> None:
        if not self.is_ready():
            return
        self.do.busy(True)
        self.given.emit(
            DefineGauge(
                gauge=self._code.value(),
                name=Bilingual(self._zh.value(), self._en.value()),
                sort=GaugeKind(self._sort.value()),
                serial=self._serial.value(),
                unit=self._unit.value(),
                low=_read(self._low),
                high=_read(self._high),
                resolution=_read(self._step),
                months=int(self._months.value()),
                work_centre=self._place.value(),
            )
        )

    def _text(self, field: str) -> kit.TextField:
        label = self.look.words(f"gauges.{field}")
        return kit.TextField(self.look, label, name=f"define-{field}", longest=60)

    def _number(self, field: str) -> kit.DecimalField:
        label = self.look.words(f"gauges.{field}")
        return kit.DecimalField(self.look, label, name=f"define-{field}")


def _said(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _read(field: kit.DecimalField) -> Decimal | None:
    return Decimal(field.value()) if field.value() else None
