"""When a label's template is sound, how it is told line by line, how its gaps are filled."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.capabilities.documents.answers import Line
from app.capabilities.labels.bodies import (
    DPI,
    GS1,
    LINEAR,
    PLACEHOLDERS,
    SYMBOLOGIES,
    LabelTemplate,
    PrintedSymbol,
)
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.symbols import gs1

Pairs = tuple[tuple[str, str], ...]
"""The elements of a GS1 symbol in their order: application identifier, value."""

WIDEST_MM = 300

_GAP = re.compile(r"\{(\w*)\}")
_BRACKET, _ESCAPED = re.compile(r"([()])"), r"\\\1"
_ELEMENT = re.compile(r"\((\d{2,4})\)([^()]*)")


def check_template(body: LabelTemplate, attached: frozenset[str]) -> None:
    """Refuse a template no label could be made of, or none that could be proven.

    Refusals: `labels.text_missing`, `.size`, `.outside`, `.symbol_unknown`, `.module`,
    `.not_elements`, `.placeholder_unknown`, `.no_udi`.
    """
    del attached
    if not body.name.zh.strip() or not body.name.en.strip():
        raise Refused("labels.text_missing", template=body.code)
    sizes = (body.width, body.height)
    if body.dpi not in DPI or body.level not in range(9) or body.scan_every < 0:
        raise Refused("labels.size", template=body.code)
    if not all(0 < size <= WIDEST_MM for size in sizes):
        raise Refused("labels.size", template=body.code)
    for x, y in _corners(body):
        if not (0 <= x < body.width and 0 <= y < body.height):
            raise Refused("labels.outside", x=plain(x), y=plain(y))
    for symbol in body.symbols:
        _check_symbol(symbol)
    _check_gaps([one.text for one in body.texts] + [one.content for one in body.symbols])
    if "{di}" not in udi_of(body) or "{serial}" not in udi_of(body):
        raise Refused("labels.no_udi", template=body.code)


def outline_template(body: LabelTemplate) -> tuple[Line, ...]:
    """Tell a template: its size, then what stands on it from the top down."""
    size = f"{plain(body.width)} × {plain(body.height)} mm · {body.dpi} dpi"
    return (
        Line(("name",), (body.name,), level=0),
        Line(("size",), (size,), field="size"),
        Line(("level",), (f"{body.level}",), field="level"),
        Line(("scan_every",), (f"{body.scan_every}",), field="scan_every"),
        *(
            Line(("symbols", place), (one.content,), number=one.symbology)
            for place, one in enumerate(body.symbols)
        ),
        *(
            Line(("texts", place), (one.text,), number=f"{plain(one.height)} mm")
            for place, one in enumerate(body.texts)
        ),
    )


def udi_of(body: LabelTemplate) -> str:
    """Return the content of the symbol that is scanned back; empty where there is none."""
    return next((one.content for one in body.symbols if one.symbology in GS1), "")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its gaps filled; what has no value fills to nothing."""
    return _GAP.sub(lambda gap: values.get(gap[1], ""), text).strip()


def pairs(content: str, values: Mapping[str, str]) -> Pairs:
    """Return the elements of a GS1 symbol, filled; one whose value is empty is left out."""
    found = ((ai, fill(value, values)) for ai, value in _ELEMENT.findall(content))
    return tuple((ai, value) for ai, value in found if value)


def bracketed(elements: Pairs) -> str:
    r"""Return elements as they are read and printed; a bracket in a value is written `\(`."""
    return "".join(f"({ai}){_BRACKET.sub(_ESCAPED, value)}" for ai, value in elements)


def scanned(elements: Pairs) -> str:
    """Return elements as a scanner sends them: identifier and value, GS where one must end."""
    return gs1.scan_text(gs1.built(elements))


def check_udi(elements: Pairs) -> None:
    """Refuse to print what GS1 forbids: the writers of symbols encode whatever they are given.

    Refusals: those of `gs1.check_for_print`.
    """
    gs1.check_for_print(gs1.built(elements))


def packed(di: str, level: int) -> str:
    """Return the DI of a package of `level` that holds units of `di` (GTIN-14, its check digit)."""
    if level == 0 or len(di) != 14 or not di.isdecimal() or not di.isascii():
        return di
    body = f"{level}{di[1:13]}"
    return body + gs1.check_digit(body)


def _check_symbol(one: PrintedSymbol) -> None:
    if one.symbology not in SYMBOLOGIES:
        raise Refused("labels.symbol_unknown", symbology=one.symbology)
    if one.module <= 0 or (one.symbology in LINEAR and one.height <= 0):
        raise Refused("labels.module", content=one.content)
    if one.symbology in GS1 and _ELEMENT.sub("", one.content):
        raise Refused("labels.not_elements", content=one.content)


def _check_gaps(texts: Iterable[str]) -> None:
    for text in texts:
        for name in _GAP.findall(text):
            if name not in PLACEHOLDERS:
                raise Refused("labels.placeholder_unknown", name=name)


def _corners(body: LabelTemplate) -> Iterable[tuple[Decimal, Decimal]]:
    yield from ((one.x, one.y) for one in body.texts)
    yield from ((one.x, one.y) for one in body.symbols)
    yield from ((one.x, one.y) for one in body.rules)
    yield from ((one.x, one.y) for one in body.boxes)
