"""Words typed into a field: a line, or several; taken at Enter or when the focus goes on."""

from PySide6.QtCore import QEvent, QObject

from app.ui.kit import Control, Field, TextArea
from app.ui.theme.look import Look

_LINES = 4


class LineField(Control[str]):
    """`changed` carries one line of words."""

    def __init__(self, look: Look, label: str, *, name: str, placeholder: str = "") -> None:
        super().__init__(look, name, label, "")
        self._field = Field(look, "", name=name, placeholder=placeholder)
        self._field.edit.setAccessibleName(label)
        self._field.edit.editingFinished.connect(self._take)
        self.body.addWidget(self._field)
        self.setFocusProxy(self._field.edit)

    def show_value(self, value: str) -> None:
        self._field.put(value)

    def show_mark(self, state: str) -> None:
        from app.ui.kit.note import mark_edge

        mark_edge(self._field.edit, state)

    def _take(self) -> None:
        if self._field.edit.isModified():
            self._field.edit.setModified(False)
            self.commit(self._field.text().strip())


class AreaField(Control[str]):
    """`changed` carries several lines of words, when the focus leaves them."""

    def __init__(self, look: Look, label: str, *, name: str) -> None:
        super().__init__(look, name, label, "")
        self._area = TextArea(look, "", name=name, lines=_LINES)
        self._area.edit.setAccessibleName(label)
        self._area.edit.installEventFilter(self)
        self.body.addWidget(self._area)
        self.setFocusProxy(self._area.edit)

    def show_value(self, value: str) -> None:
        if self._area.text() != value:
            self._area.put(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if watched is self._area.edit and event.type() == QEvent.Type.FocusOut:
            self.commit(self._area.text().strip())
        return False
