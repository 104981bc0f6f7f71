"""Which rules the points of a chart break, in words, with the points; a tap goes there.

Lines by name: `spc-signal-<rule>`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.quality.spc.decisions import RUN
from app.ui import kit
from app.ui.screens.quality.spc.facts import SpcFacts
from app.ui.screens.quality.spc.words import SIGNS, rule_number, rule_words
from app.ui.theme.look import Look

_SHOWN = 8
"""So many points of one rule are named, the newest; how many there are is said."""


class SpcSignals(kit.Card):
    """`chosen` carries the place of a rule's newest point."""

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "spc-signals")
        words = look.words
        self._title = kit.Text(look, words("spc.signals"), "title")
        self._none = kit.Text(look, "", "body", "ink2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.space(0))
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._none)
        inside.addLayout(self._lines)
        inside.addStretch()
        self.body.addWidget(self._title)
        if look.density.is_touch:
            self.body.addWidget(held)
        else:
            self.body.addWidget(kit.Scroller(look, "spc-signals-scroll", held), 1)

    def show_facts(self, facts: SpcFacts) -> None:
        """Show what the rules in force found."""
        self._clear()
        words, view = self.look.words, facts.view
        run = RUN if view.fixed is None else view.fixed.run
        for rule, numbers in view.violations.items():
            if numbers:
                self._add(rule_number(rule), rule_words(words, rule, run), numbers)
        for chart in view.charts[1:]:
            if chart.beyond:
                said = words("spc.signal.spread", chart=SIGNS.get(chart.name, ""))
                self._add(SIGNS.get(chart.name, ""), said, chart.beyond)
        is_quiet = self._lines.count() == 0
        self._none.setVisible(is_quiet)
        self._none.say(words("spc.signals.none" if view.charts else "spc.signals.no_chart"))

    def show_nothing(self) -> None:
        """Empty the card."""
        self._clear()
        self._none.say("")

    def _add(self, sign: str, said: str, numbers: tuple[int, ...]) -> None:
        words = self.look.words
        newest = ", ".join(str(number) for number in numbers[-_SHOWN:])
        more = "… " if len(numbers) > _SHOWN else ""
        where = words("spc.signal.points", n=len(numbers), points=f"{more}{newest}")
        chip = kit.StatusChip(self.look, "fail", sign, name=f"spc-signal-{sign}-chip")
        row = kit.ListRow(
            self.look, "octagon-alert", said, where, name=f"spc-signal-{sign}", end=chip
        )
        place = numbers[-1] - 1
        row.clicked.connect(lambda: self.chosen.emit(place))
        self._lines.addWidget(row)

    def _clear(self) -> None:
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
