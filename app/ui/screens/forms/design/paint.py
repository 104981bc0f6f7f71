"""How the canvas of a drawn form is painted: its ground, headings, fields, the guide of a drag."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from app.journal.capability import FieldKind
from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.plan import Box, Guide
from app.ui.screens.forms.design.says import field_sub, said
from app.ui.theme.look import Look

_ICON_BOX, _PAD, _GRIP, _SIGN, _COUNT = 36, 12, 22, 22, 130
_DOTS, _FAINT = 24, 0.45
_SIGNS = (
    ("critical", "triangle-alert", "warn"),
    ("registered", "stamp", "warn"),
    ("second_person", "users", "ink3"),
    ("only_device", "plug", "ink3"),
    ("visible_if", "eye", "ink3"),
    ("read_only_if", "lock", "ink3"),
    ("must", "shield-check", "ink3"),
)
"""What a field bears beside its name, so that a form is read without opening each one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a field stands on the canvas."""

    is_chosen: bool = False
    is_wrong: bool = False
    is_hovered: bool = False
    is_dragged: bool = False


class CanvasPaint:
    """Paints the parts of the canvas."""

    def __init__(self, look: Look, kinds: Mapping[str, FieldKind]) -> None:
        self.look, self._kinds = look, kinds
        self._hint = look.font("hint")
        self._dot = _dot(look)

    def ground(self, brush: Brush, seen: QRect) -> None:
        """Paint dots in what is in sight."""
        offset = QPoint(seen.left() % _DOTS, seen.top() % _DOTS)
        brush.painter.drawTiledPixmap(seen, self._dot, offset)

    def card(self, brush: Brush, box: Box, *, is_chosen: bool) -> None:
        """Paint the frame of a section."""
        edge, width = ("accent", 2) if is_chosen else ("line", 1)
        brush.box(rect_of(box), Coat("surface", edge, 14, width))

    def heading(self, brush: Brush, section: Plain, box: Box) -> None:
        """Paint the title of a section and how many fields it has."""
        words = self.look.words
        title = said(words, section["title"]) or words("form_design.untitled")
        count = words("form_design.fields_n", n=len(section["fields"]))
        room = QRectF(box.x, box.y + 4, box.width - _COUNT, box.height - 8)
        brush.write(room, title, Ink(self.look.font("title"), "ink", LEFT, elide=True))
        room = QRectF(box.x + box.width - _COUNT, box.y + 4, _COUNT, box.height - 8)
        brush.write(room, count, Ink(self._hint, "ink3", RIGHT, elide=True))

    def empty(self, brush: Brush, box: Box) -> None:
        """Paint where the first field of a section may be dropped."""
        brush.box(rect_of(box), Coat("canvas", "line_strong", 12, 1, dashed=True))
        text = self.look.words("form_design.drop_here")
        room = rect_of(box).adjusted(16, 0, -16, 0)
        brush.write(room, text, Ink(self._hint, "ink3", elide=True))

    def field(self, brush: Brush, field: Plain, box: Box, stands: Standing) -> None:
        """Paint a field as it stands."""
        rect = QRectF(rect_of(box))
        if stands.is_chosen:
            brush.box(rect.adjusted(-3, -3, 3, 3), Coat("accent_soft", radius=14))
        edge = "accent" if stands.is_chosen else "fail" if stands.is_wrong else "line"
        brush.box(rect, Coat("surface", edge, 12, 1 if edge == "line" else 2))
        if stands.is_dragged:
            brush.painter.setOpacity(_FAINT)
        right = self._signs(brush, field, rect)
        self._texts(brush, field, QRectF(rect.x(), rect.y(), right - rect.x(), rect.height()))
        self._icon(brush, field, rect, is_wrong=stands.is_wrong)
        brush.painter.setOpacity(1)
        if stands.is_hovered or stands.is_chosen:
            grip = QRectF(rect.right() - _GRIP, rect.y(), _GRIP - 4, rect.height())
            brush.icon_in(grip, "grip-vertical", "ink3", 16)

    def foot(self, brush: Brush, box: Box) -> None:
        """Paint what adds a section."""
        rect = QRectF(rect_of(box))
        brush.box(rect, Coat("", "line_strong", 12, 1, dashed=True))
        brush.icon(QPointF(rect.x() + 18, rect.center().y() - 9), "plus", "accent", 18)
        ink = Ink(self.look.font("label"), "accent", LEFT, elide=True)
        text = self.look.words("form_design.add_section")
        brush.write(rect.adjusted(46, 0, -16, 0), text, ink)

    def guide(self, brush: Brush, guide: Guide) -> None:
        """Paint where a dragged field would land."""
        start, end = QPointF(guide.x, guide.y), QPointF(guide.to_x, guide.to_y)
        brush.line(start, end, "accent", 3)
        for point in (start, end):
            brush.disc(point, 5, Coat("accent"))

    def _icon(self, brush: Brush, field: Plain, rect: QRectF, *, is_wrong: bool) -> None:
        kind = self._kinds.get(field["kind"])
        square = QRectF(rect.x() + _PAD, rect.center().y() - _ICON_BOX / 2, _ICON_BOX, _ICON_BOX)
        ink = "fail" if is_wrong else "accent"
        brush.box(square, Coat(f"{ink}_soft", radius=9))
        icon = "octagon-x" if is_wrong else "circle-help" if kind is None else kind.icon
        brush.icon_in(square, icon, ink, 18)

    def _texts(self, brush: Brush, field: Plain, rect: QRectF) -> None:
        words, kind = self.look.words, self._kinds.get(field["kind"])
        left = rect.x() + 2 * _PAD + _ICON_BOX
        upper = QRectF(left, rect.y() + 9, rect.right() - left, 22)
        lower = QRectF(left, rect.y() + 31, rect.right() - left, 20)
        label = said(words, field["label"]) or words("form_design.untitled")
        is_entered = kind is None or kind.is_entered
        star = " *" if field.get("required", True) and is_entered else ""
        brush.write(upper, label + star, Ink(self.look.font("strong"), "ink", LEFT, elide=True))
        brush.write(lower, field_sub(words, field), Ink(self._hint, "ink3", LEFT, elide=True))

    def _signs(self, brush: Brush, field: Plain, rect: QRectF) -> float:
        """Paint what a field bears, from the right; return where its texts must end."""
        x = rect.right() - _GRIP - 4
        for name, icon, role in _SIGNS:
            if field.get(name) and x - rect.x() > 3 * rect.width() / 4:
                x -= _SIGN
                brush.icon(QPointF(x, rect.center().y() - 8), icon, role, 16)
        return x - 6


def _dot(look: Look) -> QPixmap:
    """Return one tile of the ground."""
    tile = QPixmap(_DOTS, _DOTS)
    tile.fill(look.colour("canvas"))
    painter = QPainter(tile)
    painter.setOpacity(_FAINT)
    painter.fillRect(_DOTS // 2, _DOTS // 2, 1, 1, look.colour("line_strong"))
    painter.end()
    return tile


def rect_of(box: Box) -> QRect:
    """Return a box as Qt has it."""
    return QRect(box.x, box.y, box.width, box.height)
