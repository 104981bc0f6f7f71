"""A photo in large: where to look is marked on it, and what for is said below."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.pictures.bodies import Mark
from app.ui import kit
from app.ui.kit.mapmarks import MapMark
from app.ui.theme.look import Look

_PARTS = 1_000
_HERE = "here"


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """What was marked on a photo, and what was said of it."""

    marks: tuple[Mark, ...]
    note: str


class PhotoSheet(kit.Sheet):
    """`marked` carries a `MarkedUp`. Controls: `photo-map`, `photo-note`, `photo-done`."""

    marked = Signal(object)

    def __init__(
        self, look: Look, host: QWidget, title: str, encoded: bytes, now: MarkedUp, *, free: bool
    ) -> None:
        """`free`: marks may be put; else they are only shown."""
        super().__init__(look, host, title, name="photo", side="centre", width=900)
        words = look.words
        options = (kit.Option(_HERE, words("fill.photo.mark"), "fail"),)
        self._map = kit.DefectMap(look, options, name="photo-map", readonly=not free, legend=False)
        self._map.show_picture(encoded, title)
        self._map.show_marks(
            tuple(MapMark(one.x / _PARTS, one.y / _PARTS, _HERE) for one in now.marks)
        )
        self._note = kit.TextField(look, words("fill.photo.note"), name="photo-note")
        self._note.put(now.note)
        self._note.lock("" if free else words("fill.photo.shown"))
        self._done = kit.Button(
            look, words("kit.done"), name="photo-done", kind="primary", icon="check"
        )
        self._done.clicked.connect(self._give)
        self._done.setVisible(free)
        self.body.addWidget(self._map, 1)
        self.body.addWidget(kit.Text(look, words("fill.photo.note"), "label"))
        self.body.addWidget(self._note)
        self.buttons.addWidget(self._done, 1)
        self.closed.connect(self.deleteLater)

    def _give(self) -> None:
        self._note.take()
        marks = tuple(
            Mark(x=round(one.x * _PARTS), y=round(one.y * _PARTS)) for one in self._map.marks()
        )
        made = MarkedUp(marks, self._note.value())
        self.close_sheet()
        self.marked.emit(made)
