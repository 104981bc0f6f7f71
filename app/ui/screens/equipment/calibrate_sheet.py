"""Noting a calibration as its certificate says it: day, number, laboratory, found and left, due.

Controls by name: `calibrate-<field>` for date, certificate, by, found, left, due; `calibrate-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.commands import CalibrateGauge
from app.capabilities.equipment.gauges.events import Finding
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.equipment.gauge_facts import proposed_due
from app.ui.screens.form_sheet import FormSheet
from app.ui.theme.look import Look


class CalibrateSheet(FormSheet):
    """`given` carries a `CalibrateGauge`; it stays open until `close_sheet`."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget, moments: Moments) -> None:
        words = look.words
        title = words("gauges.act.calibrate")
        super().__init__(look, host, title, name="calibrate", icon="clipboard-check")
        self._gauge: Gauge | None = None
        today, past = moments.today, kit.DayLimits(high=moments.today())
        self._date = kit.DateField(
            look, words("gauges.date"), name="calibrate-date", today=today, limits=past
        )
        self._certificate = kit.TextField(
            look, words("gauges.certificate"), name="calibrate-certificate"
        )
        self._by = kit.TextField(look, words("gauges.laboratory"), name="calibrate-by")
        self._due = kit.DateField(look, words("gauges.due"), name="calibrate-due", today=today)
        said = (words("equipment.finding.pass"), words("equipment.finding.fail"), "")
        self._found = kit.PassFail(
            look, words("gauges.found"), name="calibrate-found", na=False, says=said
        )
        self._left = kit.PassFail(
            look, words("gauges.left_as"), name="calibrate-left", na=False, says=said
        )
        self.lay_fields(
            (
                ("date", words("gauges.date"), self._date, True),
                ("due", words("gauges.due"), self._due, True),
                ("certificate", words("gauges.certificate"), self._certificate, True),
                ("by", words("gauges.laboratory"), self._by, True),
                ("found", words("gauges.found"), self._found, True),
                ("left", words("gauges.left_as"), self._left, True),
            )
        )
        self.frames["found"].hint(words("gauges.found_how"))
        self.frames["left"].hint(words("gauges.left_as_how"))
        self._date.changed.connect(self._propose_due)
        self._found.changed.connect(self._warn_found)
        self.do.clicked.connect(self._give)

    def ask(self, gauge: Gauge) -> None:
        """Open empty, about a gauge; the laboratory is that of last time."""
        words = self.look.words
        self._gauge = gauge
        name = gauge.name.of(words.language)
        self.begin(words("gauges.calibrate_how", gauge=gauge.gauge, name=name, n=gauge.months))
        if gauge.last is not None:
            self._by.put(gauge.last.calibrated_by)

    def _propose_due(self, _: object = None) -> None:
        if self._gauge is not None and self._date.value():
            self._due.put(proposed_due(self._date.value(), self._gauge.months))

    def _warn_found(self, found: object) -> None:
        """Say what follows where it was found wrong, before it is noted."""
        if found == Finding.FAIL:
            self.warn(self.look.words("gauges.found_fail"), "hold")
        else:
            self.trouble.hide()

    def _give(self) -> None:
        if self._gauge is None or not self.is_ready():
            return
        self.do.busy(True)
        self.given.emit(
            CalibrateGauge(
                gauge=self._gauge.gauge,
                certificate=self._certificate.value(),
                calibrated_by=self._by.value(),
                date=self._date.value(),
                due=self._due.value(),
                found=Finding(self._found.value()),
                left=Finding(self._left.value()),
            )
        )
