"""A layout as marks: bars and ink at whole dots, which every language can print.

Pure but for the font files. What does not fit the label is refused, never cut: a symbol without its
edge, or a lot number without its end, is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from PIL import Image

from drivers.printers.layout import (
    BoxItem,
    Flaw,
    Item,
    Layout,
    RuleItem,
    SymbolItem,
    TextItem,
    Unprintable,
)
from drivers.printers.symbols import Modules, modules
from drivers.printers.typefaces import Ink, Typefaces, merge

MOST_DOTS = 16_000
"""No label printer prints wider or longer in one piece (2 m at 203 dpi)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle, in dots."""

    x: int
    y: int
    width: int
    height: int


Mark = Bar | Ink


def paper(layout: Layout) -> tuple[int, int]:
    """Return the label's width and height in dots. Raises Unprintable where it has none."""
    size = layout.dots(layout.width_mm), layout.dots(layout.height_mm)
    if not all(0 < dots <= MOST_DOTS for dots in size):
        raise Unprintable(Flaw.SIZE, f"{layout.width_mm} x {layout.height_mm} mm")
    return size


def marks(layout: Layout, faces: Typefaces) -> tuple[Mark, ...]:
    """Return what to print, in the layout's order. Raises Unprintable."""
    return tuple(mark for item in layout.items for mark in marks_of(item, layout, faces))


def marks_of(item: Item, layout: Layout, faces: Typefaces) -> tuple[Mark, ...]:
    """Return the marks of one item. Raises Unprintable."""
    found = tuple(_marks(item, layout, faces))
    for mark in found:
        _demand_room(mark, layout, item)
    return found


def drawn(layout: Layout, faces: Typefaces) -> Image.Image:
    """Return the whole label dot for dot, an image of mode "1", ink is 1. Raises Unprintable."""
    picture = Image.new("1", paper(layout), 0)
    for mark in marks(layout, faces):
        match mark:
            case Bar():
                box = (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
                picture.paste(1, box)
            case Ink():
                merge(picture, mark)
    return picture


def text_size(item: TextItem, layout: Layout) -> int:
    """Return how many dots high a text is set. Raises Unprintable where that is none."""
    size = _size(layout, item.height_mm, item.text)
    if size > paper(layout)[1]:
        raise Unprintable(Flaw.OFF_THE_LABEL, item.text)
    return size


def text_room(item: TextItem, layout: Layout) -> int:
    """Return how many dots wide a text may be. Raises Unprintable where that is none."""
    if item.max_width_mm:
        return _size(layout, item.max_width_mm, item.text)
    room = paper(layout)[0] - layout.dots(item.x_mm)
    if room <= 0:
        raise Unprintable(Flaw.OFF_THE_LABEL, item.text)
    return room


def module_size(item: SymbolItem, layout: Layout) -> int:
    """Return how many dots a module is wide, one at least. Raises Unprintable where it has none."""
    if item.module_mm <= 0:
        raise Unprintable(Flaw.SIZE, item.content)
    return max(1, _size(layout, item.module_mm, item.content, least=0))


def bars_height(item: SymbolItem, layout: Layout) -> int:
    """Return how many dots high the bars of a linear symbol are. Raises Unprintable."""
    return _size(layout, item.height_mm, item.content)


def _size(layout: Layout, length_mm: Decimal, what: str, least: int = 1) -> int:
    dots = layout.dots(length_mm)
    if not least <= dots <= MOST_DOTS:
        raise Unprintable(Flaw.SIZE, what)
    return dots


def _marks(item: Item, layout: Layout, faces: Typefaces) -> Iterator[Mark]:
    x, y = layout.dots(item.x_mm), layout.dots(item.y_mm)
    match item:
        case TextItem():
            size, most = text_size(item, layout), text_room(item, layout)
            ink = faces.ink(item.text, size, most, bold=item.bold)
            yield Ink(x + ink.x, y + ink.y, ink.image)
        case SymbolItem():
            yield Ink(x, y, symbol_image(item, layout))
        case RuleItem():
            what = f"{item.width_mm} x {item.height_mm} mm"
            width, height = (_size(layout, mm, what) for mm in (item.width_mm, item.height_mm))
            yield Bar(x, y, width, height)
        case BoxItem():
            yield from _frame(item, layout, x, y)


def _frame(item: BoxItem, layout: Layout, x: int, y: int) -> Iterator[Bar]:
    what = f"{item.width_mm} x {item.height_mm} mm"
    width, height, line = (
        _size(layout, mm, what) for mm in (item.width_mm, item.height_mm, item.line_mm)
    )
    if 2 * line > min(width, height):
        raise Unprintable(Flaw.SIZE, what)
    yield Bar(x, y, width, line)
    yield Bar(x, y + height - line, width, line)
    yield Bar(x, y + line, line, height - 2 * line)
    yield Bar(x + width - line, y + line, line, height - 2 * line)


def symbol_image(item: SymbolItem, layout: Layout) -> Image.Image:
    """Return a symbol dot for dot, without quiet zone. Raises Unprintable."""
    found, module = modules(item), module_size(item, layout)
    if found.width * module > paper(layout)[0]:
        raise Unprintable(Flaw.OFF_THE_LABEL, item.content)
    height = bars_height(item, layout) if item.symbology.is_linear else module * len(found.rows)
    return enlarged(found, module, height)


def enlarged(found: Modules, module: int, height: int) -> Image.Image:
    """Return modules as dots, each `module` wide, all rows together `height` high."""
    small = Image.new("1", (found.width, len(found.rows)), 0)
    small.putdata([255 if dark else 0 for row in found.rows for dark in row])
    return small.resize((found.width * module, height), Image.Resampling.NEAREST)


def _demand_room(mark: Mark, layout: Layout, item: Item) -> None:
    width, height = paper(layout)
    right, bottom = (
        (mark.x + mark.width, mark.y + mark.height)
        if isinstance(mark, Bar)
        else (mark.x + mark.image.width, mark.y + mark.image.height)
    )
    if mark.x < 0 or mark.y < 0 or right > width or bottom > height:
        raise Unprintable(Flaw.OFF_THE_LABEL, _named(item))


def _named(item: Item) -> str:
    match item:
        case TextItem():
            return item.text
        case SymbolItem():
            return item.content
    return f"{item.width_mm} x {item.height_mm} mm"
