"""The calibrations of one gauge, the latest first: day, certificate, by whom, found and left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.gauges.answers import Calibration, Gauge
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.theme.look import Look


class Certificates(HuggingWidget):
    """`show_gauge` shows them all: a gauge has two or three a year."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("certificates")
        self.look = look
        self._shown: tuple[Calibration, ...] | None = None
        self._none = kit.Text(look, look.words("gauges.no_certificates"), "hint", "ink2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addWidget(kit.Text(look, look.words("gauges.certificates"), "label", "ink"))
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def show_gauge(self, gauge: Gauge) -> None:
        """Show the calibrations of a gauge."""
        if gauge.calibrations == self._shown:
            return
        self._shown = gauge.calibrations
        self._none.setVisible(not gauge.calibrations)
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in gauge.calibrations:
            line = self._line(one)
            self._lines.addWidget(line)
            line.show()
        self.updateGeometry()

    def _line(self, one: Calibration) -> QWidget:
        look, words = self.look, self.look.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        head = f"{one.date} · {one.certificate}"
        lines.addWidget(kit.Text(look, head, "strong", elide=True))
        sub = words("gauges.calibrated_by", by=one.calibrated_by, due=one.due)
        lines.addWidget(kit.Text(look, sub, "hint", elide=True))
        row.addLayout(lines, 1)
        found = words("gauges.found.pass" if one.passed else "gauges.found.fail")
        chips = [("ok" if one.passed else "fail", found)]
        if not one.passed or not one.passes:
            left = words("gauges.left_as.pass" if one.passes else "gauges.left_as.fail")
            chips.append(("ok" if one.passes else "fail", left))
        for state, said in chips:
            row.addWidget(kit.StatusChip(look, state, said), 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
