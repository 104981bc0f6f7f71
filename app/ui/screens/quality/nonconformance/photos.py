"""Photos of a nonconformance: taken by the station's camera or read from a file, seen in large."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.refused import Refused
from app.stations.photos import has_camera, take_photo
from app.ui import kit
from app.ui.floor import Floor
from app.ui.screens.forms.fields.taking import TakenPhoto, photo_of, read_photo
from app.ui.screens.forms.photo_sheet import MarkedUp, PhotoSheet
from app.ui.theme.look import Look

_PATTERN = "*.jpg *.jpeg *.png"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo with what is said of it; `mime` as it was read."""

    sha256: str
    mime: str
    data: bytes
    caption: str = ""


Read = Callable[[Callable[[], TakenPhoto]], None]


class PhotosField(kit.Control[tuple[Shot, ...]]):
    """`changed` carries the photos so far. A press on one opens it, where its caption is said.

    Controls: `<name>-add`, `<name>-<n>`, `<name>-file`.
    """

    def __init__(self, floor: Floor, look: Look, label: str, name: str) -> None:
        super().__init__(look, name, label, ())
        self._floor, self._label = floor, label
        words = look.words
        self._has_camera = has_camera()
        add = words("fill.photo.take") if self._has_camera else words("fill.choose_picture")
        self._strip = kit.PhotoStrip(look, name=name, most=_MOST, add=add)
        self._strip.add_asked.connect(lambda _: self._add())
        self._strip.remove_asked.connect(self._remove)
        self._strip.opens.connect(self._open)
        self._file = kit.Button(
            look, words("fill.photo.from_file"), name=f"{name}-file", icon="folder-open"
        )
        self._file.size_name = "small"
        self._file.clicked.connect(self._ask_file)
        self._file.setVisible(self._has_camera)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._file)

    def read(self, path: str) -> None:
        """Take a photo from a file."""
        self._take(partial(read_photo, path, 0))

    def restored(self, kept: list[Mapping[str, Any]]) -> tuple[Shot, ...]:
        """Return photos as a draft kept them."""
        return tuple(
            Shot(one["sha256"], one["mime"], base64.b64decode(one["data"]), one["caption"])
            for one in kept
        )

    def show_value(self, value: tuple[Shot, ...]) -> None:
        self._strip.show_photos(
            tuple(kit.Photo(one.data, one.caption or self._label) for one in value)
        )

    def _add(self) -> None:
        if self._has_camera:
            self._take(lambda: photo_of(take_photo(), 0))
        else:
            self._ask_file()

    def _ask_file(self) -> None:
        path = QFileDialog.getOpenFileName(self._strip, self._label, "", _PATTERN)[0]
        if path:
            self.read(path)

    def _take(self, shoot: Callable[[], TakenPhoto]) -> None:
        self._floor.work(self, shoot, self._taken, self._failed)

    def _taken(self, taken: TakenPhoto) -> None:
        photo = taken.photo
        known = {one.sha256 for one in self.value()}
        if photo.sha256 not in known:
            self.commit((*self.value(), Shot(photo.sha256, photo.mime, taken.data)))

    def _failed(self, refused: Refused) -> None:
        self.fail(self.look.words.refusal(refused))

    def _remove(self, at: int) -> None:
        self.commit(tuple(one for place, one in enumerate(self.value()) if place != at))

    def _open(self, at: int) -> None:
        shot = self.value()[at]
        now = MarkedUp((), shot.caption)
        sheet = PhotoSheet(self.look, self.page(), self._label, shot.data, now, free=True)
        sheet.marked.connect(partial(self._said, at))
        sheet.open()

    def _said(self, at: int, made: MarkedUp) -> None:
        shots = list(self.value())
        shots[at] = Shot(shots[at].sha256, shots[at].mime, shots[at].data, made.note)
        self.commit(tuple(shots))


def show_large(look: Look, host: QWidget, encoded: bytes, caption: str) -> None:
    """Open a photo of the record in large."""
    sheet = PhotoSheet(look, host, caption, encoded, MarkedUp((), caption), free=False)
    sheet.open()


def kept(values: Mapping[str, Any]) -> bytes:
    """Return what is filled in as a draft keeps it."""
    return msgspec.json.encode(values)
