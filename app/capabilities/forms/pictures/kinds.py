"""Field kinds that hold pictures and files: photo, defect map, file."""

from collections.abc import Iterable

from app.capabilities.documents.answers import Said
from app.capabilities.forms.pictures.bodies import (
    Attachment,
    DefectMap,
    File,
    Mark,
    Marked,
    Photo,
    Photos,
)
from app.journal.capability import FieldKind
from app.kernel.refused import Refused

_KB = 1_024
MIMES = ("image/jpeg", "image/png")


def _photos(settings: Photos, value: tuple[Photo, ...]) -> tuple[Photo, ...]:
    if not settings.least <= len(value) <= settings.most:
        raise Refused("field.how_many", least=settings.least, most=settings.most, chosen=len(value))
    for one in value:
        _check_name(one.sha256)
        if one.mime not in MIMES:
            raise Refused("field.no_picture", mime=one.mime)
        _check_size(one.size, settings.largest_kb)
        _check_marks(one.marks)
    return value


def _marked(settings: DefectMap, value: Marked) -> Marked:
    _check_name(value.picture)
    known = {code.code for code in settings.codes}
    for mark in value.marks:
        if mark.code not in known:
            raise Refused("field.unknown_choice", choice=mark.code)
    _check_marks(value.marks)
    return value


def _file(settings: Attachment, value: File) -> File:
    _check_name(value.sha256)
    _check_size(value.size, settings.largest_kb)
    ending = value.name.rpartition(".")[2].lower()
    if settings.types and ending not in settings.types:
        raise Refused("field.file_type", name=value.name, types=", ".join(settings.types))
    return value


def _check_marks(marks: tuple[Mark, ...]) -> None:
    for at, mark in enumerate(marks):
        if not (0 <= mark.x <= 1_000 and 0 <= mark.y <= 1_000):
            raise Refused("definition.point_outside", place=at + 1)


def _check_name(name: str) -> None:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise Refused("field.no_picture", mime=name[:12])


def _check_size(size: int, largest_kb: int) -> None:
    if size > largest_kb * _KB:
        raise Refused("field.too_large", size=size // _KB, largest=largest_kb)


def _passes(settings: DefectMap, value: Marked) -> bool | None:
    bad = {code.code for code in settings.codes if code.fails}
    return not any(mark.code in bad for mark in value.marks) if bad else None


def _count(settings: object, value: Iterable[object]) -> Said:
    del settings
    return f"{len(tuple(value))}"


KINDS = (
    FieldKind(
        "photo",
        "pictures",
        "image",
        Photos,
        tuple[Photo, ...],
        accept=_photos,
        said=_count,
        worth=lambda settings, value: tuple(one.sha256 for one in value),
        pictures=lambda value: tuple(one.sha256 for one in value),
    ),
    FieldKind(
        "defect_map",
        "pictures",
        "map-pin",
        DefectMap,
        Marked,
        accept=_marked,
        passes=_passes,
        said=lambda settings, value: ", ".join(mark.code for mark in value.marks) or "0",
        worth=lambda settings, value: tuple(mark.code for mark in value.marks),
        pictures=lambda value: (value.picture,),
    ),
    FieldKind(
        "file",
        "pictures",
        "files",
        Attachment,
        File,
        accept=_file,
        said=lambda settings, value: value.name,
        worth=lambda settings, value: value.name,
        pictures=lambda value: (value.sha256,),
    ),
)
