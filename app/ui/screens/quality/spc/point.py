"""A point of a chart: its readings and where they come from; its record, its cause.

Controls by name: `spc-open`, `spc-cause`, `spc-raw`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.charts.answers import Subgroup
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.spc.decisions import RUN
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.spc.facts import SpcFacts
from app.ui.screens.quality.spc.rows import FactRows
from app.ui.screens.quality.spc.words import (
    broken,
    figure,
    places,
    readings,
    rule_number,
    rule_words,
    who,
    with_unit,
)
from app.ui.theme.look import Look


class SpcPoint(kit.Card):
    """`asked` carries `open`, `cause` or `raw`."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "spc-point")
        words = look.words
        self._moments = moments
        self.point: Subgroup | None = None
        self._title = kit.Text(look, words("spc.point"), "title", elide=True)
        self._chip = kit.StatusChip(look, "ok", "", name="spc-point-state")
        self._how = kit.Text(look, words("spc.point.how"), "body", "ink2", wrap=True)
        self._broken = kit.Text(look, "", "label", "fail", wrap=True)
        self._rows = FactRows(look, "spc-point-facts")
        self._open = self._button("open", "scroll-text")
        self._cause = self._button("cause", "message-square")
        self._raw = self._button("raw", "list")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self._add_facts()
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        for button in (self._raw, self._cause, self._open):
            row.addWidget(button)
        self.body.addLayout(row)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that a point can be chosen."""
        self.point = None
        self._title.say(self.look.words("spc.point"))
        self._how.show()
        for part in (self._chip, self._broken, self._rows, *self._buttons()):
            part.hide()

    def show_point(self, facts: SpcFacts, place: int, blocked: str) -> None:
        """Show a point; `blocked` says why its cause cannot be told."""
        found = facts.owner(place)
        if found is None:
            self.show_nothing()
            return
        one, _ = found
        words, self.point = self.look.words, one
        rules = broken(facts.view).get(place, ())
        self._how.hide()
        self._title.say(words("spc.point.title", n=place + 1, form=one.filled))
        self._chip.show_state(*_state(rules, words("spc.point.out"), words("spc.point.in")))
        run = RUN if facts.view.fixed is None else facts.view.fixed.run
        said = [f"◆ {rule_number(rule)}  {rule_words(words, rule, run)}" for rule in rules]
        self._broken.say("\n".join(said))
        self._broken.setVisible(bool(said))
        self._rows.show_facts(self._facts(facts, one, place))
        self._cause.block(blocked)
        for part in (self._chip, self._rows, *self._buttons()):
            part.show()

    def _facts(self, facts: SpcFacts, one: Subgroup, place: int) -> Sequence[tuple[str, str]]:
        words, view = self.look.words, facts.view
        decimals, unit = places(view) + 1, view.characteristic.unit
        value = with_unit(figure(view.charts[0].values[place], decimals), unit)
        spread = ""
        if len(view.charts) > 1:
            at = place - (view.charts[1].numbers.start - 1)
            spread = figure(view.charts[1].values[at], decimals) if at >= 0 else ""
        cause = one.cause + (f" · {words('spc.left_out')}" if one.left_out else "")
        pairs = (
            ("value", value),
            ("spread", with_unit(spread, unit) if spread else ""),
            ("readings", readings(view.characteristic, one)),
            ("lot", one.lot),
            ("order", one.order),
            ("by", who(words, facts.people, one.by)),
            ("at", self._moments.when(one.at_ms)),
            ("cause", cause),
        )
        return [(words(f"spc.fact.{name}"), said) for name, said in pairs if said]

    def _add_facts(self) -> None:
        """At the bench the card has its height, and what is longer scrolls."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(1))
        for part in (self._how, self._broken, self._rows):
            column.addWidget(part)
        column.addStretch()
        if self.look.density.is_touch:
            self.body.addWidget(inside)
        else:
            self.body.addWidget(kit.Scroller(self.look, "spc-point-scroll", inside), 1)

    def _buttons(self) -> tuple[kit.Button, ...]:
        return self._raw, self._cause, self._open

    def _button(self, word: str, icon: str) -> kit.Button:
        text = self.look.words(f"spc.{word}")
        made = kit.Button(self.look, text, name=f"spc-{word}", icon=icon, size="normal")
        made.clicked.connect(lambda: self.asked.emit(word))
        return made


def _state(rules: Sequence[Rule], out: str, within: str) -> tuple[str, str]:
    return ("fail", out) if rules else ("ok", within)
