"""Photos, a picture with defects marked on it, a file: read on a worker, then handed in."""

from typing import Any

import msgspec
from PySide6.QtWidgets import QFileDialog

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.pictures.bodies import Mark, Marked, Photo
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.mapmarks import MapMark
from app.ui.kit.sheet import page_of
from app.ui.paper.marked import small_with_marks
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Made, name_for
from app.ui.screens.forms.fields.staged import StagedControl
from app.ui.screens.forms.fields.taking import TakenFile, TakenPhoto, read_file, read_photo
from app.ui.screens.forms.photo_sheet import MarkedUp, PhotoSheet

_PATTERN = "*.jpg *.jpeg *.png"
_PARTS = 1_000
_SMALL = 480
"""Pixels of the longer side of a photo drawn with its marks, for its thumbnail."""


class PhotoControl(StagedControl):
    """Photos as thumbnails; one is added from a file or the camera, all are handed in together."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._photos: tuple[Photo, ...] = ()
        self._data: dict[str, bytes] = {}
        self._strip = kit.PhotoStrip(
            self.look, name=name_for(place), most=place.settings.most, add=around.camera
        )
        self._strip.add_asked.connect(lambda _: self._add())
        self._strip.remove_asked.connect(self._remove)
        self._strip.opens.connect(self._open)
        self._note = kit.Note(self.look)
        self._is_free = True
        self._from_file = kit.Button(
            self.look,
            self.look.words("fill.photo.from_file"),
            name=f"{name_for(place)}-file",
            icon="folder-open",
            size="small",
        )
        self._from_file.clicked.connect(self._ask_file)
        self._from_file.setVisible(bool(around.camera))
        self.hold(self._strip, self._from_file, self._note)
        if not around.camera:
            self._note.hint(self.look.words("fill.photo.no_camera"))

    def show_facts(self, facts: FillFacts) -> None:
        self._is_free = facts.takes_entries
        super().show_facts(facts)

    def staged(self) -> tuple[Photo, ...] | None:
        return self._photos or None

    def show_value(self, value: tuple[Photo, ...] | None) -> None:
        self._photos = value or ()
        for photo in self._photos:
            if photo.sha256 not in self._data:
                self.around.pictures(photo.sha256, _Take(self, photo.sha256))
        self._show()

    def give(self) -> None:
        value = msgspec.json.encode(self._photos).decode()
        pictures = tuple(
            (one.mime, self._data[one.sha256]) for one in self._photos if one.sha256 in self._data
        )
        self.made.emit(Made((Entry(path=self.place.path, value=value, source="device"),), pictures))

    def read(self, path: str) -> None:
        """Take a photo from a file."""
        at_ms = self.around.moments.now_ms()
        self.around.work(lambda: read_photo(path, at_ms), self.taken, self._refused)

    def taken(self, taken: TakenPhoto) -> None:
        """Put a photo to the others."""
        self._data[taken.photo.sha256] = taken.data
        if taken.photo.sha256 not in {one.sha256 for one in self._photos}:
            self._photos = (*self._photos, taken.photo)
        self._note.fail("")
        self._show()
        self.settle()

    def got(self, name: str, data: bytes | None) -> None:
        """Show a photo that was fetched from the record."""
        if data is not None:
            self._data[name] = data
            self._show()

    def _add(self) -> None:
        if self.around.camera:
            self.asked.emit("camera")
        else:
            self._ask_file()

    def _ask_file(self) -> None:
        if path := _chosen(self._strip, self.around.label(self.place), _PATTERN):
            self.read(path)

    def _open(self, at: int) -> None:
        """Show a photo in large, to be marked up."""
        photo = self._photos[at]
        sheet = PhotoSheet(
            self.look,
            page_of(self._strip),
            self.around.label(self.place),
            self._data.get(photo.sha256, b""),
            MarkedUp(photo.marks, photo.note),
            free=self._is_free,
        )
        sheet.marked.connect(lambda made: self.mark_up(at, made))
        sheet.open()

    def mark_up(self, at: int, made: MarkedUp) -> None:
        """Keep what was marked on a photo; it is entered with the others."""
        photo = msgspec.structs.replace(self._photos[at], marks=made.marks, note=made.note)
        self._photos = (*self._photos[:at], photo, *self._photos[at + 1 :])
        self._show()
        self.touched()

    def _remove(self, at: int) -> None:
        self._photos = (*self._photos[:at], *self._photos[at + 1 :])
        self._show()
        self.settle()

    def _show(self) -> None:
        """Show the photos as they are; those that are marked again once they are drawn so."""
        photos, data = self._photos, dict(self._data)
        self._show_drawn(photos, tuple(data.get(one.sha256, b"") for one in photos))
        if any(one.marks for one in photos):

            def drawn() -> tuple[bytes, ...]:
                return tuple(_drawn(data.get(one.sha256, b""), one) for one in photos)

            self.around.work(drawn, lambda made: self._show_drawn(photos, made), self._refused)

    def _show_drawn(self, photos: tuple[Photo, ...], drawn: tuple[bytes, ...]) -> None:
        if photos != self._photos:
            return  # others are shown by now
        label = self.around.label(self.place)
        self._strip.show_photos(
            tuple(
                kit.Photo(each, one.note or label) for each, one in zip(drawn, photos, strict=True)
            )
        )

    def _refused(self, refused: Refused) -> None:
        self._note.fail(self.look.words.refusal(refused))


class DefectControl(StagedControl):
    """Defects marked on a picture: one that was taken, or the one the form draws under them."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        settings = place.settings
        self._picture = settings.picture
        self._own: TakenPhoto | None = None
        roles = {True: "fail", False: "warn"}
        options = tuple(
            kit.Option(one.code, around.said(one.label), roles[one.fails]) for one in settings.codes
        )
        self._map = kit.DefectMap(self.look, options, name=name_for(place))
        self._map.marked.connect(lambda _: self.touched())
        self._choose = kit.Button(
            self.look,
            self.look.words("fill.choose_picture"),
            name=f"{name_for(place)}-choose",
            icon="image",
            size="small",
        )
        self._choose.clicked.connect(self._ask)
        self._shoot = kit.Button(
            self.look, around.camera, name=f"{name_for(place)}-shoot", icon="camera", size="small"
        )
        self._shoot.clicked.connect(lambda: self.asked.emit("camera"))
        self._note = kit.Note(self.look)
        self.hold(self._map, self._note, self._shoot, self._choose)
        self._fetch()

    def staged(self) -> Marked | None:
        if not self._picture:
            return None
        marks = tuple(
            Mark(x=round(one.x * _PARTS), y=round(one.y * _PARTS), code=one.code)
            for one in self._map.marks()
        )
        return Marked(picture=self._picture, marks=marks)

    def show_value(self, value: Marked | None) -> None:
        if value is not None and value.picture != self._picture:
            self._picture = value.picture
            self._fetch()
        marks = () if value is None else value.marks
        self._map.show_marks(
            tuple(MapMark(one.x / _PARTS, one.y / _PARTS, one.code) for one in marks)
        )

    def give(self) -> None:
        staged = self.staged()
        if staged is None:
            return
        unsaid = next((at for at, one in enumerate(staged.marks) if not one.code), None)
        if unsaid is not None:
            self._map.select(unsaid)
            self._note.fail(self.look.words("fill.map.say_what", n=unsaid + 1))
            return
        self._note.fail("")
        value = msgspec.json.encode(staged).decode()
        own = () if self._own is None else ((self._own.photo.mime, self._own.data),)
        self.made.emit(Made((Entry(path=self.place.path, value=value),), own))

    def read(self, path: str) -> None:
        """Mark on a picture from a file."""
        at_ms = self.around.moments.now_ms()
        self.around.work(lambda: read_photo(path, at_ms), self.taken, self._refused)

    def _refused(self, refused: Refused) -> None:
        self._note.fail(self.look.words.refusal(refused))

    def taken(self, taken: TakenPhoto) -> None:
        """Mark on a photo that was taken."""
        self._note.fail("")
        self._own, self._picture = taken, taken.photo.sha256
        self._map.show_picture(taken.data, self.around.label(self.place))
        self.settle()

    def got(self, _name: str, data: bytes | None) -> None:
        """Show the picture that was fetched."""
        if data is not None:
            self._map.show_picture(data, self.around.label(self.place))

    def settle(self) -> None:
        super().settle()
        is_own = not self.place.settings.picture
        self._choose.setVisible(is_own)
        self._shoot.setVisible(is_own and bool(self.around.camera))

    def _fetch(self) -> None:
        if self._picture:
            self.around.pictures(self._picture, _Take(self, self._picture))

    def _ask(self) -> None:
        if path := _chosen(self._map, self.around.label(self.place), _PATTERN):
            self.read(path)


