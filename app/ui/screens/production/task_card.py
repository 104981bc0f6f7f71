"""One task in the list of a station: what, how far, until when, and the button to open it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from app.capabilities.production.orders.decisions import Priority, priority_of
from app.capabilities.production.progress.answers import Task
from app.kernel.quantity import plain
from app.ui.kit import Button, Card, IconBox, ProgressBar, StatusChip, Text
from app.ui.moments import Moments
from app.ui.theme.look import Look

WAITS_FOR_US = "ready"


def phase_of(task: Task) -> str:
    """Return running, paused, ready (pieces lie here) or waiting (for the operation before)."""
    if task.state != "waiting":
        return task.state
    return WAITS_FOR_US if task.tally.here > 0 else "waiting"


_CHIPS = {
    "running": ("running", "play"),
    "paused": ("todo", "pause"),
    "ready": ("ok", "circle-check"),
    "waiting": ("todo", "clock"),
    "completed": ("ok", "circle-check"),
}


def phase_chip(look: Look, phase: str, *, name: str = "phase") -> StatusChip:
    """Return the chip of a phase."""
    state, icon = _CHIPS[phase]
    return StatusChip(look, state, look.words(f"home.phase.{phase}"), name=name, icon=icon)


def _urgency(look: Look, task: Task) -> StatusChip | None:
    """Return the chip of a task that goes before others; none for an ordinary one."""
    priority = priority_of(task.priority)
    if priority not in (Priority.URGENT, Priority.HIGH):
        return None
    said = look.words(f"production.priority.{priority.value}")
    return StatusChip(look, "warn", said, name="priority", solid=True, icon="chevrons-up")


class TaskCard(Card):
    """`opened` when the person wants to work on it."""

    opened = Signal()

    def __init__(self, look: Look, task: Task, moments: Moments, *, is_first: bool) -> None:
        phase = phase_of(task)
        live = is_first and phase != "waiting"
        name = f"task-{task.order}-{task.operation}"
        super().__init__(look, name, "selected" if live else "plain")
        self._task, self._moments = task, moments
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        inks = ("accent", "accent_soft") if live else ("ink2", "sunken")
        row.addWidget(IconBox(look, task.icon or "box", ink=inks[0], ground=inks[1], size=64))
        row.addLayout(self._lines(phase), 1)
        row.addLayout(self._figures(phase))
        open_it = Button(
            look,
            look.words("home.continue" if phase in ("running", "paused") else "home.open"),
            name=f"open-{task.order}-{task.operation}",
            kind="primary" if live else "default",
            icon="play" if phase != "waiting" else "eye",
            size="normal",
        )
        open_it.setFixedWidth(168)
        open_it.clicked.connect(self.opened)
        row.addWidget(open_it)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.addLayout(row)
        self.setMinimumHeight(112 if look.density.is_touch else 84)

    def _lines(self, phase: str) -> QVBoxLayout:
        look, task = self.look, self._task
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        title = Text(look, str(look.words.of(task.name)), "title", elide=True)
        title.setFont(look.sized(look.density.title, 600))
        # as wide as it is, so that the chip follows it; shortened where the card is narrow
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        head.addWidget(title)
        if phase == "running" or not task.is_held:
            head.addWidget(phase_chip(look, phase))
        if task.is_held:
            said = look.words("production.held")
            head.addWidget(StatusChip(look, "hold", said, name="held", icon="hand"))
        if (urgency := _urgency(look, task)) is not None:
            head.addWidget(urgency)
        head.addStretch()
        lines.addLayout(head)
        lot = look.words("home.lot", lot=task.lot) if task.lot else ""
        operation = look.words("home.operation", operation=task.operation)
        facts = (task.order, operation, task.equipment, lot)
        said = " · ".join(fact for fact in facts if fact)
        product = Text(look, str(look.words.of(task.product_name)), "label", "ink2", elide=True)
        product.setFont(look.font("label", 400))
        lines.addWidget(product)
        lines.addWidget(Text(look, said, "hint", elide=True))
        lines.addStretch()
        return lines

    def _figures(self, phase: str) -> QVBoxLayout:
        look, task = self.look, self._task
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addStretch()
        row = QHBoxLayout()
        done = f"{plain(task.tally.good)} / {plain(task.quantity)}"
        figure = Text(look, done, "strong")
        row.addWidget(figure)
        row.addStretch()
        due = self._moments.due(task.due)
        when = Text(look, due.text, "hint", "fail" if due.is_late else "ink3")
        if due.is_late:
            when.setFont(look.font("hint", 600))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        role = "accent" if phase == "running" else "line_strong"
        bar = ProgressBar(look, role=role, accessible=done)
        bar.setMinimumWidth(190)
        bar.show_parts(task.tally.good, task.tally.scrap, task.quantity)
        column.addWidget(bar)
        here = look.words("home.here", n=plain(task.tally.here), unit=look.words.of(task.unit))
        column.addWidget(Text(look, here, "hint"))
        column.addStretch()
        return column
