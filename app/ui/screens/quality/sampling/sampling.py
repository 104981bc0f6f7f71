"""How hard lots are inspected now, how it came to that and what would switch it; plans reckoned.

`Place.record` is the name of a switching. Controls by name: those of the list, the cards and the
sheet beside it.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.switching.commands import SWITCH, AgreeReduced, ResumeInspection
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.sampling.facts import (
    SAMPLING,
    SamplingFacts,
    SamplingLine,
    sampling_facts,
)
from app.ui.screens.quality.sampling.history import SamplingHistory
from app.ui.screens.quality.sampling.list import SamplingList
from app.ui.screens.quality.sampling.plan import SamplingPlanCard
from app.ui.screens.quality.sampling.sheet import SamplingSheet
from app.ui.screens.quality.sampling.state import SamplingState
from app.ui.screens.quality.spc.signing import meaning_of
from app.ui.screens.screen import Notice, Place, Screen

_FORM = "form"


class Sampling(Screen):
    """What is sampled left, its state and history in the middle, the calculator right."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, SAMPLING)
        look = parts.look
        moments = Moments(look.words, parts.floor.station.clock)
        self._moments = moments
        self._facts: SamplingFacts | None = None
        self._chosen = ""
        self._list = SamplingList(look)
        self._state = SamplingState(look)
        self._history = SamplingHistory(look, moments)
        self._plan = SamplingPlanCard(look)
        self._sheet = SamplingSheet(look, self)
        self._signing = SignatureSheet(parts, self)
        self._lay_out()
        self._list.chosen.connect(self._choose)
        self._state.asked.connect(self._ask)
        self._history.opened.connect(lambda filled: self.go.emit(Place(_FORM, record=filled)))
        self._sheet.sent.connect(self._sign)
        self._signing.signed.connect(lambda _: self._told())

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record

    def refresh(self) -> None:
        station = self.floor.station
        plugs, now_ms = station.journal.vocabulary.plugs, self._moments.now_ms()
        self.floor.ask(self, lambda c: sampling_facts(c, plugs, now_ms), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: SamplingFacts) -> None:
        is_first = self._facts is None
        self._facts = facts
        if self._line() is None:
            self._chosen = facts.lines[0].stream if facts.lines else ""
        self._list.show_lines(facts.lines, self._chosen)
        self._show_line(takes_over=is_first)

    def _show_line(self, *, takes_over: bool) -> None:
        line, facts = self._line(), self._facts
        if line is None or facts is None:
            self._state.show_nothing(self.look.words("sampling_state.list.empty"))
            self._history.show_line(None, {})
            return
        self._state.show_line(line, self._why_not())
        self._history.show_line(line, facts.people)
        if takes_over:
            self._plan.show_line(line)

    def _choose(self, line: SamplingLine) -> None:
        self._chosen = line.stream
        self._show_line(takes_over=True)

    def _line(self) -> SamplingLine | None:
        lines = () if self._facts is None else self._facts.lines
        return next((one for one in lines if one.stream == self._chosen), None)

    def _why_not(self) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(SWITCH)
        return "" if allowed else self.look.words("sampling_state.no_right")

    # ------------------------------------------------------------------ what people do here
    def _ask(self, what: str) -> None:
        line = self._line()
        if line is not None:
            self._sheet.ask(line, what)

    def _sign(self, command: AgreeReduced | ResumeInspection) -> None:
        """What people say of switching is signed: the command and the signature are one act."""
        words, session = self.look.words, self.floor.session
        meaning = "" if session is None else meaning_of(session)
        if not meaning:
            self.say_refused(Refused("right.missing", right="sign.performed"))
            return
        code = "resume" if isinstance(command, ResumeInspection) else _agrees(command)
        self._signing.ask(
            Subject(
                words(f"sampling_state.signs.{code}", of=command.of),
                meaning,
                sub=command.form,
                commands=(command,),
                reason=command.reason,
            )
        )

    def _told(self) -> None:
        self.tell.emit(Notice(self.look.words("sampling_state.done")))

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        margin = look.space(3 if look.density.is_touch else 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, look.space(3), margin, look.space(3))
        column.setSpacing(look.space(3))
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._list, 10)
        if look.density.is_touch:
            cards = (self._state, self._history, self._plan)
            row.addWidget(kit.Scroller(look, "sampling-scroll", self._column(*cards)), 20)
        else:
            title, sub = words("sampling_state.title"), words("sampling_state.sub")
            column.addWidget(kit.PageHeader(look, title, sub, name="sampling-header"))
            middle = self._column(self._state, self._history)
            row.addWidget(middle, 24)
            right = self._column(self._plan)
            row.addWidget(kit.Scroller(look, "sampling-right", right), 12)
        column.addLayout(row, 1)

    def _column(self, *cards: QWidget) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(3))
        for card in cards:
            column.addWidget(card, 1 if card is self._history else 0)
        if self._history not in cards:
            column.addStretch()
        return held


def _agrees(command: AgreeReduced) -> str:
    return "agree" if command.is_steady and command.is_agreed else "withdraw"
