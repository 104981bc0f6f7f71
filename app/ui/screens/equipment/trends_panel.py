"""The trends of one machine: every parameter's curve, of the last minutes or of the shift."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.machines.answers import Parameter
from app.ui.kit import Banner, EmptyState, Option, Scroller, Segmented, Text
from app.ui.kit.trendstrip import Dot
from app.ui.moments import Moments
from app.ui.screens.equipment.equipment_facts import EquipmentFacts, History, joined
from app.ui.screens.equipment.trend_card import TrendCard, Window
from app.ui.theme.look import Look
from app.ui.trends import Trends

LIVE, SHIFT = "live", "shift"
SPANS_MS = {LIVE: 10 * 60_000, SHIFT: 8 * 3_600_000}
GAPS_MS = {LIVE: 60_000, SHIFT: 330_000}
"""Dots further apart are not joined: so long nobody measured. A segment is five minutes long."""
STALE_MS = 60_000
"""A value older than this is not what is measured now."""


class TrendsPanel(QWidget):
    """`span_chosen` carries `live` or `shift`."""

    span_chosen = Signal(str)

    def __init__(self, look: Look, moments: Moments, trends: Trends) -> None:
        super().__init__()
        self.look = look
        self._moments, self._trends = moments, trends
        self._history = History("", {})
        self._equipment = ""
        self._parameters: tuple[Parameter, ...] = ()
        self._cards: list[TrendCard] = []
        words = look.words
        spans = tuple(Option(key, words(f"equipment.span.{key}")) for key in SPANS_MS)
        self._span = Segmented(look, spans, name="span")
        self._span.chosen.connect(self.span_chosen.emit)
        self._trouble = Banner(look, "fail", "", name="segments-damaged")
        self._trouble.hide()
        self._empty = EmptyState(
            look,
            "activity",
            words("equipment.no_parameters"),
            words("equipment.no_parameters_how"),
            name="no-parameters",
        )
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space(1))
        self._scroller = Scroller(look, "trends", inside)
        head = QHBoxLayout()
        head.addWidget(Text(look, words("equipment.trends"), "title"), 1)
        head.addWidget(self._span)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._scroller, 1)
        column.addWidget(self._empty, 1)

    @property
    def in_full(self) -> bool:
        """Tell whether every sample is asked for: a shift is drawn from segments in short."""
        return self._span.value() == LIVE

    @property
    def span_ms(self) -> int:
        """Return how far back the curves go."""
        return SPANS_MS[self._span.value()]

    def show_facts(self, facts: EquipmentFacts) -> None:
        """Show the chosen machine's parameters; new cards only where they changed."""
        if facts.parameters != self._parameters:
            self._parameters = facts.parameters
            self._rebuild()
        self._equipment = facts.chosen.equipment if facts.chosen else ""
        self._empty.setVisible(not self._cards)
        self._scroller.setVisible(bool(self._cards))
        self.show_now()

    def show_history(self, found: History) -> None:
        """Show what segments hold; what is damaged is said and not shown."""
        self._history = found
        words = self.look.words
        self._trouble.setVisible(found.damaged > 0)
        if found.damaged:
            self._trouble.say("fail", words("equipment.damaged", n=found.damaged))
        self.show_now()

    def show_now(self) -> None:
        """Paint what is known now: history, and what came since."""
        now_ms = self._moments.now_ms()
        window = Window(now_ms - self.span_ms, now_ms)
        for card in self._cards:
            parameter = card.parameter.parameter
            latest = self._trends.latest(self._equipment, parameter)
            is_fresh = latest is not None and now_ms - latest.at_ms <= STALE_MS
            card.show_dots(self._dots(parameter, window), window, latest if is_fresh else None)

    def _dots(self, parameter: str, window: Window) -> tuple[Dot, ...]:
        """Return history up to where the live samples begin, then those."""
        live = self._trends.dots(self._equipment, parameter, window.from_ms)
        if self._history.equipment != self._equipment:
            return joined(live, GAPS_MS[self._span.value()])
        held = self._history.dots.get(parameter, ())
        ends_ms = live[0][0] if live else window.to_ms + 1
        before = (dot for dot in held if window.from_ms <= dot[0] < ends_ms)
        return joined((*before, *live), GAPS_MS[self._span.value()])

    def _rebuild(self) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [TrendCard(self.look, self._moments, one) for one in self._parameters]
        columns = 2 if self.look.density.is_touch or len(self._cards) <= 4 else 3
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
