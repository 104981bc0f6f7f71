"""The times of one report: when it happened, was entered, and reached the server (ALCOA+)."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.production.progress.answers import Entered
from app.kernel.clock import Clock
from app.ui import kit
from app.ui.screens.production import telling
from app.ui.screens.production.lateness import late_words
from app.ui.signs import time_state
from app.ui.theme.look import Look


class TimesSheet(kit.Sheet):
    """Says them to the second, with how good the clock was that told them."""

    def __init__(self, look: Look, host: QWidget, clock: Clock, one: Entered) -> None:
        words = look.words
        super().__init__(look, host, words("orders.times"), name="times", side="centre", width=520)
        received = words("orders.times.not_yet")
        if one.received_ms is not None:
            received = telling.second_of(one.received_ms, clock)
        facts = [
            ("occurred", telling.second_of(one.occurred_ms, clock)),
            ("entered", telling.second_of(one.entered_ms, clock)),
            ("received", received),
        ]
        if one.late_because:
            facts.append(("late_because", late_words(words, one.late_because)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(1))
        grid.setColumnStretch(1, 1)
        for line, (code, value) in enumerate(facts):
            grid.addWidget(kit.Text(look, words(f"orders.times.{code}"), "hint"), line, 0)
            grid.addWidget(kit.Text(look, value, "strong", elide=True), line, 1)
        said = words(f"time.quality.{one.quality}")
        grid.addWidget(kit.Text(look, words("orders.times.quality"), "hint"), len(facts), 0)
        chip = kit.StatusChip(look, time_state(one.quality), said, name="times-quality")
        grid.addWidget(chip, len(facts), 1)
        self.body.addLayout(grid)
        self.body.addStretch()
        self.closed.connect(self.deleteLater)
