"""One operation of an opened order: how much is where, who works on it, where it was sent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.production.progress.answers import Task
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.screens.production.order_facts import OperationFacts, OrderFacts
from app.ui.theme.look import Look

STATES = {
    "waiting": ("todo", "clock"),
    "running": ("running", "play"),
    "paused": ("todo", "pause"),
    "completed": ("ok", "circle-check"),
}
"""State and shape of an operation's work."""


class OperationLine(kit.Card):
    """`dispatch` and `record` carry the operation's code when their button is pressed."""

    dispatch = Signal(str)
    record = Signal(str)

    def __init__(self, look: Look, facts: OrderFacts, one: OperationFacts, block: str) -> None:
        """`block`: why it may not be dispatched, empty where it may."""
        super().__init__(look, f"operation-{one.code}", "plain")
        self._code = one.code
        self.body.setContentsMargins(look.space(3), look.space(1), look.space(2), look.space(1))
        language = look.words.language
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(kit.Text(look, f"{one.code} {one.name.of(language)}", "strong", elide=True))
        lines.addWidget(kit.Text(look, _place(look, facts, one), "hint", "ink2", elide=True))
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addLayout(lines, 1)
        if one.task is not None:
            self._add_progress(row, look, one.task)
        self.body.addLayout(row)
        if one.task is not None and one.task.state != "completed":
            row.addWidget(self._button(look, one, block))
        if one.task is not None:
            row.addWidget(self._record_button(look, one))

    def _add_progress(self, row: QHBoxLayout, look: Look, task: Task) -> None:
        tally = kit.Text(look, _tally(look, task), "label", "ink2")
        tally.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        state, icon = STATES[task.state]
        word = look.words(f"production.state.{task.state}")
        row.addWidget(tally)
        row.addWidget(kit.StatusChip(look, state, word, name=f"state-{task.operation}", icon=icon))

    def _button(self, look: Look, one: OperationFacts, block: str) -> kit.Button:
        button = kit.Button(
            look, look.words("orders.dispatch"), name=f"dispatch-{one.code}", size="small"
        )
        if block:
            button.setEnabled(False)
            button.setToolTip(block)
        button.clicked.connect(self._tell)
        return button

    def _record_button(self, look: Look, one: OperationFacts) -> kit.Button:
        button = kit.Button(look, name=f"record-{one.code}", icon="scroll-text", size="small")
        button.named(look.words("desk.open_record"))
        button.clicked.connect(lambda: self.record.emit(self._code))
        return button

    def _tell(self) -> None:
        self.dispatch.emit(self._code)


def _place(look: Look, facts: OrderFacts, one: OperationFacts) -> str:
    words = look.words
    parts = [one.work_centre]
    task = one.task
    if task is not None:
        station = task.started_at or task.station
        if station:
            parts = [facts.station(station, words.language)]
        else:
            parts.append(words("orders.anywhere"))
        if task.equipment:
            parts.append(task.equipment)
    if one.minutes is not None:
        parts.append(words("orders.planned_minutes", minutes=plain(one.minutes)))
    return " · ".join(parts)


def _tally(look: Look, task: Task) -> str:
    tally = task.tally
    return look.words(
        "orders.tally", good=plain(tally.good), scrap=plain(tally.scrap), here=plain(tally.here)
    )
