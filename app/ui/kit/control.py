"""What every control of a form keeps: one value, told once for each that a person commits."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.note import Note
from app.ui.kit.sheet import page_of
from app.ui.theme.look import Look

Value = TypeVar("Value")


class Control(HuggingWidget, Generic[Value]):
    """`changed` carries a committed value; `refused` a sentence for what is no value, or empty.

    A kind of control puts its parts into `body`, shows a value in `show_value`, and calls
    `commit` when a person has made one, or `refuse`. What was typed and refused stays to be seen.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, look: Look, name: str, accessible: str, empty: Value) -> None:
        super().__init__()
        self.look = look
        self.reason = ""
        self.state = ""
        self._value = self._empty = empty
        self._refusal = ""
        self._told = ""
        self.setObjectName(f"{name}-control")
        self.setAccessibleName(accessible)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.space(1))
        self._note = Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0))
        column.addWidget(self._inside)
        column.addWidget(self._note)

    def value(self) -> Value:
        """Return the committed value."""
        return self._value

    def is_empty(self) -> bool:
        """Tell whether nothing was entered."""
        return self._value == self._empty

    def refusal(self) -> str:
        """Return why what stands in the control is no value yet; empty where `value` is all."""
        return self._refusal

    def take(self) -> None:
        """Take what is being typed, as leaving the control does; before a form is handed in."""

    def put(self, value: Value) -> None:
        """Show a value without a signal."""
        self._value = value
        self._take_back()
        self.show_value(value)

    def clear(self) -> None:
        """Show that nothing is entered, without a signal."""
        self.put(self._empty)

    def fail(self, text: str) -> None:
        """Say below the control what is wrong with its value; an empty text clears it."""
        self._told = text
        self._settle()

    def hint(self, text: str) -> None:
        """Say below the control what is expected."""
        self._note.hint(text)
        self._settle()

    def lock(self, reason: str) -> None:
        """Take no entry and say why; an empty reason sets it free."""
        self.reason = reason
        self._inside.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        self._settle()

    def is_free(self) -> bool:
        """Tell whether an entry is taken now: not locked, neither here nor by its frame."""
        return not self.reason and self.isEnabled()

    def mark(self, state: str) -> None:
        """Mark the control's edge: empty for fine, `warn` or `fail`; the words stand elsewhere."""
        self.state = state
        self.show_mark("fail" if self._told or self._refusal else state)

    def commit(self, value: Value) -> None:
        """Take what a person made; tell it where it is new."""
        self._take_back()
        if value != self._value:
            self._value = value
            self.show_value(value)
            self.changed.emit(value)

    def refuse(self, sentence: str) -> None:
        """Say why what a person typed is no value; the value before stays the value."""
        self._refusal = sentence
        self._settle()
        self.refused.emit(sentence)

    def page(self) -> QWidget:
        """Return what a sheet of this control lies over."""
        return page_of(self)

    def show_value(self, value: Value) -> None:
        """Show a value; each kind does it in its own way."""

    def show_mark(self, state: str) -> None:
        """Show a state on the control's edge, where it has one."""

    def _take_back(self) -> None:
        if self._refusal:
            self._refusal = ""
            self.refused.emit("")
        self._settle()

    def _settle(self) -> None:
        trouble = self._refusal or self._told
        if trouble or not self.reason:
            self._note.fail(trouble)
        else:
            self._note.show_line(self.reason, "off", "lock")
        self.show_mark("fail" if trouble else self.state)
