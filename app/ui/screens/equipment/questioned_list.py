"""What a gauge that was found wrong puts in question: from when to when, and which forms.

Forms by name: `use-<filled form>`; a press opens its record.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.forms.readings.answers import GaugeUse
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.moments import Moments
from app.ui.screens.equipment.gauge_facts import Questioned
from app.ui.theme.look import Look

SHOWN = 20
"""Forms shown of one window; how many there are is said."""
_STATES = {"pass": "ok", "fail": "fail"}


class QuestionedList(HuggingWidget):
    """`opened` carries the stream of a filled form."""

    opened = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("questioned")
        self.look, self._moments = look, moments
        self._shown: tuple[Questioned, ...] | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.space(1))

    def show_questioned(self, asked: tuple[Questioned, ...]) -> None:
        """Show each window with its forms; nothing where there is none."""
        self.setVisible(bool(asked))
        if asked == self._shown:
            return
        self._shown = asked
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in asked:
            self._add(one)
        self.updateGeometry()

    def _add(self, one: Questioned) -> None:
        words, window = self.look.words, one.window
        since = window.from_day or words("gauges.from_the_first")
        title = words("gauges.questioned", since=since, until=window.to_day)
        n = len(one.uses)
        said = words("gauges.questioned_forms", n=n) if n else words("gauges.questioned_none")
        banner = kit.Banner(self.look, "hold", title, said, name="questioned-window")
        self._lines.addWidget(banner)
        banner.show()
        for use in one.uses[:SHOWN]:
            row = self._row(use)
            self._lines.addWidget(row)
            row.show()

    def _row(self, use: GaugeUse) -> kit.ListRow:
        words = self.look.words
        about = " · ".join(part for part in (use.order, use.operation, use.lot) if part)
        count = words("gauges.values", n=use.count)
        when = self._moments.when(use.last_ms)
        verdict = use.verdict if words.knows(f"forms.verdict.{use.verdict}") else ""
        said = words(f"forms.verdict.{verdict}") if verdict else words("gauges.form_open")
        chip = kit.StatusChip(self.look, _STATES.get(use.verdict, "todo"), said)
        row = kit.ListRow(
            self.look,
            "clipboard-list",
            use.title.of(words.language),
            " · ".join(part for part in (about, count, when) if part),
            name=f"use-{use.filled}",
            end=chip,
        )
        row.clicked.connect(lambda: self.opened.emit(use.stream))
        return row
