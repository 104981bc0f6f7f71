r"""What a ZPL II format prints, by reading it: the subset `label.py` writes, and nothing else.

Text of the printer's own font is shown in ours, which is wider: a preview's only liberty.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PIL import Image

from drivers.printers.layout import ZERO, SymbolItem, Symbology, Unprintable
from drivers.printers.marks import enlarged
from drivers.printers.preview import NotUnderstood, Picture, bitmap, number
from drivers.printers.symbols import FNC1, Modules, bracketed, modules
from drivers.printers.typefaces import Typefaces
from drivers.printers.zpl.bars import bars
from drivers.printers.zpl.code128 import values

_COMMAND = re.compile(rb"\^(A0|[A-Z]{2})([^\^~]*)", re.DOTALL)
_QUOTED = re.compile(rb"\\([0-9A-F]{2})?")
_SETTINGS = {"CI": b"28", "PO": b"N", "FW": b"N", "LH": b"0,0"}
"""What we set and a picture need not know; set otherwise, the label would be another."""
_KINDS = {
    "A0": re.compile(rb"N,([0-9]{1,5}),([0-9]{1,5})"),
    "BC": re.compile(rb"N,([0-9]{1,5}),N,N,N,N"),
    "BX": re.compile(rb"N,([0-9]{1,5}),200,,,,_"),
}
"""What a field's data can be: text, Code 128, DataMatrix."""
_GRAPHIC = re.compile(rb"A,([0-9]+),([0-9]+),([0-9]+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})")
MOST_BYTES = 32_000_000
"""No bitmap we write unfolds to more (MOST_DOTS each way)."""


def preview(data: bytes, paper: tuple[int, int], faces: Typefaces) -> Image.Image:
    """Return the one label a format prints, mode "1", ink is 1; `paper` where it names no size.

    Raises NotUnderstood.
    """
    commands = tuple(_commands(data))
    if len(commands) < 2 or commands[0] != ("XA", b"") or commands[-1] != ("XZ", b""):
        raise NotUnderstood("no format from ^XA to ^XZ")
    said = dict(commands)
    width = number(said["PW"]) if "PW" in said else paper[0]
    height = number(said["LL"]) if "LL" in said else paper[1]
    reader = _Reader(Picture(width, height), faces)
    for code, words in commands[1:-1]:
        reader.take(code, words)
    return reader.picture.image


def _commands(data: bytes) -> Iterator[tuple[str, bytes]]:
    end, text = 0, data.strip(b"\r\n")
    while end < len(text):
        found = _COMMAND.match(text, end)
        if found is None:
            raise NotUnderstood(f"no command at byte {end}: {text[end : end + 12]!r}")
        yield found[1].decode(), found[2]
        end = found.end()


@dataclass(slots=True)
class _Field:
    """What is known of a field before its data comes."""

    x: int = 0
    y: int = 0
    kind: str = ""
    sizes: tuple[int, ...] = ()
    module: int = 0
    is_quoted: bool = False


class _Reader:
    """Takes commands one after another and draws what they say."""

    def __init__(self, picture: Picture, faces: Typefaces) -> None:
        self.picture = picture
        self._faces = faces
        self._field = _Field()
        self._known: dict[str, Callable[[bytes], None]] = {
            "PW": lambda _: None,
            "LL": lambda _: None,
            "FO": self._origin,
            "FS": self._end,
            "BY": self._module,
            "FH": self._quoted,
            "FD": self._data,
            "GB": self._bar,
            "GF": self._bitmap,
            **{code: partial(self._kind, code, pattern) for code, pattern in _KINDS.items()},
        }

    def take(self, code: str, words: bytes) -> None:
        """Take one command in. Raises NotUnderstood."""
        known = self._known.get(code)
        if known is not None:
            known(words)
        elif _SETTINGS.get(code) != words:
            raise NotUnderstood(f"^{code}{words[:12]!r}")

    def _origin(self, words: bytes) -> None:
        x, y = _numbers(words, 2)
        self._field = _Field(x, y)

    def _end(self, words: bytes) -> None:
        self._field = _Field()

    def _module(self, words: bytes) -> None:
        self._field.module = number(words, 1, 10)

    def _quoted(self, words: bytes) -> None:
        if words != b"\\":
            raise NotUnderstood(f"^FH{words[:12]!r}")
        self._field.is_quoted = True

    def _kind(self, code: str, pattern: re.Pattern[bytes], words: bytes) -> None:
        found = pattern.fullmatch(words)
        if found is None:
            raise NotUnderstood(f"^{code}{words[:24]!r}")
        self._field.kind = code
        self._field.sizes = tuple(number(group, 1) for group in found.groups())

    def _data(self, words: bytes) -> None:
        self.picture.ink(*_drawn(_unquoted(words, self._field), self._field, self._faces))

    def _bar(self, words: bytes) -> None:
        width, height, thickness = _numbers(words, 3)
        if thickness != min(width, height):
            raise NotUnderstood("a ^GB that is no bar")
        self.picture.bar(self._field.x, self._field.y, width, height)

    def _bitmap(self, words: bytes) -> None:
        self.picture.ink(self._field.x, self._field.y, _graphic(words))


def _numbers(words: bytes, count: int) -> tuple[int, ...]:
    said = words.split(b",")
    if len(said) != count:
        raise NotUnderstood(f"{words[:24]!r} where {count} numbers belong")
    return tuple(map(number, said))


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
    return enlarged(Modules((row,)), field.module, field.sizes[0])


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
    return enlarged(found, field.sizes[0], field.sizes[0] * len(found.rows))


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
