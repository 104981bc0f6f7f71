"""The document labels define: how a label looks. Lengths are millimetres from its upper left.

Texts and contents hold placeholders, `{lot}`; each is filled from the job. The content of a GS1
symbol is bracketed, `(01){di}(21){serial}`.
"""

from decimal import Decimal

import msgspec

from app.kernel.words import Bilingual

LABEL_TEMPLATE = "label_template"

PLACEHOLDERS = (
    "di",
    "lot",
    "serial",
    "expiry",
    "expiry_gs1",
    "made",
    "made_gs1",
    "order",
    "product",
    "product_zh",
    "product_en",
    "copy",
)
"""What a job can fill in. Dates read `2028-12-31`, for GS1 `281231`; `copy` is empty on the first
label of a serial number, `2` on its first reprint."""

SYMBOLOGIES = ("gs1-datamatrix", "gs1-128", "qr", "datamatrix", "code128")
GS1 = ("gs1-datamatrix", "gs1-128")
"""Those of them whose content is a GS1 element string."""
LINEAR = ("gs1-128", "code128")
DPI = (203, 300, 600)
"""The resolutions label printers have, in dots an inch."""

_ZERO = Decimal(0)


class PrintedText(msgspec.Struct, frozen=True, kw_only=True):
    """One line of text, `height` from ascender to descender; one that fills to nothing is left out.

    Wider than `width` it is set narrower, down to half; zero: as wide as it comes.
    """

    x: Decimal
    y: Decimal
    height: Decimal
    text: str
    bold: bool = False
    width: Decimal = _ZERO


class PrintedSymbol(msgspec.Struct, frozen=True, kw_only=True):
    """One symbol; `height` is that of the bars of a linear one, and nothing to the others."""

    x: Decimal
    y: Decimal
    symbology: str
    content: str
    module: Decimal
    height: Decimal = _ZERO


class PrintedRule(msgspec.Struct, frozen=True, kw_only=True):
    """A black bar."""

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


class PrintedBox(msgspec.Struct, frozen=True, kw_only=True):
    """A frame; `line` is the width of its edge, drawn inwards."""

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal
    line: Decimal


class LabelTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """How a label looks. Its first GS1 symbol is the one that is scanned back.

    `level` is the packaging level: 0 the unit itself, 1 to 8 the indicator digit by which the DI of
    a package is made from that of its content (GS1 General Specifications §2.1). Every
    `scan_every`th of its labels is proven by a scan before it counts: 1 each, 0 none; a reprint
    always is.
    """

    code: str
    name: Bilingual
    width: Decimal
    height: Decimal
    dpi: int
    level: int = 0
    scan_every: int = 0
    texts: tuple[PrintedText, ...] = ()
    symbols: tuple[PrintedSymbol, ...] = ()
    rules: tuple[PrintedRule, ...] = ()
    boxes: tuple[PrintedBox, ...] = ()
