"""From a label's template and what it is to say, to a layout a printer's language can write."""

from collections.abc import Mapping

from app.capabilities.labels.bodies import GS1, LabelTemplate, PrintedSymbol
from app.capabilities.labels.templates.decisions import bracketed, fill, pairs
from drivers.printers.layout import (
    BoxItem,
    Item,
    Layout,
    RuleItem,
    SymbolItem,
    Symbology,
    TextItem,
)


def laid_out(template: LabelTemplate, values: Mapping[str, str], dpi: int = 0) -> Layout:
    """Return the layout of one label at the printer's `dpi`, the template's own where it is 0.

    A text or symbol that fills to nothing is left out.
    """
    return Layout(
        width_mm=template.width,
        height_mm=template.height,
        dpi=dpi or template.dpi,
        items=(
            *_marks(template),
            *(item for item in _texts(template, values) if item.text),
            *(item for item in _symbols(template, values) if item.content),
        ),
    )


def _marks(template: LabelTemplate) -> tuple[Item, ...]:
    rules = (
        RuleItem(x_mm=one.x, y_mm=one.y, width_mm=one.width, height_mm=one.height)
        for one in template.rules
    )
    boxes = (
        BoxItem(x_mm=one.x, y_mm=one.y, width_mm=one.width, height_mm=one.height, line_mm=one.line)
        for one in template.boxes
    )
    return (*rules, *boxes)


def _texts(template: LabelTemplate, values: Mapping[str, str]) -> tuple[TextItem, ...]:
    return tuple(
        TextItem(
            x_mm=one.x,
            y_mm=one.y,
            height_mm=one.height,
            text=fill(one.text, values),
            bold=one.bold,
            max_width_mm=one.width,
        )
        for one in template.texts
    )


def _symbols(template: LabelTemplate, values: Mapping[str, str]) -> tuple[SymbolItem, ...]:
    return tuple(
        SymbolItem(
            x_mm=one.x,
            y_mm=one.y,
            symbology=Symbology(one.symbology),
            content=_content(one, values),
            module_mm=one.module,
            height_mm=one.height,
        )
        for one in template.symbols
    )


def _content(one: PrintedSymbol, values: Mapping[str, str]) -> str:
    if one.symbology in GS1:
        return bracketed(pairs(one.content, values))
    return fill(one.content, values)
