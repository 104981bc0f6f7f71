"""A label as it is meant, before any printer's language: what stands where, in millimetres.

    Layout(
        width_mm=Decimal(60), height_mm=Decimal(40), dpi=203,
        items=(
            TextItem(x_mm=Decimal(3), y_mm=Decimal(2), height_mm=Decimal(3), text="导管 14G"),
            SymbolItem(
                x_mm=Decimal(3), y_mm=Decimal(8), symbology=Symbology.GS1_DATAMATRIX,
                content="(01)09506000134352(17)281231(10)LOT-7(21)000123", module_mm=Decimal("0.5"),
            ),
        ),
    )

Positions are the upper left corner, from the upper left corner of the label. One layout is one
label: a copy is another print, with its own record.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO = Decimal(0)
INCH_MM = Decimal("25.4")
FARTHEST_MM = 10_000
"""Nothing on a label is farther from its corner."""


class Symbology(StrEnum):
    """A symbol a label can carry."""

    GS1_DATAMATRIX = "gs1-datamatrix"
    GS1_128 = "gs1-128"
    QR = "qr"
    DATAMATRIX = "datamatrix"
    CODE128 = "code128"

    @property
    def is_gs1(self) -> bool:
        """Whether its content is a bracketed GS1 element string."""
        return self in (Symbology.GS1_DATAMATRIX, Symbology.GS1_128)

    @property
    def is_linear(self) -> bool:
        """Whether it is made of bars, so that its item must say how high they are."""
        return self in (Symbology.GS1_128, Symbology.CODE128)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """One line of text, its Chinese characters squares of `height_mm`, their top at `y_mm`.

    A line wider than `max_width_mm` is set narrower, at most down to half; what is wider still is
    refused, never cut. Zero: up to the label's edge.
    """

    x_mm: Decimal
    y_mm: Decimal
    height_mm: Decimal
    text: str
    bold: bool = False
    max_width_mm: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolItem:
    r"""One symbol, without its quiet zone: whoever lays out leaves that white.

    The content of a GS1 symbol is bracketed, `(01)09506000134352(10)AB`, a bracket in the data
    written `\(` or `\)`; whether it is right by GS1's rules was asked before. The content of any
    other is its data as it is. `module_mm` is rounded to whole dots, one at least; `height_mm` is
    the bars' of a linear symbol and nothing to the others.
    """

    x_mm: Decimal
    y_mm: Decimal
    symbology: Symbology
    content: str
    module_mm: Decimal
    height_mm: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """A black bar: a line, lying where it is wider than high."""

    x_mm: Decimal
    y_mm: Decimal
    width_mm: Decimal
    height_mm: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxItem:
    """A frame with a black edge of `line_mm`, drawn inwards."""

    x_mm: Decimal
    y_mm: Decimal
    width_mm: Decimal
    height_mm: Decimal
    line_mm: Decimal


Item = TextItem | SymbolItem | RuleItem | BoxItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One label. `dpi` is the printer's: 203 is 8 dots a millimetre, 300 and 600 are common."""

    width_mm: Decimal
    height_mm: Decimal
    dpi: int
    items: tuple[Item, ...]

    def dots(self, length_mm: Decimal) -> int:
        """Return a length in the printer's dots, rounded. Raises Unprintable where it is absurd."""
        if not length_mm.is_finite() or length_mm.copy_abs() > FARTHEST_MM:
            raise Unprintable(Flaw.SIZE, f"{length_mm} mm")
        return int((length_mm * self.dpi / INCH_MM).to_integral_value(ROUND_HALF_UP))


class Flaw(StrEnum):
    """Why a layout cannot be printed as it is meant."""

    SIZE = "size"
    """The label or an item has no size, or one no printer has."""
    OFF_THE_LABEL = "off_the_label"
    TOO_WIDE = "too_wide"
    """The text does not fit its width even when set narrow."""
    NO_GLYPH = "no_glyph"
    """The font has no picture for a character: it would print as an empty box."""
    CONTROL_CHARACTER = "control_character"
    """A text holds a character that is none to be seen."""
    NOT_ENCODABLE = "not_encodable"
    """The symbol cannot carry this content."""


class Unprintable(ValueError):  # what was asked for, not what went wrong
    """A layout no label is made of; `what` is the text or content it failed on."""

    def __init__(self, flaw: Flaw, what: str) -> None:
        super().__init__(f"{flaw}: {what}")
        self.flaw, self.what = flaw, what
