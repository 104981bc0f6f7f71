"""The rows of a grid of measurements as Qt asks for them, and what is being typed into them."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.kit.celldraft import CellDraft
from app.ui.kit.griddata import GridHeads, GridLine, GridRow, GridSection, SampleCell

NAME, LIMITS, GAUGE, FIRST = 0, 1, 2, 3
"""The columns that stay in sight, and the first of the samples."""
Place = tuple[int, int]
"""A cell: the places of its row and its sample."""
_Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Columns: name, limits, gauge, a sample each, mean, spread, verdict."""

    def __init__(self, heads: GridHeads) -> None:
        super().__init__()
        self.heads = heads
        self.lines: list[GridLine] = []
        self.draft: CellDraft | None = None
        self.here = (-1, -1)
        self.source = ("", "")
        self.is_readonly = False

    @property
    def samples(self) -> int:
        """Return how many samples a row may have."""
        return len(self.heads.samples)

    def become(self, lines: tuple[GridLine, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def refresh(self, lines: tuple[GridLine, ...]) -> None:
        """Show what the same rows hold now."""
        self.lines = list(lines)
        last = self.index(len(lines) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def row(self, place: int) -> GridRow | None:
        """Return a row; None for a section and beyond the end."""
        line = self.lines[place] if 0 <= place < len(self.lines) else None
        return line if isinstance(line, GridRow) else None

    def cell(self, place: int, sample: int) -> SampleCell | None:
        """Return a cell; None where there is none."""
        row = self.row(place)
        inside = row is not None and 0 <= sample < len(row.samples)
        return row.samples[sample] if row is not None and inside else None

    def has(self, place: int, sample: int) -> bool:
        """Tell whether there is such a cell."""
        return self.cell(place, sample) is not None

    def takes(self, place: int, sample: int) -> bool:
        """Tell whether a person may write into a cell."""
        row = self.row(place)
        return not self.is_readonly and row is not None and row.takes(sample)

    def change(self, place: int, row: GridRow) -> None:
        """Put another row in a row's place."""
        if 0 <= place < len(self.lines):
            self.lines[place] = row
            self.renew(place)

    def change_cell(self, place: int, sample: int, cell: SampleCell) -> None:
        """Put another value in a cell; where there is none nothing happens."""
        row = self.row(place)
        if row is not None and self.has(place, sample):
            self.lines[place] = row.with_cell(sample, cell)
            at = self.index(place, FIRST + sample)
            self.dataChanged.emit(at, at)

    def below(self, place: int, sample: int, way: int) -> int:
        """Return the next row (`way` 1; -1: the one before) that has this sample; -1 for none."""
        place += way
        while 0 <= place < len(self.lines):
            if self.has(place, sample):
                return place
            place += way
        return -1

    def down(self, here: Place, way: int) -> Place:
        """Return the next cell to write into below; after the last row that of the next sample."""
        rows, samples = range(len(self.lines)), range(self.samples)
        return self._next([(place, sample) for sample in samples for place in rows], here, way)

    def along(self, here: Place, way: int) -> Place:
        """Return the next cell to write into on the right; after the last that of the next row."""
        rows, samples = range(len(self.lines)), range(self.samples)
        return self._next([(place, sample) for place in rows for sample in samples], here, way)

    def _next(self, order: list[Place], here: Place, way: int) -> Place:
        at = order.index(here) if here in order else -1 if way > 0 else len(order)
        rest = order[at + 1 :] if way > 0 else order[: max(0, at)][::-1]
        return next((cell for cell in rest if self.takes(*cell)), here)

    def renew(self, place: int) -> None:
        """Have a row painted anew."""
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's own
        return 0 if parent.isValid() else FIRST + self.samples + 3

    def data(self, index: _Index, role: int = 0) -> object:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in (*wanted, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.said(index.row(), index.column())

    def said(self, place: int, column: int) -> str:
        """Return what a screen reader says of a place."""
        line = self.lines[place]
        if isinstance(line, GridSection):
            return f"{line.title} {line.sub}".strip()
        sample = column - FIRST
        if 0 <= sample < self.samples:
            cell = self.cell(place, sample) or SampleCell()
            words = [line.number, line.name, self.heads.samples[sample], cell.text, cell.note]
        else:
            before = ((line.number, line.name), (line.limits, line.limits_sub), ("",))
            after = (line.mean, line.spread, (line.verdict,))
            words = [*(before[column] if sample < 0 else after[sample - self.samples])]
        return " ".join(word for word in words if word)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802  # Qt's name
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return None

    def title(self, column: int) -> str:
        """Return the words above a column."""
        heads = self.heads
        after = (heads.mean, heads.spread, heads.verdict)
        return (heads.name, heads.limits, heads.gauge, *heads.samples, *after)[column]
