"""What a grid of measurements is told, its rows and cells, and what a person entered."""

from dataclasses import dataclass, replace

from app.ui.kit.limitgauge import NO_MARKS, GaugeMarks


@dataclass(frozen=True, slots=True)
class SampleCell:
    """One value as people read it. `state` is a kit state, busy (being saved) or empty.

    `note` is a word below the value (`above the limit`), `old` the value measured before.
    """

    text: str = ""
    state: str = ""
    note: str = ""
    old: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One characteristic: its number, name and limits, then its samples and what they add up to.

    The pairs are a text and a smaller one below it. `marks` draws the gauge; `number_of` the value
    it points to.
    """

    number: str
    name: str
    sub: str = ""
    limits: str = ""
    limits_sub: str = ""
    marks: GaugeMarks = NO_MARKS
    pointer: float | None = None
    samples: tuple[SampleCell, ...] = ()
    mean: tuple[str, str] = ("", "")
    spread: tuple[str, str] = ("", "")
    state: str = "todo"
    verdict: str = ""
    is_readonly: bool = False

    def with_cell(self, sample: int, cell: SampleCell) -> "GridRow":
        """Return the row with another cell."""
        cells = (*self.samples[:sample], cell, *self.samples[sample + 1 :])
        return replace(self, samples=cells)

    def takes(self, sample: int) -> bool:
        """Tell whether a person may write into a cell."""
        inside = 0 <= sample < len(self.samples)
        return inside and not self.is_readonly and not self.samples[sample].is_locked


@dataclass(frozen=True, slots=True)
class GridSection:
    """A line across the grid above the rows that belong together."""

    title: str
    sub: str = ""


GridLine = GridRow | GridSection


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What a person wrote into a cell: the places of row (sections count) and sample, from 0."""

    row: int
    sample: int
    text: str


@dataclass(frozen=True, slots=True)
class GridHeads:
    """The words above the columns."""

    name: str
    limits: str
    gauge: str
    samples: tuple[str, ...]
    mean: str
    spread: str
    verdict: str
