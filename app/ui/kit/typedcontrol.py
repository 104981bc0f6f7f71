"""A control whose value is typed: a line at the bench, a sheet to fill by finger on touch."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.refused import Refused
from app.ui.kit.control import Control
from app.ui.kit.field import Field
from app.ui.kit.note import mark_edge
from app.ui.kit.valuebutton import ValueButton
from app.ui.theme.look import Look


class TypedControl(Control[str]):
    """A kind reads what was typed in `read`, and opens its sheet in `ask`.

    Bench: taken at Enter or when the focus goes on. What is refused stays to be seen.
    """

    def __init__(
        self, look: Look, label: str, *, name: str, placeholder: str = "", icon: str = "pencil"
    ) -> None:
        super().__init__(look, name, label, "")
        self.label, self.name = label, name
        self._row = QHBoxLayout()
        self._row.setSpacing(look.space(1))
        self.body.addLayout(self._row)
        self._face: ValueButton | None = None
        self._field: Field | None = None
        if look.density.is_touch:
            self._face = ValueButton(
                look, name=name, accessible=label, placeholder=placeholder, icon=icon
            )
            self._face.clicked.connect(self.ask)
            self._row.addWidget(self._face, 1)
            self.setFocusProxy(self._face)
            return
        self._field = Field(look, "", name=name, placeholder=placeholder)
        self._field.edit.setAccessibleName(label or placeholder)
        self._field.edit.editingFinished.connect(self.take)
        self._row.addWidget(self._field, 1)
        self.setFocusProxy(self._field.edit)

    def enter(self, typed: str) -> None:
        """Take what was typed, or refuse it in words."""
        try:
            made = self.read(typed)
        except Refused as refused:
            self._show(typed)
            self.refuse(self.look.words.refusal(refused))
            return
        self.commit(made)
        self.show_value(made)

    def read(self, typed: str) -> str:
        """Return the value that was typed; raise Refused for what is none."""
        raise NotImplementedError

    def shown(self, value: str) -> str:
        """Return a value as a person reads it."""
        return value

    def ask(self) -> None:
        """Open the sheet to fill it by finger."""
        raise NotImplementedError

    def edit_text(self) -> str:
        """Return what stands in the line, taken or not."""
        if self._field is not None:
            return self._field.text()
        return self._face.text() if self._face is not None else ""

    def beside(self, widget: QWidget) -> None:
        """Put a button beside the line."""
        self._row.addWidget(widget)

    def show_value(self, value: str) -> None:
        if self._face is not None:
            self._face.show_text(self.shown(value) if value else "")
        else:
            self._show(value)

    def show_mark(self, state: str) -> None:
        if self._face is not None:
            self._face.mark(state)
        elif self._field is not None:
            mark_edge(self._field.edit, state)

    def take(self) -> None:
        if self._field is not None and self._field.edit.isModified():
            self.enter(self._field.text())

    def _show(self, text: str) -> None:
        if self._face is not None:
            self._face.show_text(text)
        elif self._field is not None and self._field.text() != text:
            self._field.put(text)
