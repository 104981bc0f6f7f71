r"""Symbols as modules, written by zxing-cpp: the same for every language that prints bitmaps.

GS1 content is bracketed, `(01)09506000134352(10)AB\(C`. zxing-cpp checks the AIs and their lengths
but neither check digits nor dates: whether content is right was asked before it came here.
"""

import re
from dataclasses import dataclass

import zxingcpp

from drivers.printers.layout import Flaw, SymbolItem, Symbology, Unprintable

FNC1 = "\x1d"
"""How FNC1 is written in an element string, and how a scanner sends it."""

_FORMATS = {
    Symbology.GS1_DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.GS1_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE128: zxingcpp.BarcodeFormat.Code128,
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
}
_ELEMENT = re.compile(r"\(([0-9]{2,4})\)((?:\\[()]|[^\\()])+)")
_PREDEFINED = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    "20": 4,
    "41": 16,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
}
"""Elements whose AI begins so are that long, AI included, and need no separator (GS1 General
Specifications, table of predefined lengths)."""
_AI_DIGITS = {
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39"), 4),
    **dict.fromkeys(("43", "70", "72", "80", "81", "82"), 4),
}
"""How long an AI is, by its first two digits; two where they are not named."""


@dataclass(frozen=True, slots=True)
class Modules:
    """A symbol's modules row by row, dark ones true, no quiet zone; one row if it is linear."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0])


def modules(item: SymbolItem) -> Modules:
    """Return the modules of a symbol. Raises Unprintable where it cannot carry its content."""
    if item.symbology is Symbology.CODE128 and not item.content.isascii():
        raise Unprintable(Flaw.NOT_ENCODABLE, item.content)  # Latin-1 by FNC4: few scanners read it
    try:
        symbol = zxingcpp.create_barcode(item.content, _FORMATS[item.symbology], **_options(item))
    except ValueError as error:
        raise Unprintable(Flaw.NOT_ENCODABLE, item.content) from error
    image = memoryview(symbol.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # its stub forgets the buffer
    height, width = image.shape or (0, 0)
    rows = 1 if item.symbology.is_linear else height
    return Modules(tuple(tuple(image[y, x] == 0 for x in range(width)) for y in range(rows)))


def _options(item: SymbolItem) -> dict[str, object]:
    options: dict[str, object] = {"gs1": True} if item.symbology.is_gs1 else {}
    if not item.symbology.is_gs1 and not item.content.isascii():
        options["eci"] = "UTF-8"  # said aloud: else `é` is Latin-1, `中` Shift JIS, by turns
    if _FORMATS[item.symbology] is zxingcpp.BarcodeFormat.DataMatrix:
        options["force_square"] = True  # as printers do by themselves, and easier to aim at
    return options


def elements(content: str) -> tuple[tuple[str, str], ...]:
    """Return the AIs and data of bracketed content. Raises Unprintable where it is none."""
    found, end = [], 0
    for match in _ELEMENT.finditer(content):
        if match.start() != end:
            raise Unprintable(Flaw.NOT_ENCODABLE, content)
        found.append((match[1], re.sub(r"\\([()])", r"\1", match[2])))
        end = match.end()
    if not found or end != len(content):
        raise Unprintable(Flaw.NOT_ENCODABLE, content)
    return tuple(found)


def element_string(content: str) -> str:
    """Return bracketed content as a scanner sends it, without AIM identifier; FNC1 as GS.

    A separator stands only where an element of unknown length is followed by another.
    """
    text, needs_end = "", False
    for ai, data in elements(content):
        text += (FNC1 if needs_end else "") + ai + data
        needs_end = ai[:2] not in _PREDEFINED
    return text


def bracketed(text: str) -> str:
    """Return an element string as bracketed content. Raises Unprintable where it is none."""
    content = ""
    for message in text.split(FNC1):
        while message:
            prefix = message[:2]
            ends, ai = _PREDEFINED.get(prefix, len(message)), _AI_DIGITS.get(prefix, 2)
            data = re.sub(r"([()])", r"\\\1", message[ai:ends])
            content += f"({message[:ai]}){data}"
            message = message[ends:]
    elements(content)
    return content
