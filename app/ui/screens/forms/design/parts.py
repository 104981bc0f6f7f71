"""What the properties of a field and of a section share: a head, and buttons at the foot."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look


class PropertiesHead(QWidget):
    """What is picked: its name, its key, its kind."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "code", elide=True)
        self._chip = kit.StatusChip(look, "running", "", name="design-kind")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addLayout(lines, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, title: str, sub: str, icon: str, kind: str) -> None:
        """Show what is picked now."""
        self._title.say(title)
        self._sub.say(sub)
        self._chip.show_state("running", kind, icon=icon)


_FOOT: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "field": (("remove", "trash-2", "danger"), ("duplicate", "copy", "default")),
    "section": (
        ("remove", "trash-2", "danger"),
        ("up", "arrow-up", "default"),
        ("down", "arrow-down", "default"),
    ),
}


def foot(look: Look, asked: Callable[[str], None], of: str) -> QHBoxLayout:
    """Return the buttons at the foot of a field's or a section's properties."""
    row = QHBoxLayout()
    row.setSpacing(look.space(1))
    for what, icon, kind in _FOOT[of]:
        text = look.words(f"form_design.do.{what}")
        made = kit.Button(look, text, name=f"{of}-{what}", kind=kind, icon=icon)
        made.clicked.connect(_Ask(asked, what))
        row.addWidget(made, 1)
    return row


class _Ask:
    """Tells what a button asks for."""

    def __init__(self, asked: Callable[[str], None], what: str) -> None:
        self._asked, self._what = asked, what

    def __call__(self) -> None:
        self._asked(self._what)
