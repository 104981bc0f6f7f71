"""The small window that says how far a station is while it is made ready, before it can be used.

    station = opening.outcome(worker.submit(open_station, ..., progress=opening.told))

It comes to the front with the first word of progress, so an ordinary start never shows it.
"""

from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.kit import ProgressBar, Text
from app.ui.theme.look import Look, apply

A = TypeVar("A")

WIDTH = 560


class Opening(QWidget):
    """`told` may be called from any thread; everything else belongs to the window's."""

    _progressed = Signal(object)
    _ended = Signal()

    def __init__(self, look: Look, title: str, text: str, *, name: str = "opening") -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setWindowTitle("Lineside")
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the real window follows
        self._may_close = False
        self._count = Text(look, "", "figures")
        self._bar = ProgressBar(look, f"{name}-progress", accessible=title)
        column = QVBoxLayout(self)
        edge = look.space(5)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(2))
        column.addWidget(Text(look, title, "title", wrap=True))
        column.addWidget(Text(look, text, "body", "ink2", wrap=True))
        column.addSpacing(look.space(1))
        column.addWidget(self._bar)
        column.addWidget(self._count)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def told(self, done: int, total: int) -> None:
        """Take word of progress, on any thread."""
        self._progressed.emit((done, total))

    def outcome(self, work: "Future[A]") -> A:
        """Keep the window alive until `work` is done, and return or raise what came of it."""
        loop = QEventLoop()
        self._ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        work.add_done_callback(lambda _: self._ended.emit())
        loop.exec()
        self._may_close = True
        self.close()
        return work.result()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Stay while the work goes on: nobody can call it off half-way."""
        event.setAccepted(self._may_close)

    def _show_progress(self, progress: tuple[int, int]) -> None:
        done, total = progress
        if not self.isVisible() and not self._may_close:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            apply(app, self.look)
            self.show()
        self._bar.show_parts(done, 0, total)
        self._count.say(
            self.look.words("window.opening.count", done=f"{done:,}", total=f"{total:,}")
        )
