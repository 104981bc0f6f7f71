"""The head of the board: what is done in each column, and by which operations."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Ink, PaintedWidget
from app.ui.screens.production.board_columns import BoardColumn
from app.ui.theme.look import Look

HEIGHT = 56


class BoardHead(PaintedWidget):
    """Stands still above the lines."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "board-head")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._columns: tuple[BoardColumn, ...] = ()
        self._lead = 240

    def show_columns(self, columns: tuple[BoardColumn, ...], lead: int) -> None:
        """Show other columns; `lead` is the width of an order's facts."""
        self._columns, self._lead = columns, lead
        language = self.look.words.language
        self.setAccessibleName(", ".join(column.title(language) for column in columns))
        self.setToolTip(
            "\n".join(f"{column.range()}  {column.title(language)}" for column in columns)
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(600, HEIGHT)

    def draw(self, brush: Brush) -> None:
        words = self.look.words
        strong, small = self.look.sized(14, 700), self.look.sized(12, 400)
        room = QRectF(18, 8, self._lead - 24, 22)
        brush.write(room, words("board.order"), Ink(strong, "ink", LEFT, elide=True))
        below = room.translated(0, 20)
        brush.write(below, words("board.order_sub"), Ink(small, "ink3", LEFT, elide=True))
        brush.line(QPointF(0, HEIGHT - 0.5), QPointF(self.width(), HEIGHT - 0.5), "line")
        each = (self.width() - self._lead - 8) / max(1, len(self._columns))
        for place, column in enumerate(self._columns):
            left = self._lead + each * place + 6
            brush.icon(QPointF(left, 13), column.icon, "ink3", 18)
            room = QRectF(left + 23, 8, each - 35, 22)
            title = column.title(words.language)
            brush.write(room, title, Ink(strong, "ink", LEFT, elide=True))
            below = room.translated(0, 20)
            brush.write(below, column.range(), Ink(small, "ink3", LEFT, elide=True))