class FileControl(FieldControl):
    """A file: chosen, read and hashed on a worker, handed in with its bytes."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._hash = ""
        settings = place.settings
        limits = kit.FileLimits(settings.largest_kb * 1_024, settings.types)
        self._field = kit.FileField(
            self.look, around.label(place), name=name_for(place), limits=limits
        )
        self._field.changed.connect(self._chosen)
        self.widget = self._field

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        name = "" if held is None else held.hash
        if name != self._hash:
            self._hash = name
            if held is not None and held.value is not None:
                self._field.show_file(held.value.name, held.value.size)

    def _chosen(self, path: str) -> None:
        if path:
            self.around.work(lambda: read_file(path), self._taken, self._refused)

    def _taken(self, taken: TakenFile) -> None:
        value = msgspec.json.encode(taken.file).decode()
        entry = Entry(path=self.place.path, value=value)
        self.made.emit(Made((entry,), ((taken.file.mime, taken.data),)))

    def _refused(self, refused: Refused) -> None:
        self._field.fail(self.look.words.refusal(refused))


def _drawn(data: bytes, photo: Photo) -> bytes:
    return small_with_marks(data, photo.marks, _SMALL) if data and photo.marks else data


class _Take:
    """Hands a fetched picture to its control."""

    def __init__(self, control: Any, name: str) -> None:  # noqa: ANN401  # either of the two above
        self._control, self._name = control, name

    def __call__(self, data: bytes | None) -> None:
        self._control.got(self._name, data)


def _chosen(host: Any, title: str, pattern: str) -> str:  # noqa: ANN401  # a widget
    return str(QFileDialog.getOpenFileName(host, title, "", pattern)[0])
