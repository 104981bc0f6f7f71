"""The sheet as drawn: its cells tinted by what they became; a press tells which cell it was."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from app.capabilities.forms.sheets.drafts import SeenCell, SheetView
from app.kernel.workbooks.texts import column_letter
from app.ui import kit
from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedWidget
from app.ui.screens.forms.review.tints import Tint, Tinted
from app.ui.theme.look import Look

_FILLS = {
    Tint.FIELD: "accent_soft",
    Tint.LIMIT: "ok_soft",
    Tint.LOOK: "warn_soft",
    Tint.OPEN: "fail_soft",
    Tint.IGNORED: "off_soft",
}
_EDGES = {Tint.LOOK: "warn", Tint.OPEN: "fail"}
_DOTS = {Tint.LOOK: ("warn_solid", "on_warn"), Tint.OPEN: ("fail", "on_accent")}
_PX_OF_POINT = 96 / 72
_PX_OF_SIGN = 7.0
_HEAD, _SIDE = 22, 34
"""Height of the row with letters, width of the column with numbers, in px."""
_LEAST, _MOST = 0.58, 1.3
"""How far a sheet is shrunk or spread to fill the width."""
_LOWEST = 22.0
"""Least height of a row, in px."""
_ANY_HEIGHT = 10_000
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = _ONE_LINE | int(Qt.TextFlag.TextWordWrap)


class SheetGrid(QScrollArea):
    """`picked` carries the range that was pressed: `D15`, `A1:P1`."""

    picked = Signal(str)

    def __init__(self, look: Look, *, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}-scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.paper = _Paper(look, name)
        self.paper.setAccessibleName(accessible)
        self.paper.picked.connect(self.picked)
        self.setWidget(self.paper)

    def show_sheet(self, view: SheetView) -> None:
        """Draw another sheet, as wide as there is room."""
        self.paper.view = view
        self._fit()
        self.verticalScrollBar().setValue(0)

    def show_tints(self, tinted: Tinted) -> None:
        """Tint its cells."""
        self.paper.tinted = tinted
        self.paper.fit(self.viewport().size())

    def front(self, places: Sequence[str]) -> None:
        """Frame the ranges of a field and bring the first of them into sight."""
        self.paper.front = tuple(places)
        self.paper.update()
        self._reveal()

    def _reveal(self) -> None:
        rooms = [self.paper.room_of(cell) for cell in self.paper.cells_in_front()]
        if rooms:
            first = rooms[0].toRect()
            self.ensureVisible(first.center().x(), first.center().y(), 60, 60)

    def resizeEvent(self, event: object) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands its own event
        self._fit()
        self._reveal()

    def _fit(self) -> None:
        self.paper.fit(self.viewport().size())


class _Paper(PaintedWidget):
    picked = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.view: SheetView | None = None
        self.tinted = Tinted({}, {})
        self.front: tuple[str, ...] = ()
        self._scale = 1.0
        self._lefts: list[float] = [0.0]
        self._tops: list[float] = [0.0]

    def fit(self, room: QSize) -> None:
        """Take scales at which columns and rows fill the room, within reason."""
        if self.view is None:
            return
        signs = self.view.widths[: self._last_column() + 1]
        wide = [chars * _PX_OF_SIGN + 5 for chars in signs]
        self._scale = min(_MOST, max(_LEAST, (room.width() - _SIDE - 2) / max(sum(wide), 1)))
        self._lefts = list(_sums(_SIDE, (one * self._scale for one in wide)))
        high = [points * _PX_OF_POINT for points in self.view.heights]
        fills = (room.height() - _HEAD - 2) / max(sum(high), 1)
        tall = min(_MOST, max(self._scale, fills))
        self._tops = list(_sums(_HEAD, (max(one * tall, _LOWEST) for one in high)))
        self.resize(QSize(int(self._lefts[-1]) + 2, int(self._tops[-1]) + 2))
        self.update()

    def _last_column(self) -> int:
        """Return the last column with something in it; one more was only looked at."""
        assert self.view is not None
        tints = self.tinted.by_source
        used = (c.right for c in self.view.cells if c.text or c.right > c.left or c.source in tints)
        return max(used, default=0)

    def room_of(self, cell: SeenCell) -> QRectF:
        """Return where a cell is drawn."""
        last = len(self._lefts) - 1
        left, right = (self._lefts[min(at, last)] for at in (cell.left, cell.right + 1))
        top, bottom = self._tops[cell.top], self._tops[cell.bottom + 1]
        return QRectF(left, top, right - left, bottom - top)

    def cells_in_front(self) -> list[SeenCell]:
        """Return the cells of the field in front, as its ranges are told."""
        cells = () if self.view is None else self.view.cells
        by_source = {cell.source: cell for cell in cells}
        return [by_source[source] for source in self.front if source in by_source]

    # ------------------------------------------------------------------ painting
    def draw(self, brush: Brush) -> None:
        if self.view is None:
            return
        seen = QRectF(self.visibleRegion().boundingRect())
        for cell in self.view.cells:
            room = self.room_of(cell)
            if room.width() > 0 and room.intersects(seen):
                self._draw_cell(brush, cell, room)
        self._draw_heads(brush)
        for cell in self.cells_in_front():
            brush.box(self.room_of(cell), Coat(edge="accent", radius=2, width=2))
        for cell in self.view.cells:
            if (asked := self.tinted.numbers.get(cell.source)) is not None:
                self._draw_number(brush, self.room_of(cell), *asked)

    def _draw_cell(self, brush: Brush, cell: SeenCell, room: QRectF) -> None:
        painter, look = brush.painter, self.look
        tint = self.tinted.by_source.get(cell.source)
        painter.fillRect(room, look.colour(_FILLS[tint] if tint else "surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.colour("line"))
        painter.drawRect(room.toRect())
        if tint is Tint.IGNORED:
            painter.fillRect(room, _hatching(look))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tint in _EDGES:
            brush.box(room.adjusted(1, 1, -1, -1), Coat(edge=_EDGES[tint], radius=2, width=1.5))
        if cell.text:
            self._write(painter, cell, room.adjusted(2, 0, -2, 0), tint)

    def _write(self, painter: QPainter, cell: SeenCell, room: QRectF, tint: Tint | None) -> None:
        """Write what a cell shows, in a smaller hand where it needs it; the tool tip has it all."""
        colour = _EDGES.get(tint, "ink3" if tint is Tint.IGNORED else "ink") if tint else "ink2"
        text = "fx" if cell.text.startswith("=") else cell.text
        wide = cell.right - cell.left > 2 or len(text) < 5
        align = Qt.AlignmentFlag.AlignHCenter if wide else Qt.AlignmentFlag.AlignLeft
        font, flags, shown = self._fitting(text, cell, room)
        painter.save()
        painter.setClipRect(room)
        painter.setFont(font)
        painter.setPen(self.look.colour("hold" if text == "fx" else colour))
        painter.drawText(room, flags | int(align), shown)
        painter.restore()

    def _fitting(self, text: str, cell: SeenCell, room: QRectF) -> tuple[QFont, int, str]:
        """Return a hand in which a text fits: on one line, else on several, else shortened."""
        size = max(round(13 * self._scale), 13)
        one_line = " ".join(text.split())
        for smaller in range(4):
            font = self.look.sized(size - smaller, 600 if cell.is_bold else 400)
            measure = QFontMetrics(font)
            if measure.horizontalAdvance(one_line) <= room.width() and "\n" not in text:
                return font, _ONE_LINE, one_line
            tall = QRect(0, 0, int(room.width()), _ANY_HEIGHT)
            needs = measure.boundingRect(tall, Qt.TextFlag.TextWordWrap, text)
            if needs.height() <= room.height() + 1 and needs.width() <= room.width() + 1:
                return font, _WRAPPED, text
        short = measure.elidedText(one_line, Qt.TextElideMode.ElideRight, int(room.width()))
        return font, _ONE_LINE, short

    def _draw_heads(self, brush: Brush) -> None:
        """Draw letters and numbers, those of the field in front marked."""
        assert self.view is not None
        cells = self.cells_in_front()
        columns = {at for cell in cells for at in range(cell.left, cell.right + 1)}
        rows = {at for cell in cells for at in range(cell.top, cell.bottom + 1)}
        across = zip(self.view.columns, self._lefts, self._lefts[1:], strict=False)
        for at, (column, left, right) in enumerate(across):
            room = QRectF(left, 0, right - left, _HEAD)
            self._draw_head(brush, room, column_letter(column), at in columns)
        down = zip(self.view.rows, self._tops, self._tops[1:], strict=False)
        for at, (row, top, bottom) in enumerate(down):
            room = QRectF(0, top, _SIDE, bottom - top)
            self._draw_head(brush, room, f"{row}", at in rows)

    def _draw_head(self, brush: Brush, room: QRectF, text: str, is_front: bool) -> None:
        fill, ink = ("accent_soft", "accent") if is_front else ("sunken", "ink3")
        brush.painter.fillRect(room.adjusted(0, 0, -1, -1), self.look.colour(fill))
        brush.write(room, text, Ink(self.look.sized(11, 600), ink, CENTRE, elide=True))

    def _draw_number(self, brush: Brush, room: QRectF, number: int, tint: Tint) -> None:
        fill, ink = _DOTS.get(tint, _DOTS[Tint.LOOK])
        centre = QPointF(min(room.right(), self.width() - 10.0), max(room.top(), 10.0))
        brush.disc(centre, 9, Coat(fill))
        square = QRectF(centre.x() - 10, centre.y() - 10, 20, 20)
        brush.write(square, f"{number}", Ink(self.look.sized(11, 700), ink, CENTRE))

    # ------------------------------------------------------------------ what a hand does
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        cell = self._cell_at(event.position().toPoint())
        if cell is not None:
            self.picked.emit(cell.source)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), cell.text if cell else "", self)
            return True
        return super().event(event)

    def _cell_at(self, place: QPoint) -> SeenCell | None:
        cells = () if self.view is None else self.view.cells
        return next((c for c in cells if self.room_of(c).contains(QPointF(place))), None)


class TintLegend(QWidget):
    """What the tints mean, in words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        flow = kit.Flow(self, look.space(3))
        for tint in Tint:
            flow.addWidget(_Swatch(look, tint))


class _Swatch(PaintedWidget):
    def __init__(self, look: Look, tint: Tint) -> None:
        super().__init__(look, f"tint-{tint}")
        self._tint = tint
        self._text = look.words(f"sheet_review.tint.{tint}")
        self._font = look.font("hint")
        self.setAccessibleName(self._text)
        wide = QFontMetrics(self._font).horizontalAdvance(self._text)
        self.setFixedSize(wide + 24, 22)

    def draw(self, brush: Brush) -> None:
        edge = _EDGES.get(self._tint, "line_strong")
        brush.box(QRectF(0, 4, 14, 14), Coat(_FILLS[self._tint], edge, radius=4))
        room = QRectF(20, 0, self.width() - 20.0, self.height())
        brush.write(room, self._text, Ink(self._font, "ink2"))


def _hatching(look: Look) -> object:
    from PySide6.QtGui import QBrush

    return QBrush(look.colour("line"), Qt.BrushStyle.BDiagPattern)


def _sums(start: float, parts: Iterator[float]) -> Iterator[float]:
    yield start
    for part in parts:
        start += part
        yield start
