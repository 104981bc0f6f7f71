"""How the cells of a grid of measurements are painted: value, mark and word, never colour alone."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit.cells import Chip, paint_chip
from app.ui.kit.griddata import GridRow, GridSection, SampleCell
from app.ui.kit.gridmodel import FIRST, GAUGE, LIMITS, NAME, GridModel
from app.ui.kit.limitgauge import GaugeScale, paint_gauge
from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, height_of, struck, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look

_GAP = 3
_SIGN = 14
_EMPTY = "—"


class GridPainter(QStyledItemDelegate):
    """Paints a cell from the model's own row: there is no value in between to be made."""

    def __init__(self, look: Look, model: GridModel) -> None:
        super().__init__()
        self.look, self.model = look, model
        density = look.density
        self._value = look.sized(density.body + 2, 600)
        self._large = look.sized(density.body + 5, 700)
        self._strong = look.sized(density.label + 1, 600)
        self._hint = look.sized(density.hint, 400)
        self._sign = look.sized(density.hint, 600)
        self._struck = struck(self._hint)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, column = self.model.lines[index.row()], index.column()
        painter.save()
        brush = Brush(painter, self.look, painter.device().devicePixelRatio())
        room = QRectF(option.rect)
        painter.setClipRect(room)
        if isinstance(line, GridSection):
            self._paint_section(brush, room, line, column)
        elif FIRST <= column < FIRST + self.model.samples:
            self._paint_sample(brush, room, index.row(), column - FIRST)
        elif column < FIRST:
            self._paint_before(brush, room, line, index)
        else:
            self._paint_after(brush, room, line, column - FIRST - self.model.samples)
        painter.restore()

    def _paint_section(self, brush: Brush, room: QRectF, line: GridSection, column: int) -> None:
        brush.painter.fillRect(room.adjusted(0, _GAP, 0, -_GAP), self.look.colour("sunken"))
        inner = room.adjusted(12, 0, -12, 0)
        if column == NAME:
            brush.write(inner, line.title, Ink(self._strong, "ink", LEFT, elide=True))
        else:
            brush.write(inner, line.sub, Ink(self._hint, "ink2", LEFT, elide=True))

    def _paint_before(
        self,
        brush: Brush,
        room: QRectF,
        row: GridRow,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if index.column() == NAME:
            is_here = index.row() == self.model.here[0]
            self._paint_name(brush, room.adjusted(0, _GAP, -_GAP, -_GAP), row, is_here)
        elif index.column() == LIMITS:
            lines = (row.limits, row.limits_sub)
            self._write_lines(brush, room.adjusted(10, 0, -6, 0), lines, LEFT)
        elif index.column() == GAUGE:
            scale = GaugeScale(row.marks)
            track = QRectF(room.x() + 8, room.center().y() - 5, room.width() - 16, 10)
            if scale.low is not None or scale.high is not None:
                paint_gauge(brush, track, scale, row.pointer)

    def _paint_name(self, brush: Brush, room: QRectF, row: GridRow, is_here: bool) -> None:
        fill = "accent_soft" if is_here else "canvas"
        brush.box(room, Coat(fill, radius=self.look.density.radius_button))
        wide = max(28, width_of(self._strong, row.number)) + 14.0
        number = QRectF(room.x() + 12, room.y(), wide, room.height())
        brush.write(number, row.number, Ink(self._strong, "accent", LEFT, elide=True))
        inner = QRectF(number.right(), room.y(), room.right() - number.right() - 8, room.height())
        self._write_lines(brush, inner, (row.name, row.sub), LEFT)

    def _paint_after(self, brush: Brush, room: QRectF, row: GridRow, which: int) -> None:
        if which < 2:
            lines = row.mean if which == 0 else row.spread
            self._write_lines(brush, room, lines, CENTRE)
        elif row.verdict:
            wide = min(room.width(), width_of(self._sign, row.verdict) + 40.0)
            left = room.center().x() - wide / 2
            chip = Chip(row.state if row.state in STATES else "todo", row.verdict)
            paint_chip(brush, QRectF(left, room.y(), wide, room.height()), chip)

    def _paint_sample(self, brush: Brush, room: QRectF, place: int, sample: int) -> None:
        cell = self.model.cell(place, sample)
        if cell is None:
            return
        room = room.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        is_here = (place, sample) == self.model.here
        takes = self.model.takes(place, sample)
        brush.box(room, self._coat(cell, is_here, takes))
        foot = self._foot(cell, is_here)
        upper = height_of(self._large)
        lower = height_of(self._hint) if any(foot) else 0
        top = room.center().y() - (upper + lower) / 2
        value = QRectF(room.x() + 2, top, room.width() - 4, upper)
        draft = self.model.draft
        if is_here and draft is not None:
            self._write_draft(brush, value, draft.text, draft.caret)
        else:
            self._write_value(brush, value, cell, is_here)
        if lower:
            self._write_foot(brush, QRectF(value.x(), top + upper, value.width(), lower), foot)

    def _coat(self, cell: SampleCell, is_here: bool, takes: bool) -> Coat:
        radius = self.look.density.radius_button
        wrong = cell.state in ("fail", "warn")
        fill = f"{cell.state}_soft" if wrong else "canvas" if cell.text else "surface"
        if not takes and not wrong:
            fill = "sunken"
        if is_here:
            return Coat("surface" if fill == "canvas" else fill, "accent", radius, 2)
        edge = {"fail": "fail", "warn": "warn_solid"}.get(cell.state, "")
        if not edge and not cell.text and takes:
            edge = "line"
        return Coat(fill, edge, radius, 2 if cell.state == "fail" else 1)

    def _write_value(self, brush: Brush, room: QRectF, cell: SampleCell, is_here: bool) -> None:
        ink = cell.state if cell.state in ("fail", "warn") else "accent" if is_here else "ink"
        if cell.state == "busy" or not cell.text:
            ink = "ink3"
        font = self._large if is_here else self._value
        brush.write(room, cell.text or _EMPTY, Ink(font, ink, CENTRE, elide=True))

    def _write_draft(self, brush: Brush, room: QRectF, text: str, caret: int) -> None:
        font = self._large
        wide = width_of(font, text)
        left = room.center().x() - wide / 2
        if wide > room.width():  # the caret stays in sight, whatever is left of it
            left = min(room.x(), room.right() - width_of(font, text[:caret]) - 4)
        brush.painter.save()
        brush.painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        place = QRectF(left, room.y(), wide + 2.0, room.height())
        brush.write(place, text, Ink(font, "accent", LEFT))
        x = left + width_of(font, text[:caret]) + 1
        brush.line(QPointF(x, room.y() + 3), QPointF(x, room.bottom() - 3), "accent", 2)
        brush.painter.restore()

    def _foot(self, cell: SampleCell, is_here: bool) -> tuple[str, str, str, str]:
        """Return what stands below a value: icon, its role, struck text, word."""
        if cell.state == "busy":
            return "loader-circle", "ink3", cell.old, cell.note
        shape = STATES.get(cell.state)
        source, icon = self.model.source
        if is_here and source and cell.state not in ("fail", "warn"):
            return icon, "accent", cell.old, source
        if cell.is_locked:
            return "lock", "ink3", cell.old, cell.note
        icon, role = (shape.icon, shape.ink) if shape is not None else ("", "ink3")
        return icon, role, cell.old, cell.note

    def _write_foot(self, brush: Brush, room: QRectF, foot: tuple[str, str, str, str]) -> None:
        icon, role, old, said = foot
        parts = ((self._struck, old, "ink3"), (self._sign, said, role))
        shown = [(font, text, ink) for font, text, ink in parts if text]
        wide = sum(width_of(font, text) + 5 for font, text, _ in shown) + (_SIGN + 4 if icon else 0)
        left = max(room.x(), room.center().x() - wide / 2)
        if icon:
            brush.icon(QPointF(left, room.center().y() - _SIGN / 2), icon, role, _SIGN)
            left += _SIGN + 4
        for font, text, ink in shown:
            need = min(width_of(font, text) + 2.0, room.right() - left)
            place = QRectF(left, room.y(), max(0.0, need), room.height())
            brush.write(place, text, Ink(font, ink, LEFT, elide=True))
            left += need + 3

    def _write_lines(
        self, brush: Brush, room: QRectF, lines: tuple[str, str], align: Qt.AlignmentFlag
    ) -> None:
        first, second = lines
        upper, lower = height_of(self._strong), height_of(self._hint) if second else 0
        top = room.center().y() - (upper + lower) / 2
        place = QRectF(room.x(), top, room.width(), upper)
        brush.write(place, first, Ink(self._strong, "ink", align, elide=True))
        if second:
            place = QRectF(room.x(), top + upper, room.width(), lower)
            brush.write(place, second, Ink(self._hint, "ink2", align, elide=True))

    def verdict_font(self) -> QFont:
        """Return the font of a verdict, to make room for it."""
        return self._sign
