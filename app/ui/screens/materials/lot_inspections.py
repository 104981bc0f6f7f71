"""The incoming inspections of one lot: what is asked for, how it stands, and the way there.

Controls by name: `lot-inspect` begins the inspection that is due, or leads to the one begun, where
the station has a screen for it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.answers import State as DueState
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.materials.lot_facts import LotDetail
from app.ui.theme.look import Look

_DUE = {DueState.UPCOMING: "todo", DueState.DUE: "warn", DueState.OVERDUE: "fail"}
_STATES = {"accepted": "ok", "released": "ok", "rejected": "fail", "cancelled": "todo"}


class LotInspections(HuggingWidget):
    """`asked` carries the name of the filled form to go to, `begun` a `Due` to begin first."""

    asked = Signal(str)
    begun = Signal(object)

    def __init__(self, look: Look, *, has_screen: bool) -> None:
        super().__init__()
        self.setObjectName("lot-inspections")
        self.look, self._has_screen = look, has_screen
        self._filled = ""
        self._due: Due | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.space(1))
        self._go = kit.Button(
            look, look.words("lots.inspect"), name="lot-inspect", icon="microscope", size="small"
        )
        self._go.clicked.connect(self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, look.words("lots.inspections"), "label", "ink"), 1)
        head.addWidget(self._go)
        column.addLayout(head)
        column.addLayout(self._lines)

    def show_detail(self, detail: LotDetail, *, may_begin: bool) -> None:
        """Show what is due of a lot and what was inspected; nothing where neither is."""
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        known = {one.name for one in detail.inspections}
        for one in (d for d in detail.due if d.inspection not in known):
            self._add(self._due_line(one))
        for done in reversed(detail.inspections):
            self._add(self._line(done))
        open_ = [d for d in detail.due if d.step is Standing.TO_BEGIN]
        begun = [one.row.filled for one in detail.inspections if one.row.filled]
        self._due = open_[0] if open_ and may_begin else None
        self._filled = begun[-1] if begun else ""
        self._go.say(self.look.words("lots.begin" if self._due else "lots.inspect"))
        self._go.setVisible(self._has_screen and bool(self._due or self._filled))
        self.setVisible(bool(detail.due or detail.inspections))
        self.updateGeometry()

    def _press(self) -> None:
        if self._due is not None:
            self.begun.emit(self._due)
        else:
            self.asked.emit(self._filled)

    def _add(self, line: QWidget) -> None:
        self._lines.addWidget(line)
        line.show()

    def _due_line(self, one: Due) -> QWidget:
        words = self.look.words
        said = words(f"quality.due.{one.state.value}")
        title = one.title.of(words.language)
        return self._made(title, words("lots.inspection.to_begin"), _DUE[one.state], said)

    def _line(self, one: Inspection) -> QWidget:
        words, row = self.look.words, one.row
        state = _STATES.get(row.state, "running" if one.step is not Standing.TO_BEGIN else "todo")
        sub = words("lots.inspection.overtaken") if one.is_overtaken else ""
        if not sub and one.step not in (Standing.DONE, Standing.CANCELLED):
            sub = words(f"quality.step.{one.step.value}")
        said = words(f"quality.state.{row.state}")
        return self._made(one.title.of(words.language), sub, state, said)

    def _made(self, title: str, sub: str, state: str, said: str) -> QWidget:
        look = self.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(kit.Text(look, title, "strong", elide=True))
        if sub:
            lines.addWidget(kit.Text(look, sub, "hint", elide=True))
        row.addLayout(lines, 1)
        row.addWidget(kit.StatusChip(look, state, said), 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
