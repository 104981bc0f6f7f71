"""A picture on which one marks where something is, and says what, from codes the owner gives.

A tap places a mark, a drag moves it. Keys: arrows move the mark in front (Shift: further), PageUp
and PageDown go to another, Insert places one, 1 to 9 choose its code, Delete removes it, Ctrl+Z
undoes, Ctrl+Y does again.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.chips import Filter, FilterChips
from app.ui.kit.mapmarks import MapMark, Marks, MarkSteps
from app.ui.kit.mappicture import MapPicture, MarkRow
from app.ui.kit.segmented import Option
from app.ui.theme.look import Look

_NEAR, _FAR = 0.005, 0.05
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DefectMap(QWidget):
    """`marked` carries all marks after each change a person made; `selected` the mark in front."""

    marked = Signal(object)
    selected = Signal(int)

    def __init__(
        self,
        look: Look,
        options: tuple[Option, ...],
        *,
        name: str,
        readonly: bool = False,
        legend: bool = True,
    ) -> None:
        """Each option is a code with its words and colour role; `legend` lists the marks below."""
        super().__init__()
        self.look, self._options, self._readonly = look, options, readonly
        self._steps = MarkSteps()
        self._code, self._front = "", -1
        self.setObjectName(name)
        self.picture = MapPicture(look, f"{name}-picture")
        self.picture.tapped.connect(self._place)
        self.picture.hit.connect(self.select)
        self.picture.dragged.connect(self._drag)
        self.picture.dropped.connect(self._tell)
        self.picture.takes_key = self.takes_key
        self._codes = FilterChips(look, self._counted(), name=f"{name}-codes")
        self._codes.chosen.connect(self._choose_code)
        self._tools = self._make_tools(name)
        self._legend = QVBoxLayout()
        self._legend.setSpacing(2)
        self._lay_out(legend)
        self._show()

    def show_picture(self, encoded: bytes, said: str = "") -> None:
        """Show a PNG, JPEG or SVG picture; `said` describes it to who cannot see."""
        self.picture.show_picture(encoded, (), said)

    def show_marks(self, marks: Marks) -> None:
        """Show marks without a signal; there is nothing to undo then."""
        self._steps, self._front = MarkSteps(marks), -1
        self._show()

    def marks(self) -> Marks:
        """Return the marks in the order of their numbers."""
        return self._steps.now

    def front(self) -> int:
        """Return the place of the mark in front; -1 for none."""
        return self._front

    def select(self, place: int) -> None:
        """Put a mark in front; -1 for none."""
        self._front = place if 0 <= place < len(self._steps.now) else -1
        self._show()
        self.selected.emit(self._front)

    def readonly(self, yes: bool) -> None:
        """Let nobody change a mark."""
        self._readonly = yes
        self._show()

    def undo(self) -> None:
        """Undo the last step."""
        self._turn(self._steps.back())

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn(self._steps.again())

    def remove(self) -> None:
        """Remove the mark in front."""
        self._turn(self._steps.removed(self._front))

    def takes_key(self, event: QKeyEvent) -> bool:
        """Do what a key on the picture means; False when it means nothing here."""
        key = Qt.Key(event.key())
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Insert: self._place_in_middle,
            Qt.Key.Key_Delete: self.remove,
            Qt.Key.Key_PageUp: lambda: self.select(max(0, self._front - 1)),
            Qt.Key.Key_PageDown: lambda: self.select(min(len(self.marks()) - 1, self._front + 1)),
        }
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_again(event):
            self.redo()
        elif key in _ARROWS and self._front >= 0:
            step = _FAR if far else _NEAR
            x, y = _ARROWS[key]
            self._turn(self._steps.moved(self._front, x * step, y * step))
        elif key in acts:
            acts[key]()
        else:
            return self._takes_digit(event.text())
        return True

    def _takes_digit(self, text: str) -> bool:
        place = int(text) - 1 if text.isdecimal() and text.isascii() else -1
        if not 0 <= place < len(self._options) or self._readonly:
            return False
        self._choose_code(self._options[place].key)
        return True

    def _place(self, at: QPointF) -> None:
        steps = self._steps.placed(MapMark(at.x(), at.y(), self._code))
        if not self._readonly:
            self._front = len(steps.now) - 1
            self._turn(steps)
            self.selected.emit(self._front)

    def _place_in_middle(self) -> None:
        self._place(QPointF(0.5, 0.5))

    def _choose_code(self, code: str) -> None:
        self._code = code
        self._turn(self._steps.coded(self._front, code))
        self._show()

    def _drag(self, by: QPointF) -> None:
        if not self._readonly:
            self._steps = self._steps.moved(self._front, by.x(), by.y())
            self._show()

    def _tell(self) -> None:
        if not self._readonly:
            self.marked.emit(self._steps.now)

    def _turn(self, steps: MarkSteps) -> None:
        """Take another step; a step that changes nothing is none."""
        if self._readonly or steps == self._steps:
            return
        self._steps = steps
        before, self._front = self._front, min(self._front, len(steps.now) - 1)
        self._show()
        self.marked.emit(steps.now)
        if self._front != before:
            self.selected.emit(self._front)

    def _show(self) -> None:
        marks, front = self._steps.now, self._front
        self.picture.show_marks(marks, tuple(self._role(mark) for mark in marks), front)
        self._codes.show_filters(self._counted())
        self._codes.choose(marks[front].code if front >= 0 else self._code)
        self._codes.setEnabled(not self._readonly)
        undo, redo, remove = self._tools
        undo.setEnabled(not self._readonly and bool(self._steps.past))
        redo.setEnabled(not self._readonly and bool(self._steps.undone))
        remove.setEnabled(not self._readonly and front >= 0)
        for tool in self._tools:
            tool.setVisible(not self._readonly)
        self._list_marks()

    def _list_marks(self) -> None:
        if self._legend.parent() is None:
            return
        while self._legend.count() > len(self._steps.now):
            item = self._legend.takeAt(self._legend.count() - 1)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        while self._legend.count() < len(self._steps.now):
            row = MarkRow(self.look, f"{self.objectName()}-mark-{self._legend.count()}")
            row.chosen.connect(self.select)
            self._legend.addWidget(row)
        for place, mark in enumerate(self._steps.now):
            item = self._legend.itemAt(place)
            made = item.widget() if item is not None else None
            assert isinstance(made, MarkRow)
            made.show_mark(place, mark, (self._said(mark), self._role(mark)), place == self._front)

    def _counted(self) -> tuple[Filter, ...]:
        codes = [mark.code for mark in self._steps.now]
        return tuple(
            Filter(option.key, option.text, codes.count(option.key), option.role)
            for option in self._options
        )

    def _role(self, mark: MapMark) -> str:
        return next((each.role for each in self._options if each.key == mark.code), "off")

    def _said(self, mark: MapMark) -> str:
        known = (each.text for each in self._options if each.key == mark.code)
        return next(known, self.look.words("kit.map.no_code"))

    def _make_tools(self, name: str) -> tuple[Button, Button, Button]:
        made = []
        for key, icon, act in (
            ("undo", "undo-2", self.undo),
            ("redo", "redo-2", self.redo),
            ("remove", "trash-2", self.remove),
        ):
            button = Button(self.look, name=f"{name}-{key}", kind="icon", icon=icon, size="small")
            button.clicked.connect(act)
            made.append(button.named(self.look.words(f"kit.map.{key}")))
        return made[0], made[1], made[2]

    def _lay_out(self, legend: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(1))
        column.addWidget(self.picture, 1)
        tools = QHBoxLayout()
        tools.setSpacing(self.look.space(1))
        tools.addWidget(self._codes, 1)
        for tool in self._tools:
            tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(tools)
        if legend:
            column.addLayout(self._legend)
        self.setFocusProxy(self.picture)


def _is_again(event: QKeyEvent) -> bool:
    """Tell whether it is Ctrl+Y, which not every system counts as a key to do again."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() == Qt.Key.Key_Y
