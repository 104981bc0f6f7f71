"""Files and photos as a form keeps them: read, measured and hashed on a worker."""

from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageReader

from app.capabilities.forms.pictures.bodies import File, Photo
from app.capabilities.forms.pictures.kinds import MIMES
from app.kernel.refused import Refused

_FORMATS = {"jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo and its bytes."""

    photo: Photo
    data: bytes


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file and its bytes."""

    file: File
    data: bytes


def photo_of(data: bytes, at_ms: int) -> TakenPhoto:
    """Return encoded bytes as a photo. Refuses `field.no_picture` for what is no JPEG or PNG."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    mime = _FORMATS.get(bytes(reader.format().data()).decode(), "")
    size = reader.size()
    if mime not in MIMES or not size.isValid():
        raise Refused("field.no_picture", mime=mime or "—")
    name = sha256(data).hexdigest()
    made = Photo(
        sha256=name,
        mime=mime,
        width=size.width(),
        height=size.height(),
        at_ms=at_ms,
        size=len(data),
    )
    return TakenPhoto(made, data)


def read_photo(path: str, at_ms: int) -> TakenPhoto:
    """Read a photo from a file. Refuses `kit.file.gone` and as `photo_of`."""
    return photo_of(_read(path), at_ms)


def read_file(path: str) -> TakenFile:
    """Read any file. Refuses `kit.file.gone`."""
    data, name = _read(path), Path(path).name
    mime = guess_type(name)[0] or "application/octet-stream"
    return TakenFile(
        File(sha256=sha256(data).hexdigest(), name=name, size=len(data), mime=mime), data
    )


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as trouble:
        raise Refused("kit.file.gone", name=Path(path).name) from trouble
