"""Pages of a record, of whatever kind: a head, pieces, and a foot that says what it is worth."""

from PySide6.QtCore import Qt

from app.kernel.words import Words
from app.ui.paper.pen import GREY, Pen, Type
from app.ui.paper.pieces import Piece, box, paged
from app.ui.paper.sheets import HEIGHT, WIDTH

LEFT, RIGHT = 1_500, WIDTH - 1_200
TOP, BOTTOM = 1_200, HEIGHT - 2_200


class RecordPages:
    """Pieces on as many pages as they need. `unsent` is how many events are not synchronised.

    `printed` says when, by whom and where it was printed. Heads are drawn by each kind of record.
    """

    def __init__(
        self, title: str, words: Words, families: tuple[str, ...], *, printed: str, unsent: int
    ) -> None:
        self.title, self.families = title, families
        self._words, self._said_printed, self._not_sent = words, printed, unsent
        self._pages: tuple[tuple[Piece, ...], ...] = ()

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def draw(self, pen: Pen, number: int) -> None:
        """Draw one page."""
        y = self._head(pen) if number == 1 else self._head_next(pen)
        for piece in self._pages[number - 1]:
            piece.draw(pen, y)
            y += piece.height
        self._foot(pen, number)

    def _lay_out(self, pieces: list[Piece], first: int, following: int) -> None:
        """Cut pieces into pages; heads take `first` of the first page, `following` of others."""
        self._pages = paged(pieces, BOTTOM - TOP - first, BOTTOM - TOP - following)

    def _head(self, pen: Pen) -> int:
        """Draw the head of the first page; return where the pieces begin."""
        raise NotImplementedError

    def _head_next(self, pen: Pen) -> int:
        """Draw the head of any other page; return where the pieces begin."""
        raise NotImplementedError

    def _foot(self, pen: Pen, number: int) -> None:
        y = BOTTOM + 400
        pen.line(LEFT, y - 100, RIGHT, y - 100, 10)
        pen.text(box(LEFT, y, 14_000, 380), self._said_printed, Type(8))
        pen.text(box(LEFT, y + 400, RIGHT - LEFT, 380), self._unsent(), Type(7.5, colour=GREY))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        page = self._words("paper.page", page=number, pages=self.count)
        pen.text(box(RIGHT - 3_400, y, 3_400, 380), page, Type(8, bold=True, align=right))

    def _unsent(self) -> str:
        if self._not_sent:
            return self._words("paper.record.unsent", n=self._not_sent)
        return self._words("paper.record.synced")
