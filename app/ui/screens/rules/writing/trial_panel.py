"""The trial beside the sentence: how often it would have fired, on which days, why, and doing what.

Controls by name: `try-period-7`, `-30`, `-90`, `try-run`, `try-stop`, `try-days`, `try-all-days`.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.rules.definition.bodies import Rule
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.rules.about import about
from app.ui.screens.rules.list_facts import DAY_MS, days_until
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.writing.trial_facts import (
    BOTH,
    ONLY_NEW,
    ONLY_OLD,
    Outcome,
    Tried,
    outcome,
)
from app.ui.screens.rules.writing.trial_run import Trial, TrialRun
from app.ui.theme.look import Look

PERIODS = ("7", "30", "90")
_AT_ONCE, _MOST = 4, 200
_CHIPS = {BOTH: ("ok", "check"), ONLY_NEW: ("running", "plus"), ONLY_OLD: ("warn", "minus")}
_SHARES = 1000


class TrialPanel(QWidget):
    """Shows one trial; another rule than the one tried says that it is out of date."""

    def __init__(self, look: Look, floor: Floor, teller: Callable[[], Teller]) -> None:
        super().__init__()
        self.look = look
        self._moments = Moments(look.words, floor.station.clock)
        self._teller = teller
        self._rule: Rule | None = None
        self._in_force: tuple[str, Rule] | None = None
        self._tried: tuple[Rule, str] | None = None
        self._outcome: Outcome | None = None
        self._day = -1
        self.run = TrialRun(floor, self)
        self.run.went_on.connect(self._go_on)
        self.run.done.connect(self._done)
        self._make()
        self._lay_out()
        self._turn(is_running=False)

    def show_rule(self, rule: Rule | None, why_not: str, in_force: tuple[str, Rule] | None) -> None:
        """Take the rule to be tried; `why_not` says what hinders it, empty for nothing."""
        self._rule, self._in_force = rule, in_force
        self._begin.block(why_not)
        is_old = self._tried is not None and rule is not None and self._tried[0] != _bare(rule)
        self._stale.setVisible(is_old)

    def begin(self) -> None:
        """Try the rule as it stands, and the revision in force."""
        if self._rule is None:
            return
        old = () if self._in_force is None else (self._in_force[1],)
        self._outcome, self._day = None, -1
        self._tried = (_bare(self._rule), "" if self._in_force is None else self._in_force[0])
        self._stale.hide()
        self._go_on(0.0)
        self._turn(is_running=True)
        days = int(self._period.value())
        midnight = self._moments.midnight_ms() - (days - 1) * DAY_MS
        self.run.begin((_bare(self._rule), *old), (midnight, self._moments.now_ms() + 1))

    # ------------------------------------------------------------------ showing
    def _turn(self, *, is_running: bool) -> None:
        has = self._outcome is not None
        self._begin.setVisible(not is_running)
        self._stop.setVisible(is_running)
        self._progress.setVisible(is_running)
        self._period.setEnabled(not is_running)
        self._nothing.setVisible(not has and not is_running)
        for each in (self._result, self._cases):
            each.setVisible(has)

    def _go_on(self, share: float) -> None:
        self._progress.show_parts(round(share * _SHARES), 0, _SHARES)

    def _cancel(self) -> None:
        self.run.stop()
        self._tried = None
        self._turn(is_running=False)

    def _done(self, trials: tuple[Trial, ...]) -> None:
        now_ms, offset = self._moments.now_ms(), self._moments.offset_min()
        days = days_until(now_ms, offset, int(self._period.value()))
        old = trials[1].cases if len(trials) > 1 else None
        self._outcome = outcome(trials[0].cases, old, days, trials[0].looked_at, offset)
        self._turn(is_running=False)
        self._show(is_now=trials[0].is_now)

    def _show(self, *, is_now: bool) -> None:
        made, words = self._outcome, self.look.words
        if made is None:
            return
        code = "would_now" if is_now else "would"
        self._figure.say(str(made.fires))
        self._would.say(words(f"rule_edit.{code}", n=made.fires))
        self._of.say(words(f"rule_edit.{code}_of", n=made.looked_at, days=self._period.value()))
        self._bars.setVisible(not is_now)
        self._compare(made)
        self._show_days()

    def _compare(self, made: Outcome) -> None:
        words = self.look.words
        revision = "" if self._tried is None else self._tried[1]
        self._against.setVisible(made.other is not None)
        if made.other is None:
            return
        if not made.more and not made.less:
            self._against.show_state("ok", words("rule_edit.same", revision=revision))
            return
        said = words("rule_edit.differs", more=made.more, less=made.less, revision=revision)
        self._against.show_state("warn", said, icon="git-compare")

    def _show_days(self) -> None:
        made = self._outcome
        if made is None or self._tried is None:
            return
        others: Sequence[int | None] = made.other or [None] * len(made.days)
        bars = [
            kit.Day(day[5:], count, other)
            for day, count, other in zip(made.days, made.counts, others, strict=True)
        ]
        said = self.look.words("rule_edit.would", n=made.fires)
        self._bars.show_days(bars, f"{made.fires} {said}", self._day)
        self._all_days.setVisible(self._day >= 0)
        shown = made.on(self._day)[:_MOST]
        compares = made.other is not None
        self._cases.show_cases(shown, self._teller(), self._tried[0], compares=compares)

    def _pick(self, place: int) -> None:
        self._day = place
        self._show_days()

    # ------------------------------------------------------------------ what it is made of
    def _make(self) -> None:
        look, words = self.look, self.look.words
        options = tuple(kit.Option(one, words("rule_edit.period", n=one)) for one in PERIODS)
        self._period = kit.Segmented(look, options, name="try-period", value="30")
        self._begin = kit.Button(look, words("rule_edit.try"), name="try-run", icon="play")
        self._begin.setEnabled(False)  # until there is a rule, and it was checked
        self._begin.clicked.connect(self.begin)
        self._stop = kit.Button(
            look, words("rule_edit.stop"), name="try-stop", kind="danger", icon="circle-stop"
        )
        self._stop.clicked.connect(self._cancel)
        self._progress = kit.ProgressBar(look, "try-progress", accessible=words("rule_edit.trying"))
        self._stale = kit.Banner(
            look, "warn", words("rule_edit.stale"), words("rule_edit.stale_how"), name="try-stale"
        )
        self._stale.hide()
        title, how = words("rule_edit.untried"), words("rule_edit.untried_how")
        self._nothing = kit.EmptyState(look, "flask-conical", title, how, name="try-nothing")
        self._figure = kit.Text(look, "", "number")
        self._would = kit.Text(look, "", "title", wrap=True)
        self._of = kit.Text(look, "", "hint", wrap=True)
        self._against = kit.StatusChip(look, "ok", name="try-against")
        legend = (words("rule_edit.this_draft"), words("rule_edit.in_force"))
        self._bars = kit.DayBars(look, name="try-days", legend=legend)
        self._bars.picked.connect(self._pick)
        self._all_days = kit.Button(
            look, words("rule_book.all_days"), name="try-all-days", kind="ghost", size="small"
        )
        self._all_days.clicked.connect(lambda: self._pick(-1))
        self._cases = CaseList(look, self._moments)

    def _lay_out(self) -> None:
        look = self.look
        tools = QHBoxLayout()
        tools.setSpacing(look.space(2))
        tools.addWidget(self._period)
        tools.addStretch()
        tools.addWidget(self._begin)
        tools.addWidget(self._stop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch()
        lines.addWidget(self._would)
        lines.addWidget(self._of)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._figure)
        head.addLayout(lines, 1)
        head.addWidget(self._all_days)
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(look.space(1))
        result.addLayout(head)
        result.addWidget(self._against, 0, Qt.AlignmentFlag.AlignLeft)
        result.addWidget(self._bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addLayout(tools)
        column.addWidget(self._progress)
        column.addWidget(self._stale)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._result)
        column.addWidget(self._cases, 1)


class CaseList(kit.Scroller):
    """The cases below each other, a few built at a time."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "try-cases")
        self._moments = moments
        self._waiting: list[Tried] = []
        self._column = QVBoxLayout()
        self._teller: Teller | None = None
        self._does, self._compares = "", False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._more)

    def show_cases(
        self, tried: Sequence[Tried], teller: Teller, rule: Rule, *, compares: bool
    ) -> None:
        """Show other cases, what a rule would have done at each, and which are new."""
        self._waiting, self._teller, self._compares = list(tried), teller, compares
        self._does = teller.doings(rule)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(1))
        self._column.addStretch()
        self.setWidget(inside)
        self._more()

    def _more(self) -> None:
        if self._teller is None:
            return
        for one in self._waiting[:_AT_ONCE]:
            self._column.insertWidget(self._column.count() - 1, self._card(one, self._teller))
        del self._waiting[:_AT_ONCE]
        if self._waiting:
            self._later.start()

    def _card(self, one: Tried, teller: Teller) -> kit.Card:
        look, words = self.look, self.look.words
        card = kit.Card(look, "try-case", "ground").hug()
        edge = look.space(2)
        card.body.setContentsMargins(edge, edge, edge, edge)
        card.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(kit.Text(look, self._moments.when(one.case.at_ms), "code"))
        said = about(words, teller.names, one.case.matter)
        head.addWidget(kit.Text(look, said, "strong", elide=True), 1)
        if self._compares and one.by != BOTH:
            state, icon = _CHIPS[one.by]
            chip = kit.StatusChip(look, state, words(f"rule_edit.by.{one.by}"), icon=icon)
            head.addWidget(chip)
        card.body.addLayout(head)
        if one.case.because:
            card.body.addWidget(kit.Text(look, teller.because(one.case.because), "hint", wrap=True))
        if one.by != ONLY_OLD:
            would = words("rule_edit.would_do", it=self._does)
            card.body.addWidget(kit.Text(look, would, "hint", "ok", wrap=True))
        return card


def _bare(rule: Rule) -> Rule:
    """Return a rule without what a trial does not rest on."""
    return Rule(
        code="",
        name=rule.name,
        when=rule.when,
        given=rule.given,
        per=rule.per,
        then=rule.then,
    )
