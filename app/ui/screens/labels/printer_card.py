"""The printers of a station, how each is, how far the batch is; what waits is said to be safe."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.stations.bench import Condition, DeviceState
from app.ui import kit
from app.ui.signs import device_chip
from app.ui.theme.look import Look

_WELL = (Condition.READY, Condition.OPENING, Condition.PROBING)


class PrinterCard(kit.Card):
    """Says one printer, the first in trouble before the others. Progress: `labels-progress`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "printer-card")
        size = 44 if look.density.is_touch else 36
        self._icon = kit.IconBox(look, "printer", size=size)
        self._title = kit.Text(look, "", "strong", elide=True)
        self._sub = kit.Text(look, "", "hint", wrap=True)
        self._chip = kit.StatusChip(look, "todo", "–", name="printer-state")
        self._bar = kit.ProgressBar(look, "labels-progress")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.hug()

    def show_printers(
        self, printers: tuple[DeviceState, ...], waiting: int, batch: tuple[int, int]
    ) -> None:
        """Show how printing goes: labels that wait, and (done, all) of the batch under way."""
        words, (done, whole) = self.look.words, batch
        in_order = sorted(printers, key=lambda one: one.condition in _WELL)
        printer = in_order[0] if in_order else None
        troubled = printer is not None and printer.condition not in _WELL
        self.become("warn" if troubled else "plain")
        self._bar.setVisible(whole > 1)
        self._bar.show_parts(done, 0, max(whole, 1))
        self._chip.setVisible(printer is not None)
        progress = words("label_queue.batch", done=done, whole=whole) if whole > 1 else ""
        if printer is None:
            self._title.say(words("label_queue.printer"))
            self._say_sub(words("label_queue.no_printer"))
            return
        self._title.say(printer.name(words))
        self._chip.show_state(device_chip(printer), printer.said(words))
        safe = words("label_queue.safe", n=waiting) if waiting else ""
        trouble = " ".join(part for part in (printer.why(words), safe) if part)
        self._say_sub(trouble if troubled else progress or words("label_queue.nothing_waits"))

    def _say_sub(self, text: str) -> None:
        self._sub.say(text)
        self.setAccessibleName(f"{self._title.full()}, {text}")
