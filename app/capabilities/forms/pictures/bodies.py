"""Settings and values of field kinds that hold pictures and files."""

import msgspec

from app.capabilities.forms.choices.bodies import Choice


class Photos(msgspec.Struct, frozen=True, kw_only=True):
    """From `least` to `most` photos, each at most `largest_kb`; `taken_now`: no older ones."""

    least: int = 1
    most: int = 6
    largest_kb: int = 4_096
    taken_now: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a picture at (x, y), in thousandths of its size; `code` says what is there."""

    x: int
    y: int
    code: str = ""


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A photo by its sha256; width and height in pixels, `at_ms` when it was taken (UTC).

    The picture itself is never drawn on: `marks` say where to look, `note` what for.
    """

    sha256: str
    mime: str
    width: int
    height: int
    at_ms: int
    size: int = 0
    note: str = ""
    marks: tuple[Mark, ...] = ()


class DefectMap(msgspec.Struct, frozen=True, kw_only=True):
    """A picture on which defects are marked; `picture` is drawn under it where none is taken."""

    codes: tuple[Choice, ...]
    picture: str = ""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """The picture by its sha256, and every mark on it."""

    picture: str
    marks: tuple[Mark, ...] = ()


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of at most `largest_kb`, one of `types` (endings without the dot), any where empty."""

    largest_kb: int = 10_240
    types: tuple[str, ...] = ()


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file by its sha256, with its name and size in bytes."""

    sha256: str
    name: str
    size: int
    mime: str = "application/octet-stream"
