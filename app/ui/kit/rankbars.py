"""What comes most often first, line by line: a word, a bar, how often, and the share so far.

For causes whose words are too long to stand below upright bars.
"""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedWidget, width_of
from app.ui.kit.pareto import ParetoItem, ranked
from app.ui.theme.look import Look

_FEW = 0.8
"""The share at which the vital few end (Juran): what makes it up is in full colour."""
_LEAST, _MOST_WORDS = 22, 0.46


class RankBars(PaintedWidget):
    """`show_items(items, said)`; as `ParetoBars`, laid on its side."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name)
        self.empty = look.words("kit.pareto.empty")
        self._items: tuple[ParetoItem, ...] = ()
        self.setAccessibleName(self.empty)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_items(self, items: Sequence[ParetoItem], said: str = "") -> None:
        """Show other causes; `said` is what a screen reader says before the list of them."""
        self._items = ranked(items)
        listed = ", ".join(f"{item.text} {item.count:g}" for item in self._items)
        self.setAccessibleName(": ".join(part for part in (said, listed) if part) or self.empty)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(320, max(1, len(self._items)) * (_LEAST + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, max(1, len(self._items)) * _LEAST)

    def draw(self, brush: Brush) -> None:
        if not self._items:
            ink = Ink(self.look.font("body"), "ink3", LEFT, wrap=True)
            brush.write(QRectF(self.rect()), self.empty, ink)
            return
        total = sum(item.count for item in self._items)
        tall = self.height() / len(self._items)
        before = 0.0
        for place, share in enumerate(accumulate(item.count / total for item in self._items)):
            room = QRectF(0, place * tall, self.width(), tall)
            self._draw_line(brush, room, self._items[place], share, is_vital=before < _FEW)
            before = share

    def _draw_line(
        self, brush: Brush, room: QRectF, item: ParetoItem, share: float, *, is_vital: bool
    ) -> None:
        words, figures = self._words(), self.look.font("label", 700)
        percent, hint = f"{share * 100:.0f} %", self.look.font("hint")
        ends = width_of(hint, "100 %") + 10.0
        counts = max(width_of(figures, f"{each.count:g}") for each in self._items) + 14.0
        line = QRectF(0, room.y(), words - 10, room.height())
        font = self.look.font("label", 500)
        brush.write(line, item.text, Ink(font, "ink", LEFT, elide=True))
        wide = room.width() - words - counts - ends
        thick = min(18.0, room.height() - 6)
        track = QRectF(words, room.center().y() - thick / 2, wide, thick)
        brush.box(track, Coat("sunken", radius=5))
        most = max(each.count for each in self._items)
        bar = QRectF(track.x(), track.y(), max(4.0, wide * item.count / most), thick)
        role = "accent" if is_vital and not item.is_rest else "line_strong"
        brush.box(bar, Coat(role, radius=5))
        count = QRectF(track.right(), room.y(), counts, room.height())
        brush.write(count, f"{item.count:g}", Ink(figures, "ink", RIGHT))
        end = QRectF(room.right() - ends, room.y(), ends, room.height())
        brush.write(end, percent, Ink(hint, "ink3", RIGHT))

    def _words(self) -> float:
        font: QFont = self.look.font("label", 500)
        widest = max(width_of(font, item.text) for item in self._items) + 14.0
        return min(widest, self.width() * _MOST_WORDS)
