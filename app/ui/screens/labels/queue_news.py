"""What the queue says above its list: doubt to be ended, a printer in trouble, a batch under way.

Controls by name: `labels-uncertain`, `labels-trouble`, `labels-batch`, `labels-settle`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.labels.jobs.tables import LabelRow
from app.stations.bench import DeviceState
from app.ui import kit
from app.ui.theme.look import Look


class QueueNews(QWidget):
    """`settle` is pressed to see to the first uncertain label."""

    settle = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._uncertain = kit.Banner(look, "warn", "", name="labels-uncertain", icon="circle-help")
        settle = kit.Button(
            look, look.words("label_queue.settle"), name="labels-settle", icon="scan-barcode"
        )
        settle.clicked.connect(self.settle)
        self._uncertain.add(settle)
        self._trouble = kit.Banner(look, "warn", "", name="labels-trouble", icon="printer")
        self._batch = kit.Card(look, "labels-batch", "accent-soft").hug()
        self._done = kit.Text(look, "", "strong")
        self._bar = kit.ProgressBar(look, "labels-progress", ground="surface")
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._done)
        row.addWidget(self._bar, 1)
        self._batch.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        for part in (self._uncertain, self._trouble, self._batch):
            part.hide()
            column.addWidget(part)

    def show_news(
        self,
        uncertain: tuple[LabelRow, ...],
        printer: DeviceState | None,
        waiting: int,
        batch: tuple[int, int],
    ) -> None:
        """Show what there is to say; `printer` is one in trouble, `batch` done and all of it."""
        words, (done, whole) = self.look.words, batch
        self._uncertain.setVisible(bool(uncertain))
        if uncertain:
            self._uncertain.say(
                "warn",
                words("label_queue.uncertain", n=len(uncertain)),
                words("label_queue.uncertain_how"),
                icon="circle-help",
            )
        self._trouble.setVisible(printer is not None)
        if printer is not None:
            title = printer.why(words) or f"{printer.name(words)} · {printer.said(words)}"
            self._trouble.say("warn", title, words("label_queue.safe", n=waiting), icon="printer")
        self._batch.setVisible(whole > 1 and printer is None)
        self._done.say(words("label_queue.batch", done=done, whole=whole))
        self._bar.show_parts(done, 0, max(whole, 1))
        self.setVisible(bool(uncertain) or printer is not None or whole > 1)
