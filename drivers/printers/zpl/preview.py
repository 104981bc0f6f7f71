r"""What a ZPL II format prints, by reading it: the subset `label.py` writes, and nothing else.

Text of the printer's own font is shown in ours, which is wider: a preview's only liberty.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from drivers.printers.layout import SymbolItem, Symbology, Unprintable, ZERO
from drivers.printers.preview import NotUnderstood, Picture, bitmap, number
from drivers.printers.symbols import FNC1, bracketed, modules
from drivers.printers.typefaces import Typefaces
from drivers.printers.zpl.bars import bars
from drivers.printers.zpl.code128 import values

_COMMAND = re.compile(rb"\^(A0|[A-Z]{2})([^\^~]*)", re.DOTALL)
_QUOTED = re.compile(rb"\\([0-9A-F]{2})?")
_SETTINGS = {"CI": b"28", "PO": b"N", "FW": b"N", "LH": b"0,0"}
"""What we set and a picture need not know; set otherwise, the label would be another."""
_FONT = re.compile(rb"N,([0-9]{1,5}),([0-9]{1,5})")
_LINEAR = re.compile(rb"N,([0-9]{1,5}),N,N,N,N")
_MATRIX = re.compile(rb"N,([0-9]{1,5}),200,,,,_")
_GRAPHIC = re.compile(rb"A,([0-9]+),([0-9]+),([0-9]+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})")
MOST_BYTES = 32_000_000
"""No bitmap we write unfolds to more (MOST_DOTS each way)."""


@dataclass(slots=True)
class _Field:
    """What is known of a field before its data comes."""

    x: int = 0
    y: int = 0
    kind: str = ""
    sizes: tuple[int, ...] = ()
    module: int = 0
    is_quoted: bool = False


def preview(data: bytes, paper: tuple[int, int], faces: Typefaces) -> Image.Image:
    """Return the one label a format prints, mode "1", ink is 1; `paper` where it names no size.

    Raises NotUnderstood.
    """
    commands = tuple(_commands(data))
    if len(commands) < 2 or commands[0] != ("XA", b"") or commands[-1] != ("XZ", b""):
        raise NotUnderstood("no format from ^XA to ^XZ")
    said = dict(commands)
    picture = Picture(
        number(said["PW"]) if "PW" in said else paper[0],
        number(said["LL"]) if "LL" in said else paper[1],
    )
    field = _Field()
    for code, words in commands[1:-1]:
        field = _after(code, words, field, picture, faces)
    return picture.image


def _commands(data: bytes) -> Iterator[tuple[str, bytes]]:
    end, text = 0, data.strip(b"\r\n")
    while end < len(text):
        found = _COMMAND.match(text, end)
        if found is None:
            raise NotUnderstood(f"no command at byte {end}: {text[end : end + 12]!r}")
        yield found[1].decode(), found[2]
        end = found.end()


def _after(code: str, words: bytes, field: _Field, picture: Picture, faces: Typefaces) -> _Field:
    """Take one command in and return the field as it stands after it."""
    match code:
        case "PW" | "LL":
            return field
        case "FO":
            return _Field(*_numbers(words, 2))
        case "FS":
            return _Field()
        case "BY":
            field.module = number(words, 1, 10)
        case "A0":
            field.kind, field.sizes = code, _sizes(_FONT, words)
        case "BC":
            field.kind, field.sizes = code, _sizes(_LINEAR, words)
        case "BX":
            field.kind, field.sizes = code, _sizes(_MATRIX, words)
        case "FH" if words == b"\\":
            field.is_quoted = True
        case "GB":
            width, height, thickness = _numbers(words, 3)
            if thickness != min(width, height):
                raise NotUnderstood("a ^GB that is no bar")
            picture.bar(field.x, field.y, width, height)
        case "GF":
            picture.ink(field.x, field.y, _graphic(words))
        case "FD":
            picture.ink(*_drawn(_unquoted(words, field), field, faces))
        case _ if _SETTINGS.get(code) != words:
            raise NotUnderstood(f"^{code}{words[:12]!r}")
    return field


def _numbers(words: bytes, count: int) -> tuple[int, ...]:
    said = words.split(b",")
    if len(said) != count:
        raise NotUnderstood(f"{words[:24]!r} where {count} numbers belong")
    return tuple(map(number, said))


def _sizes(pattern: re.Pattern[bytes], words: bytes) -> tuple[int, ...]:
    found = pattern.fullmatch(words)
    if found is None:
        raise NotUnderstood(f"{words[:24]!r}")
    return tuple(number(group, 1) for group in found.groups())


def _unquoted(words: bytes, field: _Field) -> str:
    """Undo ^FH; only printable ASCII is written as text or symbol."""
    if not field.is_quoted:
        raise NotUnderstood("data that is not quoted by ^FH")
    plain = _QUOTED.sub(lambda found: bytes.fromhex((found[1] or b"5C").decode()), words)
    text = plain.decode("latin-1")
    if not text or not all(" " <= character <= "~" for character in text):
        raise NotUnderstood(f"field data {plain[:24]!r}")
    return text


def _drawn(text: str, field: _Field, faces: Typefaces) -> tuple[int, int, Image.Image]:
    try:
        match field.kind:
            case "A0":
                return _text(text, field, faces)
            case "BC" if field.module:
                return field.x, field.y, _linear(text, field)
            case "BX":
                return field.x, field.y, _matrix(text, field)
    except Unprintable as error:
        raise NotUnderstood(str(error)) from error
    raise NotUnderstood("data of no field")


def _text(text: str, field: _Field, faces: Typefaces) -> tuple[int, int, Image.Image]:
    height, width = field.sizes
    natural = faces.width(text, height)
    ink = faces.ink(text, height, max(1, natural * width // height))
    return field.x + ink.x, field.y + ink.y, ink.image


def _linear(text: str, field: _Field) -> Image.Image:
    row = bars(values(text))
    small = Image.new("1", (len(row), 1), 0)
    small.putdata([255 if dark else 0 for dark in row])
    return small.resize((len(row) * field.module, field.sizes[0]), Image.Resampling.NEAREST)


def _matrix(text: str, field: _Field) -> Image.Image:
    """Undo the escapes of ^BX: `_1` is FNC1, `__` the sign itself."""
    if re.search("_(?![_1])", text.replace("__", "")):
        raise NotUnderstood(f"an escape in {text[:24]!r}")
    content = re.sub("__|_1", lambda found: "_" if found[0] == "__" else FNC1, text)
    is_gs1 = content.startswith(FNC1)
    item = SymbolItem(
        x_mm=ZERO,
        y_mm=ZERO,
        symbology=Symbology.GS1_DATAMATRIX if is_gs1 else Symbology.DATAMATRIX,
        content=bracketed(content[1:]) if is_gs1 else content,
        module_mm=ZERO,
    )
    found = modules(item)
    small = Image.new("1", (found.width, len(found.rows)), 0)
    small.putdata([255 if dark else 0 for row in found.rows for dark in row])
    module = field.sizes[0]
    return small.resize((small.width * module, small.height * module), Image.Resampling.NEAREST)


def _graphic(words: bytes) -> Image.Image:
    found = _GRAPHIC.fullmatch(words)
    if found is None:
        raise NotUnderstood(f"^GF{words[:24]!r}")
    whole, counted, row = (number(found[place], 1, MOST_BYTES) for place in (1, 2, 3))
    if whole != counted or whole % row or int(found[5], 16) != binascii.crc_hqx(found[4], 0):
        raise NotUnderstood("a ^GF whose numbers do not fit")
    return bitmap(_inflated(found[4], whole), row, whole // row)


def _inflated(text: bytes, whole: int) -> bytes:
    try:
        unpacking = zlib.decompressobj()
        return unpacking.decompress(base64.b64decode(text, validate=True), whole + 1)
    except (binascii.Error, zlib.error) as error:
        raise NotUnderstood(f"a damaged ^GF: {error}") from error
