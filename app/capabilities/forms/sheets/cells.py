"""A sheet as its file says it: cells, merged blocks, drop-downs, sizes; the hidden is marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell's style says that a reader of forms needs."""

    is_bold: bool = False
    is_struck: bool = False
    """A diagonal line closes the cell."""
    number: str = ""
    """The number format; empty is General."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, the formula behind it without `=`, and how it looks."""

    text: str = ""
    formula: str = ""
    look: Look = Look()

    @property
    def shows_words(self) -> bool:
        """Tell whether it holds a text of its own, rather than nothing or what a formula gives."""
        return bool(self.text) and not self.formula


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle, all four edges included; rows from 1, columns from 0 (A)."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Validation:
    """What a data validation lets into some cells: `sort` is list, date, whole, decimal, time …"""

    sort: str
    source: str
    """Formula 1 as written: a quoted list, a range, a name."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet as it lies in the file; cells by (row, column), those without content absent."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Block, ...] = ()
    validations: tuple[Validation, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)
    """Column widths in characters, where the file gives one."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """Row heights in points, where the file gives one."""
    is_hidden: bool = False
    is_too_large: bool = False
    """It holds more than any form; only the beginning was read."""

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets, hidden ones too (drop-downs read from them), and the names of ranges."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, whatever its case; None where there is none."""
        wanted = name.casefold()
        return next((one for one in self.sheets if one.name.casefold() == wanted), None)
