r"""A layout as one ZPL II format.

Plain ASCII is set by the printer's own scalable font, DataMatrix and Code 128 by its own encoders:
short and sharp. Everything else, Chinese above all, goes as a bitmap from our fonts: `^CI28` alone
prints boxes where the printer holds no such font. QR too: `^BQ` stands some dots lower than asked
on many firmwares.

No data can end its field: `^`, `~` and `\` go in hexadecimal by `^FH\`.
"""

import base64
import binascii
import re
import zlib

from PIL import Image

from drivers.printers.layout import Item, Layout, SymbolItem, Symbology, TextItem
from drivers.printers.marks import (
    Bar,
    Mark,
    bars_height,
    marks_of,
    module_size,
    paper,
    text_room,
    text_size,
)
from drivers.printers.symbols import FNC1, element_string
from drivers.printers.typefaces import Typefaces
from drivers.printers.zpl.code128 import invoked

_PLAIN = re.compile(r"[ -~]+")
_SAME_GLYPHS = re.compile(r"[ -\[\]_a-z{|}]+")
"""What font 0 draws as we would: its `\\` is a cent sign, its `^`, `~` and "`" are accents."""
WIDEST_BAR = 10
"""The widest module of ^BY, in dots."""


def label(layout: Layout, faces: Typefaces) -> bytes:
    """Return the format that prints the layout once. Raises Unprintable."""
    width, height = paper(layout)
    body = "".join(_field(item, layout, faces) for item in layout.items)
    head = f"^XA^CI28^PON^FWN^LH0,0^PW{width}^LL{height}"
    return f"{head}{body}^XZ".encode("ascii")


def flush(length: int) -> bytes:
    """Return what clears the printer of a label that came only in part: `~JA`, cancel all."""
    return b"~JA"


def _field(item: Item, layout: Layout, faces: Typefaces) -> str:
    marks = marks_of(item, layout, faces)  # whatever says it, it must fit as we would draw it
    at = f"^FO{layout.dots(item.x_mm)},{layout.dots(item.y_mm)}"
    match item:
        case TextItem() if _SAME_GLYPHS.fullmatch(item.text) and not item.bold:
            return f"{at}{_font(item, layout, faces)}{_data(item.text)}"
        case SymbolItem() if command := _symbol(item, layout):
            return f"{at}{command}"
    return "".join(map(_mark, marks))


def _font(item: TextItem, layout: Layout, faces: Typefaces) -> str:
    """Font 0, a condensed face: what fits in ours fits in it."""
    size = text_size(item, layout)
    width, room = faces.width(item.text, size), text_room(item, layout)
    return f"^A0N,{size},{size if width <= room else max(1, size * room // width)}"


def _symbol(item: SymbolItem, layout: Layout) -> str:
    """Return the printer's own command for a symbol; empty where a bitmap is to be sent."""
    content = element_string(item.content) if item.symbology.is_gs1 else item.content
    if not _PLAIN.fullmatch(content.replace(FNC1, "") if item.symbology.is_gs1 else content):
        return ""
    module = module_size(item, layout)
    if item.symbology.is_linear and module <= WIDEST_BAR:
        start = FNC1 if item.symbology.is_gs1 else ""
        return (
            f"^BY{module}^BCN,{bars_height(item, layout)},N,N,N,N{_data(invoked(start + content))}"
        )
    if item.symbology in (Symbology.GS1_DATAMATRIX, Symbology.DATAMATRIX):
        # The escape is always named: firmwares differ in what stands for it when it is not.
        said = content.replace("_", "__").replace(FNC1, "_1")
        start = "_1" if item.symbology.is_gs1 else ""
        return f"^BXN,{module},200,,,,_{_data(start + said)}"
    return ""


def _mark(mark: Mark) -> str:
    if isinstance(mark, Bar):
        thickness = min(mark.width, mark.height)
        return f"^FO{mark.x},{mark.y}^GB{mark.width},{mark.height},{thickness}^FS"
    return f"^FO{mark.x},{mark.y}{_bitmap(mark.image)}^FS"


def _bitmap(image: Image.Image) -> str:
    """A bitmap as Z64: deflated, in base 64, with its CRC; a tenth of the same in hexadecimal."""
    rows = image.tobytes()
    row = (image.width + 7) // 8
    packed = base64.b64encode(zlib.compress(rows, 9))
    size, crc = len(rows), binascii.crc_hqx(packed, 0)
    return f"^GFA,{size},{size},{row},:Z64:{packed.decode()}:{crc:04X}"


def _data(text: str) -> str:
    quoted = re.sub(r"[\^~\\]", lambda found: f"\\{ord(found[0]):02X}", text)
    return f"^FH\\^FD{quoted}^FS"
