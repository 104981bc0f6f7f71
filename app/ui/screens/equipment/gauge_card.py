"""One gauge: whether it may measure and why not, how long yet, its facts, its certificates.

Controls by name: `gauge-<act>` for calibrate, take_out, put_back, change; `gauge-record`.
"""

from datetime import date

from PySide6.QtCore import Signal

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
from app.ui.screens.front_card import Front, FrontCard
from app.ui.theme.look import Look

ACTS = {
    "calibrate": "clipboard-check",
    "put_back": "undo-2",
    "take_out": "ban",
    "change": "pencil",
}
"""What people do with a gauge, each with its icon, in the order of the buttons."""


def offered(gauge: Gauge) -> tuple[str, ...]:
    """Return what can be done with a gauge as it stands, in the order of the buttons."""
    return ("calibrate", "put_back" if gauge.outs else "take_out", "change")


class GaugeCard(FrontCard):
    """`asked` carries what a person wants done with the gauge, or `record`."""

    opened = Signal(str)
    """The stream of a record that was measured with it."""

    def __init__(self, look: Look, moments: Moments) -> None:
        front = Front(
            "gauge",
            "ruler",
            "gauges.nothing",
            "gauges.nothing_how",
            "gauges.not_yours",
            ACTS,
            lambda words, act: words(f"gauges.act.{act}"),
            {"calibrate": "primary"},
        )
        super().__init__(look, moments, front)
        self._questioned = QuestionedList(look, moments)
        self._questioned.opened.connect(self.opened)
        self._certificates = Certificates(look)
        self._lay_out(self._questioned, kit.Rule(look), self._certificates)

    def show_facts(self, facts: GaugeFacts, line: GaugeLine, may: frozenset[str]) -> None:
        """Show a gauge; `may` is what whoever is in front may do, of `ACTS` and `record`."""
        words, gauge = self.look.words, line.gauge
        state, icon = mark_look(line.mark)
        self.show_head(
            f"{gauge.gauge} {gauge.name.of(words.language)}",
            f"{kind_word(words, gauge)} · {range_said(words, gauge)}",
            (state, mark_word(words, line.mark), icon),
        )
        self._show_why(line)
        self._show_days(line)
        self._pairs.show_pairs(self._facts(gauge))
        self._questioned.show_questioned(facts.questioned)
        self._certificates.show_gauge(gauge)
        self.show_acts(offered(gauge), may)

    def _show_why(self, line: GaugeLine) -> None:
        words, now = self.look.words, Moment(self._moments.now_ms(), self._moments.offset_min())
        try:
            check_usable(line.gauge, now)
        except Refused as refused:
            self.show_refused(refused, mark_look(line.mark))
            return
        self._why.setVisible(line.mark == IN_QUESTION)
        self._why.say("hold", words("gauges.in_question"), words("gauges.in_question_how"))

    def _show_days(self, line: GaugeLine) -> None:
        words, last, left = self.look.words, line.gauge.last, line.left
        if last is None or left is None or not is_a_day(last.date):
            self.show_span(None)
            return
        begin, end = (date.fromisoformat(day).toordinal() for day in (last.date, last.due))
        role = "fail" if left < 0 else "warn" if left <= SOON_DAYS else "ok"
        late = max(begin, end - SOON_DAYS)
        came = words("gauges.calibrated_on", day=last.date)
        until = words("gauges.until", day=last.due)
        today = self._moments.today().toordinal()
        span = kit.Span(begin, end, today, late, role, came, until)
        self.show_span(span, left_said(words, left))

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
