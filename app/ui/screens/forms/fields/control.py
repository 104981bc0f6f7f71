"""What fills one field: a control that shows what is held and hands in what a person made.

A kind of field needs one `FieldControl`; most are a control of the kit and the way between its
value and the kind's (`OneValue`, `ValueControl`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.decisions import Entry
from app.stations.recogniser import Meaning
from app.stations.weighing import Live
from app.ui.kit import Control
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around


@dataclass(frozen=True, slots=True)
class Made:
    """What a person or a device made: one act, all of it or none."""

    entries: tuple[Entry, ...]
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands half typed at a place; empty where nothing does."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What a device sent for a form: a scan or a reading, with where it came from.

    `value` is decimal text of a reading, `text` that of a scan with its AIM identifier, `meaning`
    what the scan means here.
    """

    text: str = ""
    aim: str = ""
    value: str = ""
    unit: str = ""
    device: str = ""
    serial: str = ""
    raw: str = ""
    at_ms: int = 0
    meaning: "Meaning | None" = None


class FieldControl(QObject):
    """Fills one place of a form, or all that lie in it. `widget` is what stands in the frame.

    `made` carries a `Made`, `typed` a `Typed`; `turned` the path a keypad shall fill; `asked` a
    word for what the screen has to fetch: `weigh`, `camera`, `sign`.
    """

    made = Signal(object)
    typed = Signal(object)
    turned = Signal(str)
    asked = Signal(str)

    widget: QWidget

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__()
        self.around, self.place = around, place
        self.look = around.look

    def show_facts(self, facts: FillFacts) -> None:
        """Show what is held. What stands half typed stays."""

    def numbers(self) -> tuple[str, ...]:
        """Return the paths that a keypad or a gauge fills, in order."""
        return ()

    def turn_to(self, path: str) -> None:
        """Show that the keypad fills this path now; empty for none."""

    def retype(self, path: str, text: str) -> None:
        """Bring back what stood half typed."""

    def hear(self, heard: Heard) -> bool:
        """Take what a device sent; False for what is not for this field."""
        del heard
        return False

    def is_meant(self, heard: Heard) -> bool:
        """Tell whether what a device sent is for fields of this kind before any other."""
        del heard
        return False

    def show_live(self, live: Live) -> None:
        """Show what the scale in use says now."""

    def take(self) -> str:
        """Take what is being typed, as leaving it does; return why that cannot be, or nothing."""
        return ""

    def restore(self) -> None:
        """Forget what was made but not taken, and show what is held."""

    def hand_in(self, value: object, path: str = "", **facts: Any) -> None:  # noqa: ANN401  # any fact of Entry
        """Tell that a value was made for this place, or for one in it."""
        text = msgspec.json.encode(value).decode()
        self.made.emit(Made((Entry(path=path or self.place.path, value=text, **facts),)))


@dataclass(frozen=True, slots=True)
class OneValue:
    """A control of the kit for a kind with one value.

    `read` turns what the control holds into the kind's value, None for no value yet; `shown` the
    other way.
    """

    make: Callable[[Around, Place], Control[Any]]
    read: Callable[[Place, Any], Any]
    shown: Callable[[Place, Any], Any]


class ValueControl(FieldControl):
    """Fills one place by a control of the kit."""

    def __init__(self, around: Around, place: Place, one: OneValue) -> None:
        super().__init__(around, place)
        self._one = one
        self._hash = ""
        self._held: Any = None
        self.control = one.make(around, place)
        self.widget = self.control
        self.control.changed.connect(self._changed)
        self._lines = _Lines(self.control, self._line_typed)

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        name = "" if held is None else held.hash
        if name == self._hash:
            return
        self._hash = name
        self._held = None if held is None else held.value
        self._put()

    def restore(self) -> None:
        self._put()
        self.typed.emit(Typed(self.place.path, ""))

    def retype(self, path: str, text: str) -> None:
        self._lines.put(text)

    def take(self) -> str:
        self.control.take()
        return self.control.refusal()

    def _put(self) -> None:
        if self._held is None:
            self.control.clear()
        else:
            self.control.put(self._one.shown(self.place, self._held))

    def _changed(self, value: object) -> None:
        made = self._one.read(self.place, value)
        if made is not None:
            self.hand_in(made)
        elif self._held is not None:  # nothing that was entered can be made not to have been
            self._put()

    def _line_typed(self, text: str) -> None:
        self.typed.emit(Typed(self.place.path, text))


class _Lines(QObject):
    """Hears what is typed into the one line or area of a control, and hands on Enter as Tab."""

    def __init__(self, control: QWidget, typed: Callable[[str], None]) -> None:
        super().__init__(control)
        self._typed = typed
        lines = control.findChildren(QLineEdit)
        areas = control.findChildren(QPlainTextEdit) + control.findChildren(QTextEdit)
        self._line = lines[0] if len(lines) == 1 else None
        self._area = areas[0] if len(areas) == 1 and not lines else None
        if self._line is not None:
            self._line.textEdited.connect(typed)
            self._line.returnPressed.connect(self._go_on)
        if self._area is not None:
            self._area.textChanged.connect(self._area_changed)

    def put(self, text: str) -> None:
        """Bring back what stood half typed; it is taken as if it had just been typed."""
        if self._line is not None:
            self._line.setText(text)
            self._line.setModified(True)
        elif self._area is not None:
            self._area.setPlainText(text)

    def _area_changed(self) -> None:
        if self._area is not None and self._area.hasFocus():
            self._typed(self._area.toPlainText())

    def _go_on(self) -> None:
        """Go on to the next field at Enter: a form is filled by keyboard alone."""
        if self._line is not None and self._line.hasFocus():
            self._line.focusNextChild()


def name_for(place: Place) -> str:
    """Return how the controls of a place are named: `field-od-3`."""
    return "field-" + place.path.replace("/", "-")
