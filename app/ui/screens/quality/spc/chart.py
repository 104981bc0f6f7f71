"""The chart in the middle: points, limits in force, the rules they break; how it stands in words.

Controls by name: `spc-period-<all|d30|d7|last25>`, the chart `spc-chart`, `spc-csv`, `spc-png`.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.spc.data import chart_data, standing
from app.ui.screens.quality.spc.facts import PERIODS, SpcFacts
from app.ui.screens.quality.spc.words import chart_name, tolerance
from app.ui.theme.look import Look


def as_png(picture: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, b"PNG")
    return bytes(data.data())


class SpcChart(kit.Card):
    """`period_chosen` carries a period's word, `picked` the place of a point."""

    period_chosen = Signal(str)
    picked = Signal(int)
    export_asked = Signal(str)
    """`csv` or `png`."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "spc-chart-card")
        words = look.words
        self._moments = moments
        self._shown = ("", "")
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", "ink2", elide=True)
        self._chip = kit.StatusChip(look, "todo", "", name="spc-state")
        self._periods = kit.Segmented(
            look,
            tuple(kit.Option(one, words(f"spc.period.{one}")) for one in PERIODS),
            name="spc-period",
        )
        self._periods.chosen.connect(self.period_chosen)
        height = 380 if look.density.is_touch else 460
        self.chart = kit.ControlChart(look, name="spc-chart", height=height)
        self.chart.picked.connect(self.picked)
        self.chart.add(self._saver("csv", "file-spreadsheet"))
        self.chart.add(self._saver("png", "image"))
        self._none = kit.EmptyState(
            look, "chart-no-axes-combined", words("spc.choose"), words("spc.choose_how")
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.chart)
        self._lay_out()

    def period(self) -> str:
        """Return the period chosen."""
        return self._periods.value()

    def show_loading(self, title: str) -> None:
        """Say whose chart is on its way; no point of another stands there meanwhile."""
        self._title.say(title)
        self._sub.say("")
        self._chip.hide()
        self._say_instead("loader-circle", self.look.words("kit.table.loading"), "")

    def show_facts(self, facts: SpcFacts) -> None:
        """Show a chart; the same one again stays at the points in sight."""
        words, what = self.look.words, facts.view.characteristic
        self._title.say(what.label.of(words.language))
        parts = (chart_name(words, what.chart), what.form_title.of(words.language), what.form)
        self._sub.say(" · ".join(part for part in (*parts, tolerance(what)) if part))
        state, said = standing(words, facts.view)
        self._chip.show_state(state, said)
        self._chip.show()
        if not facts.view.charts:
            trouble = facts.view.trouble
            how = words.refusal(trouble) if trouble is not None else ""
            self._say_instead("chart-no-axes-combined", words("spc.too_few"), how)
            return
        name = (facts.stream, facts.period)
        data = chart_data(words, self._moments, facts)
        self.chart.show_chart(data, f"{self._title.full()} · {said}", keep=name == self._shown)
        self._shown = name
        self._stack.setCurrentWidget(self.chart)

    def refuse(self, title: str, how: str) -> None:
        """Say why there is no chart."""
        self._chip.hide()
        self._say_instead("octagon-alert", title, how)

    def show_current(self, place: int) -> None:
        """Go to a point without a signal."""
        self.chart.show_current(place)

    def _say_instead(self, icon: str, title: str, how: str) -> None:
        self._shown = ("", "")
        self._none.say(icon, title, how)
        self._stack.setCurrentWidget(self._none)

    def _saver(self, ending: str, icon: str) -> kit.Button:
        words = self.look.words
        text = words(f"spc.{ending}")
        made = kit.Button(
            self.look, text, name=f"spc-{ending}", kind="ghost", icon=icon, size="small"
        )
        made.clicked.connect(lambda: self.export_asked.emit(ending))
        return made.named(words(f"spc.{ending}_how"))

    def _lay_out(self) -> None:
        look = self.look
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addLayout(lines, 1)
        head.addWidget(self._chip)
        if look.density.is_touch:
            self.body.addLayout(head)
            below = QHBoxLayout()
            below.addWidget(self._periods)
            below.addStretch()
            self.body.addLayout(below)
        else:
            head.addWidget(self._periods)
            self.body.addLayout(head)
        held = QWidget()
        held.setLayout(self._stack)
        self.body.addWidget(held, 1)
