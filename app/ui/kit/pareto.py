"""What comes most often first, as bars, and the share of all that the first few make up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from app.ui.kit.chartground import ChartGround
from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, height_of, width_of
from app.ui.theme.look import Look

_FEW = 0.8
"""The share at which the vital few end (Juran); a dashed line marks it."""
_WIDEST_BAR = 84.0
_DOT = 4.0


@dataclass(frozen=True, slots=True)
class ParetoItem:
    """One cause and how often it came; the rest of all others stands last, however large."""

    text: str
    count: float
    is_rest: bool = False


def ranked(items: Sequence[ParetoItem]) -> tuple[ParetoItem, ...]:
    """Return the items that came at all, most frequent first, equal ones in the order given."""
    counted = [item for item in items if item.count > 0]
    return tuple(sorted(counted, key=lambda item: (item.is_rest, -item.count)))


class ParetoBars(ChartGround):
    """`show_items(items, said)`: counts as bars, the running share as a line up to 100 %."""

    def __init__(self, look: Look, *, name: str, height: int = 0) -> None:
        super().__init__(look, name, height or 220, look.words("kit.pareto.empty"))
        self._items: tuple[ParetoItem, ...] = ()

    def show_items(self, items: Sequence[ParetoItem], said: str = "") -> None:
        """Show other causes; `said` is what a screen reader says before the list of them."""
        self._items = ranked(items)
        listed = ", ".join(f"{item.text} {item.count:g}" for item in self._items)
        self.setAccessibleName(": ".join(part for part in (said, listed) if part) or self.empty)
        self.update()

    def draw(self, brush: Brush) -> None:
        if not self._items:
            self.say_empty(brush)
            return
        hint = self.look.font("hint", 500)
        line, side = height_of(hint), width_of(hint, "100 %") + 8
        room = QRectF(self.rect()).adjusted(0, line / 2, -side, -line - 4)
        brush.box(room, Coat("canvas", radius=8))
        inner = room.adjusted(8, line + 2, -8, 0)
        slot = inner.width() / len(self._items)
        total = sum(item.count for item in self._items)
        for place, item in enumerate(self._items):
            self._draw_bar(brush, inner, QRectF(inner.x() + place * slot, 0, slot, 0), item)
        self._draw_share(brush, inner, slot, total)
        for share in (_FEW, 1.0):
            y = inner.bottom() - share * inner.height()
            beside = QRectF(room.right() + 6, y - line / 2, side - 6, line)
            brush.write(beside, f"{share * 100:.0f} %", Ink(hint, "ink3", LEFT))

    def _draw_bar(self, brush: Brush, inner: QRectF, slot: QRectF, item: ParetoItem) -> None:
        total = sum(each.count for each in self._items)
        tall = item.count / total * inner.height()
        wide = min(_WIDEST_BAR, slot.width() * 0.7)
        bar = QRectF(slot.center().x() - wide / 2, inner.bottom() - tall, wide, tall)
        brush.painter.fillRect(bar, self.look.colour("line_strong" if item.is_rest else "accent"))
        strong, hint = self.look.font("hint", 700), self.look.font("hint", 500)
        line = height_of(hint)
        top = bar.y() - line
        if item is self._items[0]:  # the line begins on the first bar's edge
            top -= 2 * _DOT
        above = QRectF(slot.x(), max(0.0, top), slot.width(), line)
        brush.write(above, f"{item.count:g}", Ink(strong, "ink", CENTRE, elide=True))
        below = QRectF(slot.x() + 2, inner.bottom() + 3, slot.width() - 4, line)
        brush.write(below, item.text, Ink(hint, "ink2", CENTRE, elide=True))

    def _draw_share(self, brush: Brush, inner: QRectF, slot: float, total: float) -> None:
        y = inner.bottom() - _FEW * inner.height()
        ends = QPointF(inner.x(), y), QPointF(inner.right(), y)
        brush.line(*ends, "ink3", dashed=True)
        shares = accumulate(item.count / total for item in self._items)
        places = [
            QPointF(inner.x() + (place + 0.5) * slot, inner.bottom() - share * inner.height())
            for place, share in enumerate(shares)
        ]
        brush.curve(places, "warn")
        for dot in places:
            brush.disc(dot, _DOT, Coat("warn", "canvas", width=1))
