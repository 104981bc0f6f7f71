"""Labels for tests, and what a reader sees on them."""

import io
from decimal import Decimal
from pathlib import Path

import zplkit
import zxingcpp
from PIL import Image, ImageOps

from drivers.printers.language import Language
from drivers.printers.layout import Item, Layout, SymbolItem, Symbology, TextItem
from drivers.printers.marks import paper
from drivers.printers.typefaces import Typefaces

_FONTS = Path(__file__).parents[3] / "resources" / "fonts"
FACES = Typefaces(
    (_FONTS / "NotoSansSC-Regular.otf", _FONTS / "Inter-Regular.ttf"),
    (_FONTS / "NotoSansSC-Bold.otf", _FONTS / "Inter-Bold.ttf"),
)
UDI = "(01)09506000134352(17)281231(10)LOT-7_A(21)000123"
UDI_BYTES = b"01095060001343521728123110LOT-7_A\x1d21000123"


def mm(length: str | float) -> Decimal:
    return Decimal(str(length))


def a_layout(*items: Item, width="60", height="40", dpi=203) -> Layout:
    return Layout(width_mm=mm(width), height_mm=mm(height), dpi=dpi, items=items)


def a_text(text: str, x="3", y="2", height="3", **more) -> TextItem:
    return TextItem(x_mm=mm(x), y_mm=mm(y), height_mm=mm(height), text=text, **more)


def a_symbol(symbology: Symbology, content: str, x="5", y="10", module="0.375") -> SymbolItem:
    return SymbolItem(
        x_mm=mm(x),
        y_mm=mm(y),
        symbology=symbology,
        content=content,
        module_mm=mm(module),
        height_mm=mm(10),
    )


def a_udi_label() -> Layout:
    return a_layout(a_text("一次性导管 14G"), a_symbol(Symbology.GS1_DATAMATRIX, UDI))


def seen(ink: Image.Image) -> list[tuple[str, bytes]]:
    """Return what a reader reads in dots, ink 1: AIM identifiers and bytes, in order."""
    black_on_white = ImageOps.expand(ImageOps.invert(ink.convert("L")), 40, 255)
    found = zxingcpp.read_barcodes(black_on_white)
    return sorted((one.symbology_identifier, one.bytes) for one in found)


def previewed(language: Language, layout: Layout) -> Image.Image:
    return language.preview(language.label(layout, FACES), paper(layout), FACES)


def rendered_by_zplkit(data: bytes, layout: Layout) -> Image.Image:
    """Return the ink another program draws from ZPL."""
    width, height = paper(layout)
    document = zplkit.render(data, zplkit.Options(width=width, height=height, dpi=layout.dpi))
    (label,) = document.labels
    grey = Image.open(io.BytesIO(label.png())).convert("L")
    return grey.point(lambda value: 255 if value < 128 else 0).convert("1")
