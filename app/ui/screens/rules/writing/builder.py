"""The sentence builder: when, if, then, each a card with its slots; what is wrong stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.rules.writing.action_card import Plain
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import IF, PER, THEN, WHEN, Flaw
from app.ui.screens.rules.writing.if_card import IfCard
from app.ui.screens.rules.writing.then_card import ThenCard
from app.ui.screens.rules.writing.when_card import WhenCard


class Builder(QWidget):
    """`changed` carries the body as it then is, and what was typed into, so that it is one step."""

    changed = Signal(object, str)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__()
        self._bench, self.look = bench, bench.look
        self._body: Plain = {}
        self.when = WhenCard(bench)
        self.given = IfCard(bench)
        self.then = ThenCard(bench)
        self.when.told.connect(lambda values: self._take(values))
        self.given.told.connect(self._take_given)
        self.then.told.connect(lambda then, token: self._take({"then": then}, token))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.space(2))
        for card in (self.when, self.given, self.then):
            column.addWidget(card)
        column.addStretch()

    def show_body(self, body: Plain) -> None:
        """Show a rule as it stands."""
        self._body = body
        self.when.show_when(str(body.get("when", "")), str(body.get("per", "")))
        self.given.show_given(str(body.get("given", "")), str(body.get("when", "")))
        self.then.show_then(body.get("then") or [], str(body.get("when", "")))

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say at each part what is wrong with it."""
        self.when.show_flaws([one for one in found if one.part in (WHEN, PER)])
        self.given.show_flaws([one for one in found if one.part == IF])
        self.then.show_flaws([one for one in found if one.part == THEN])

    def _take_given(self, given: str, token: str) -> None:
        self._take({"given": given}, token)

    def _take(self, values: Plain, token: str = "") -> None:
        self.changed.emit({**self._body, **values}, token)
