"""Styles of a workbook → what a reader of forms needs of them; numbers as their cells show them."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from xml.etree import ElementTree

from app.capabilities.forms.sheets.cells import Look
from app.kernel.workbooks.numberformat import Formats

_EXCEL_DIGITS = Context(prec=15)  # Excel calculates with 15 significant digits; more is noise
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd",
    20: "hh:mm", 21: "hh:mm:ss", 22: "yyyy-mm-dd hh:mm",
}  # fmt: skip
_SHAPE = re.compile(
    r'^(?P<before>(?:"[^"]*"|\\.|[+±-])*)[#0,]*0(?:\.(?P<places>0+))?(?P<after>.*)$'
)
_COLOUR = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


@dataclass(frozen=True, slots=True)
class Looks:
    """Looks by style index, and the number formats behind them."""

    by_style: tuple[Look, ...]
    formats: Formats

    def look(self, style: str) -> Look:
        """Return the look of a style index; a plain one where there is none."""
        at = int(style) if style.isdecimal() else 0
        return self.by_style[at] if at < len(self.by_style) else Look()

    def shown(self, raw: str, style: str) -> str:
        """Return a stored number as its cell shows it: `0.003` in `0.0%` is `0.3%`."""
        code = _COLOUR.sub("", self.look(style).number)
        plain = self.formats.shown(raw, style)
        try:
            number = _EXCEL_DIGITS.create_decimal(raw)
        except InvalidOperation:
            return plain
        if not number.is_finite() or "E" in code or plain.count("-") > 1:
            return plain
        if moment := _moment(code, number, plain):
            return moment
        section, number = _section(code, number)
        shape = _SHAPE.match(section)
        return plain if shape is None else _in_shape(number, shape) or plain


def looks_of(styles: ElementTree.Element | None, formats: Formats) -> Looks:
    """Return the looks that a styles part (without namespaces) names; none is fine too."""
    if styles is None:
        return Looks((), formats)
    bold = [_is_bold(font) for font in styles.iterfind("fonts/font")]
    struck = [_is_struck(border) for border in styles.iterfind("borders/border")]
    looks = tuple(
        Look(
            _at(bold, xf.get("fontId", "0")),
            _at(struck, xf.get("borderId", "0")),
            _number(formats, at),
        )
        for at, xf in enumerate(styles.iterfind("cellXfs/xf"))
    )
    return Looks(looks, formats)


def _number(formats: Formats, at: int) -> str:
    identity, code = formats.by_style[at] if at < len(formats.by_style) else (0, "")
    code = code or _BUILT_IN.get(identity, "")
    return "" if code == "General" else code


def _moment(code: str, number: Decimal, plain: str) -> str:
    """Return a time of day, alone or behind its day; empty where the format shows none."""
    letters = _LITERAL.sub("", code.split(";")[0].lower())
    if "h" not in letters or number < 0:
        return ""
    minutes = int((number % 1 * 1440).to_integral_value())
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{plain} {clock}" if "y" in letters or "d" in letters else clock


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the section of a format for a number; the one for negatives writes its own sign."""
    sections = code.split(";")
    if number < 0 and len(sections) > 1 and sections[1]:
        return sections[1], -number
    if number == 0 and len(sections) > 2 and sections[2]:
        return sections[2], number
    return sections[0], number


def _in_shape(number: Decimal, shape: re.Match[str]) -> str:
    """Return the number between the format's own words; empty where it would lose digits."""
    after, before = shape["after"], shape["before"]
    bare = _LITERAL.sub("", after)
    if "0" in bare or not -20 < number.adjusted() < 20:
        return ""
    if "%" in bare:
        number = number.scaleb(2)
    places = max(len(shape["places"] or ""), -int(number.normalize().as_tuple().exponent), 0)
    return f"{_words(before)}{number.quantize(Decimal(1).scaleb(-places)):f}{_words(after)}"


def _words(text: str) -> str:
    return _LITERAL.sub(lambda found: found[1] or found[2] or "", text)


def _is_bold(font: ElementTree.Element) -> bool:
    mark = font.find("b")
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _is_struck(border: ElementTree.Element) -> bool:
    diagonal = border.find("diagonal")
    drawn = any(border.get(way) in ("1", "true") for way in ("diagonalUp", "diagonalDown"))
    return drawn and diagonal is not None and bool(diagonal.get("style"))


def _at(facts: list[bool], index: str) -> bool:
    at = int(index) if index.isdecimal() else 0
    return at < len(facts) and facts[at]
