"""Several lines of plain text in a form."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.keyboard import Keyboard
from app.ui.kit.textarea import TextArea
from app.ui.theme.look import Look


class LongText(Control[str]):
    """`changed` carries the text when the focus leaves it, without spaces and lines around it."""

    def __init__(
        self, look: Look, label: str, *, name: str, lines: int = 4, longest: int = 4000
    ) -> None:
        """`longest` in signs."""
        super().__init__(look, name, label, "")
        self._longest = longest
        self._area = TextArea(look, "", name=name, lines=lines)
        self._area.edit.setAccessibleName(label)
        self._area.edit.installEventFilter(self)
        self.body.addWidget(self._area)
        self.setFocusProxy(self._area.edit)
        if look.density.is_touch:
            self._add_keyboard(name)

    def take(self) -> None:
        text = self._area.text().strip()
        over = len(text) - self._longest
        if over > 0:
            self.refuse(self.look.words("kit.note.long", over=over, longest=self._longest))
        else:
            self.commit(text)

    def show_value(self, value: str) -> None:
        if self._area.text().strip() != value:
            self._area.put(value)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.FocusOut:
            self.take()
        return False

    def _add_keyboard(self, name: str) -> None:
        keyboard = Keyboard(self.look, name=f"{name}-keys")
        keyboard.key.connect(self._press)
        keyboard.hide()
        turn = Button(self.look, name=f"{name}-letters", kind="icon", icon="keyboard", size="small")
        turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps it
        turn.clicked.connect(lambda: keyboard.setVisible(keyboard.isHidden()))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(turn.named(self.look.words("kit.letters")))
        self.body.addLayout(row)
        self.body.addWidget(keyboard)

    def _press(self, key: str) -> None:
        cursor = self._area.edit.textCursor()
        cursor.deletePreviousChar() if key == "delete" else cursor.insertText(key)
