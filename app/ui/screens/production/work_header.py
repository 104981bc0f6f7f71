"""The head of the execute screen: what is made, how far, how well, and whether it is saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.kernel.quantity import plain
from app.ui.kit import Button, Card, ProgressBar, StatTile, StatusChip, Text
from app.ui.moments import Moments
from app.ui.news import News
from app.ui.screens.production.at_work import AtWork
from app.ui.theme.look import Look


class WorkHeader(Card):
    """`left` when the person goes back to the tasks."""

    left = Signal()

    def __init__(self, look: Look, moments: Moments, news: News) -> None:
        super().__init__(look, "work-header")
        words = look.words
        self._moments, self._news, self._amount = moments, news, ""
        back = Button(look, name="execute-back", kind="icon", icon="chevron-left", size="small")
        back.named(words("execute.back_to_tasks")).clicked.connect(self.left)
        self._title = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "label", "ink3", elide=True)
        self._sub.setFont(look.font("label", 400))
        self._done = StatTile(look, words("execute.done"), name="stat-done", small=True)
        self._bar = ProgressBar(look, "work-progress", role="ok")
        self._bar.setFixedWidth(150)
        self._yield = StatTile(look, words("home.yield"), name="stat-yield", small=True)
        self._takt = StatTile(look, words("execute.takt"), name="stat-takt", small=True)
        self._chip = StatusChip(look, "todo", words("execute.nothing_yet"), name="saved")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        row.addWidget(back)
        row.addLayout(lines, 1)
        for part in (self._done, self._bar, self._yield, self._takt, self._chip):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.setContentsMargins(12, 10, 18, 10)
        self.body.addLayout(row)

    def show_work(self, at: AtWork) -> None:
        """Show the figures of the work in hand."""
        words, task = self.look.words, at.task
        self._title.say(str(words.of(task.product_name)))
        lot = words("home.lot", lot=task.lot) if task.lot else ""
        name = words("execute.operation", operation=task.operation, name=words.of(task.name))
        self._sub.say(" · ".join(p for p in (task.order, lot, name, task.equipment) if p))
        self._done.show_value(f"{plain(task.tally.good)} / {plain(task.quantity)}")
        self._bar.show_parts(task.tally.good, task.tally.scrap, task.quantity)
        percent, takt_ms = task.tally.yield_percent, at.work.takt_ms
        self._yield.show_value("–" if percent is None else f"{percent}%")
        self._takt.show_value("–" if takt_ms is None else self._moments.takt(takt_ms))
        reports = [one for one in at.work.reports if not one.is_correction and one.left > 0]
        last = f"{plain(reports[0].left)} {words.of(task.unit)}" if reports else ""
        self.show_saved(last)

    def show_saved(self, amount: str) -> None:
        """Say where what was last reported is safe: here, or here and on the server."""
        words, self._amount = self.look.words, amount
        if not amount:
            self._chip.show_state("todo", words("execute.nothing_yet"))
        elif self._news.is_alone:
            self._chip.show_state("ok", words("execute.saved", amount=amount))
        elif self._news.sync.unsent:
            self._chip.show_state("ok", words("execute.saved_waiting", amount=amount))
        else:
            said = words("execute.synced", amount=amount)
            self._chip.show_state("ok", said, "cloud-check")

    def show_sync(self) -> None:
        """Say it anew: the exchange went on."""
        self.show_saved(self._amount)
