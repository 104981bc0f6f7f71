"""Beside the picture: the step in front, what may be done about it, and what was done so far."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.definition.bodies import StepKind
from app.capabilities.flows.tokens.answers import FinishedStep
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.flows.case_facts import CaseFacts, named
from app.ui.screens.flows.case_picture import waiting
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Asked:
    """What was pressed: `what` of `step`, with the outcome where it ends the step."""

    what: str
    step: str
    outcome: str = ""


class CaseSide(QWidget):
    """`asked` carries an `Asked`: finish, sign, back, give, open, child, begin.

    Controls by name: `case-finish`, `case-finish-<outcome>`, `case-sign`, `case-back`,
    `case-give`, `case-open`, `case-child`, `case-begin`.
    """

    asked = Signal(object)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look, self._moments = look, moments
        self._now = kit.Card(look, "case-now").hug()
        self._story = kit.Scroller(look, "case-story")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._now)
        column.addWidget(kit.Text(look, look.words("case.story"), "label", "ink2"))
        column.addWidget(self._story, 1)

    def show_case(self, facts: CaseFacts, now: Standing, current: str, teller: Teller) -> None:
        """Show the step in front, or how the case ended, and its story."""
        _empty(self._now.body)
        here = now.at(current)
        if here is not None:
            for widget in self._step(facts, now, here, teller):
                self._now.body.addWidget(widget)
        else:
            self._now.body.addWidget(self._elsewhere(now, current, teller))
        self._show_story(now, teller)

    # ------------------------------------------------------------------ the step in front
    def _step(
        self, facts: CaseFacts, now: Standing, here: OpenStep, teller: Teller
    ) -> Iterator[QWidget]:
        look, words = self.look, self.look.words
        yield kit.Text(look, str(words.of(here.step.name)), "title", wrap=True)
        yield kit.Text(look, waiting(facts, here, teller), "body", "ink2", wrap=True)
        note = str(words.of(here.step.note))
        if note:
            yield kit.Text(look, note, "body", wrap=True)
        due = here.due_ms
        if due is not None:
            is_late = here.is_late(self._moments.now_ms())
            code = "case.late" if is_late else "case.due"
            said = words(code, at=self._moments.when(due))
            yield kit.StatusChip(look, "warn" if is_late else "todo", said, name="case-due")
        yield from self._buttons(facts, now, here)

    def _buttons(self, facts: CaseFacts, now: Standing, here: OpenStep) -> Iterator[QWidget]:
        is_mine = here.code in facts.turns
        if here.step.kind is StepKind.SUBFLOW:
            yield self._button("child" if here.child else "begin", here, "workflow")
            return
        if not is_mine and here.code not in facts.late_for_me:
            yield kit.Text(self.look, self.look.words("case.not_yours"), "hint", wrap=True)
            return
        if is_mine:
            yield from self._endings(here)
            if facts.back.get(here.code):
                yield self._button("back", here, "undo-2")
        if facts.able:
            yield self._button("give", here, "send")

    def _endings(self, here: OpenStep) -> Iterator[QWidget]:
        words = self.look.words
        if here.step.act:
            if here.step.screen:
                yield self._button("open", here, "arrow-right", kind="primary")
            else:
                yield kit.Text(self.look, words("case.act_elsewhere"), "hint", wrap=True)
            return
        what = "sign" if here.step.kind is StepKind.SIGN else "finish"
        icon = "signature" if what == "sign" else "check"
        if not here.outcomes:
            yield self._button(what, here, icon, kind="primary")
        for place, one in enumerate(here.outcomes):
            button = kit.Button(
                self.look,
                str(words.of(one.name)),
                name=f"case-{what}-{one.code}",
                kind="primary" if place == 0 else "default",
                icon=icon if place == 0 else "",
            )
            asked = Asked(what, here.code, one.code)
            button.clicked.connect(lambda _=False, asked=asked: self.asked.emit(asked))
            yield button

    def _button(self, what: str, here: OpenStep, icon: str, kind: str = "default") -> kit.Button:
        text = self.look.words(f"case.do.{what}")
        button = kit.Button(self.look, text, name=f"case-{what}", kind=kind, icon=icon)
        asked = Asked(what, here.code)
        button.clicked.connect(lambda: self.asked.emit(asked))
        return button

    def _elsewhere(self, now: Standing, current: str, teller: Teller) -> QWidget:
        """Say of a step that is not open how far it is, or of the case how it ended."""
        words, step = self.look.words, now.chart.step(current)
        if step is not None:
            done = any(one.step == current for one in now.done)
            text = words("case.step_done" if done else "case.step_ahead")
            return kit.Text(self.look, f"{words.of(step.name)}: {text}", "body", wrap=True)
        if now.called_off:
            who = teller.who(now.called_off_by)
            text = words("case.called_off", person=who, why=now.called_off)
            return kit.Banner(self.look, "warn", text, name="case-off-note")
        code = "case.is_closed" if now.is_closed else "case.pick"
        return kit.Text(self.look, words(code), "body", wrap=True)

    # ------------------------------------------------------------------ what was done
    def _show_story(self, now: Standing, teller: Teller) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(1))
        for done in reversed(now.done):
            column.addWidget(self._told(now, done, teller))
        for done in now.game.twice:
            column.addWidget(self._told(now, done, teller, counts=False))
        begun = self.look.words("case.begun")
        column.addWidget(self._row("play", begun, now.started_by, now.started_ms, teller))
        column.addStretch()
        self._story.setWidget(page)

    def _told(
        self, now: Standing, done: FinishedStep, teller: Teller, *, counts: bool = True
    ) -> QWidget:
        words = self.look.words
        name = str(words.of(named(now.chart, done.step)))
        step = now.chart.step(done.step)
        outcomes = () if step is None else step.outcomes
        how = next((words.of(one.name) for one in outcomes if one.code == done.outcome), "")
        title = " · ".join(str(part) for part in (name, how) if part)
        icon = "signature" if done.signature else "check"
        if done.returned:
            to = words.of(named(now.chart, done.target))
            title, icon = words("case.sent_back", step=name, to=to), "undo-2"
        if not counts:
            title, icon = words("case.not_counted", step=title), "copy"
        return self._row(icon, title, done.person, done.at_ms, teller, done.remarks)

    def _row(  # the parts of a line, told once
        self, icon: str, title: str, who: str, at_ms: int, teller: Teller, remarks: str = ""
    ) -> QWidget:
        name = teller.who(who) if who else self.look.words("case.by_itself")
        parts = (name, self._moments.when(at_ms), remarks)
        sub = " · ".join(part for part in parts if part)
        return kit.ListRow(self.look, icon, title, sub, name="case-line")


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
