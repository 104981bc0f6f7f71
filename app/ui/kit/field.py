"""Fields of a form: a line of text, a choice from a list; each with label, hint and error."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.note import Note, mark_edge
from app.ui.kit.painting import Brush
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class Field(HuggingWidget):
    """A line of text. `changed` carries the text as typed; `entered` at Enter."""

    changed = Signal(str)
    entered = Signal(str)

    def __init__(
        self, look: Look, label: str, *, name: str, placeholder: str = "", secret: bool = False
    ) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(f"{name}-field")
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label or placeholder)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFont(look.font("body"))
        self.edit.setFixedHeight(max(look.density.target, 38))
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self._enter)
        self._note = Note(look)
        _stack(self, look, label, self.edit, self._note)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return the text."""
        return self.edit.text()

    def put(self, text: str) -> None:
        """Set the text."""
        self.edit.setText(text)

    def hint(self, text: str) -> None:
        """Say below the field what is expected."""
        self._note.hint(text)

    def fail(self, text: str) -> None:
        """Say below the field what is wrong; an empty text clears it."""
        mark_edge(self.edit, "fail" if text else "")
        self._note.fail(text)

    def _enter(self) -> None:
        self.entered.emit(self.edit.text())


class SelectField(HuggingWidget):
    """A choice from a list of (key, text). `chosen` carries the key a person picked."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        options: tuple[tuple[str, str], ...],
        *,
        name: str,
        value: str = "",
        accessible: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(f"{name}-field")
        self.combo = _Combo(look)
        self.combo.setObjectName(name)
        self.combo.setAccessibleName(accessible or label)
        self.combo.activated.connect(self._picked)
        self._note = Note(look)
        _stack(self, look, label, self.combo, self._note)
        self.setFocusProxy(self.combo)
        self.show_options(options, value)

    def show_options(self, options: tuple[tuple[str, str], ...], value: str = "") -> None:
        """Offer other choices."""
        self.combo.clear()
        for key, text in options:
            self.combo.addItem(text, key)
        self.choose(value)

    def value(self) -> str:
        """Return the key of the present choice."""
        return str(self.combo.currentData() or "")

    def choose(self, key: str) -> None:
        """Set the choice without a signal."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(key)))

    def mark(self, state: str) -> None:
        """Mark the field: empty for fine, `warn` or `fail`."""
        mark_edge(self.combo, state)

    def fail(self, text: str) -> None:
        """Say below the field what is wrong; an empty text clears it."""
        self.mark("fail" if text else "")
        self._note.fail(text)

    def _picked(self, _place: int) -> None:
        self.chosen.emit(self.value())


class _Combo(QComboBox):
    """A combo box with the house's own arrow."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFont(look.font("body" if look.density.is_touch else "label", 500))
        self.setFixedHeight(look.density.target)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        painter = QPainter(self)
        brush = Brush(painter, self.look, self.devicePixelRatioF())
        size = self.look.density.icon_small
        room = QRectF(self.width() - size - 8, 0, size, self.height())
        brush.icon_in(room, "chevron-down", "ink2", size)
        painter.end()


def _stack(field: QWidget, look: Look, label: str, control: QWidget, note: Note) -> None:
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(0))
    if label:
        title = Text(look, label, "label")
        title.setBuddy(control)
        column.addWidget(title)
    column.addWidget(control)
    column.addWidget(note)
