"""One gauge: whether it may measure and why not, how long yet, its facts, its certificates.

Controls by name: `gauge-<act>` for calibrate, take_out, put_back, change; `gauge-record`.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.gauges.answers import SOON_DAYS, Gauge
from app.capabilities.equipment.gauges.decisions import check_usable
from app.kernel.days import Moment, is_a_day
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.equipment.certificates import Certificates
from app.ui.screens.equipment.gauge_facts import IN_QUESTION, GaugeFacts, GaugeLine
from app.ui.screens.equipment.gauge_words import (
    kind_word,
    left_said,
    mark_look,
    mark_word,
    range_said,
    resolution_said,
)
from app.ui.screens.equipment.questioned_list import QuestionedList
from app.ui.theme.look import Look

ACTS = {
    "calibrate": "clipboard-check",
    "put_back": "undo-2",
    "take_out": "ban",
    "change": "pencil",
}
"""What people do with a gauge, each with its icon, in the order of the buttons."""
_ROLES = {"fail": "fail", "warn": "warn"}


def offered(gauge: Gauge) -> tuple[str, ...]:
    """Return what can be done with a gauge as it stands, in the order of the buttons."""
    return ("calibrate", "put_back" if gauge.outs else "take_out", "change")


class GaugeCard(kit.Card):
    """`asked` carries what a person wants done with the gauge; `opened` a record's stream."""

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "gauge-card")
        words = look.words
        self._moments = moments
        self._stream = ""
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "–", name="gauge-state")
        self._why = kit.Banner(look, "warn", "", name="gauge-why")
        self._left = kit.Text(look, "", "strong")
        self._bar = kit.SpanBar(look, name="gauge-days")
        self._pairs = kit.Pairs(look, name="gauge-facts", columns=3)
        self._questioned = QuestionedList(look, moments)
        self._questioned.opened.connect(self.opened)
        self._certificates = Certificates(look)
        self._nothing = kit.EmptyState(
            look, "ruler", words("gauges.nothing"), words("gauges.nothing_how")
        )
        self._buttons = {act: self._button(act, icon) for act, icon in ACTS.items()}
        self._record = kit.Button(
            look, words("gauges.act.record"), name="gauge-record", icon="scroll-text", size="normal"
        )
        self._record.clicked.connect(lambda: self.opened.emit(self._stream))
        self._barred = kit.Text(look, "", "hint", wrap=True)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no gauge is chosen."""
        self._page.hide()
        self._nothing.show()

    def show_facts(self, facts: GaugeFacts, line: GaugeLine, may: frozenset[str]) -> None:
        """Show a gauge; `may` is what whoever is in front may do, of `ACTS` and `record`."""
        words, gauge = self.look.words, line.gauge
        self._stream = f"gauge/{gauge.gauge}"
        self._nothing.hide()
        self._page.show()
        self._title.say(f"{gauge.gauge} {gauge.name.of(words.language)}")
        self._sub.say(f"{kind_word(words, gauge)} · {range_said(words, gauge)}")
        state, icon = mark_look(line.mark)
        self._chip.show_state(state, mark_word(words, line.mark), icon)
        self._show_why(line)
        self._show_days(line)
        self._pairs.show_pairs(self._facts(gauge))
        self._questioned.show_questioned(facts.questioned)
        self._certificates.show_gauge(gauge)
        acts = offered(gauge)
        for act, button in self._buttons.items():
            button.setVisible(act in acts and act in may)
            button.busy(False)
        self._record.setVisible("record" in may)
        barred = [words(f"gauges.act.{act}") for act in acts if act not in may]
        self._barred.setVisible(bool(barred))
        self._barred.say(words("gauges.not_yours", acts=words("orders.comma").join(barred)))

    def wait(self) -> None:
        """Take no press until the gauge asked for is in front."""
        for button in self._buttons.values():
            button.busy(True)

    def _show_why(self, line: GaugeLine) -> None:
        """Say why it may not measure, in the sentence of whoever would try."""
        words, now = self.look.words, Moment(self._moments.now_ms(), self._moments.offset_min())
        try:
            check_usable(line.gauge, now)
        except Refused as refused:
            state, icon = mark_look(line.mark)
            self._why.say(state, words.refusal(refused), icon=icon)
            self._why.show()
            return
        self._why.setVisible(line.mark == IN_QUESTION)
        self._why.say("hold", words("gauges.in_question"), words("gauges.in_question_how"))

    def _show_days(self, line: GaugeLine) -> None:
        words, last, left = self.look.words, line.gauge.last, line.left
        shows = last is not None and left is not None and is_a_day(last.date)
        for part in (self._left, self._bar):
            part.setVisible(shows)
        if last is None or not shows:
            return
        begin, end = (date.fromisoformat(day).toordinal() for day in (last.date, last.due))
        role = "fail" if (left or 0) < 0 else "warn" if (left or 0) <= SOON_DAYS else "ok"
        said = left_said(words, left)
        self._left.say(said)
        self._left.colour(role)
        late = max(begin, end - SOON_DAYS)
        came = words("gauges.calibrated_on", day=last.date)
        until = words("gauges.until", day=last.due)
        today = self._moments.today().toordinal()
        self._bar.show_span(kit.Span(begin, end, today, late, role, came, until), said)

    def _facts(self, gauge: Gauge) -> tuple[tuple[str, str], ...]:
        words = self.look.words
        return (
            (words("gauges.range"), range_said(words, gauge)),
            (words("gauges.resolution"), resolution_said(gauge)),
            (words("gauges.serial"), gauge.serial),
            (words("gauges.place"), gauge.work_centre),
            (words("gauges.every"), words("gauges.months", n=gauge.months)),
            *((words("gauges.out_since"), self._out(one.at_ms, one.reason)) for one in gauge.outs),
        )

    def _out(self, at_ms: int, reason: str) -> str:
        return f"{self._moments.when(at_ms)} · {reason}"

    def _button(self, act: str, icon: str) -> kit.Button:
        kind = "primary" if act == "calibrate" else "default"
        text = self.look.words(f"gauges.act.{act}")
        made = kit.Button(self.look, text, name=f"gauge-{act}", kind=kind, icon=icon, size="normal")
        made.clicked.connect(lambda: self.asked.emit(act))
        return made

    def _lay_out(self) -> None:
        look = self.look
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addLayout(self._head())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(2))
        parts: tuple[QWidget, ...] = (self._why, self._left, self._bar, self._pairs)
        for part in (*parts, self._questioned, kit.Rule(look), self._certificates):
            column.addWidget(part)
        column.addStretch(1)
        page.addWidget(kit.Scroller(look, "gauge-scroll", inside), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(1))
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        page.addLayout(buttons)
        page.addWidget(self._barred)
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._nothing, 1)

    def _head(self) -> QHBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addLayout(lines, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._record, 0, Qt.AlignmentFlag.AlignVCenter)
        return head
