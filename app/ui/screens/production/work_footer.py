"""The foot of the execute screen: steps back and on, pause, help, what was reported."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import Button
from app.ui.screens.production.at_work import AtWork
from app.ui.theme.look import Look


class WorkFooter(QWidget):
    """`moved` carries −1 or 1: a step back or on. `call` is the button for help."""

    moved = Signal(int)
    pause_asked = Signal()
    reports_asked = Signal()
    labels_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("work-footer")
        self._look, words = look, look.words
        self._previous = Button(
            look, words("execute.previous"), name="previous", icon="chevron-left"
        )
        self._previous.clicked.connect(lambda: self.moved.emit(-1))
        self._pause = Button(look, words("execute.pause"), name="pause", icon="pause")
        self._pause.clicked.connect(self.pause_asked)
        self.call = Button(look, words("home.call"), name="call", kind="danger", icon="siren")
        self._reports = Button(look, words("execute.reports"), name="reports", icon="list")
        self._reports.clicked.connect(self.reports_asked)
        self._labels = Button(look, words("label_queue.nav"), name="work-labels", icon="tag")
        self._labels.clicked.connect(self.labels_asked)
        self._labels.hide()
        self._next = Button(look, words("execute.next"), name="next", icon="chevron-right")
        self._next.clicked.connect(lambda: self.moved.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in (self._previous, self._pause, self.call, self._reports, self._labels):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._next)

    def show_state(self, at: AtWork, *, may_report: bool) -> None:
        """Show what may be done with the work as it stands."""
        words = self._look.words
        running = at.task.state == "running" and may_report and at.elsewhere is None
        self._pause.block("" if running else words("execute.blocked.not_running"))
        count = sum(not one.is_correction for one in at.work.reports)
        self._reports.say(words("execute.reports_count", n=count))

    def offer_labels(self, yes: bool) -> None:
        """Offer the labels of this order, where a printer stands here and whoever works may."""
        self._labels.setVisible(yes)

    def show_place(self, step: int, steps: int) -> None:
        """Show whether there is a step before and after this one."""
        words = self._look.words
        self._previous.setVisible(steps > 1)
        self._next.setVisible(steps > 1)
        self._previous.block("" if step > 0 else words("execute.blocked.first_step"))
        self._next.block("" if step < steps - 1 else words("execute.blocked.last_step"))
