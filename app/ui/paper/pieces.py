"""What a long paper is made of: pieces that are not torn, filled page after page."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from app.ui.paper.pen import Pen


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is not torn over two pages: how high, and how it is drawn at a height."""

    height: int
    draw: Callable[[Pen, int], None]


def joined(one: Piece, other: Piece) -> Piece:
    """Return two pieces that no page's end comes between."""

    def draw(pen: Pen, y: int) -> None:
        one.draw(pen, y)
        other.draw(pen, y + one.height)

    return Piece(one.height + other.height, draw)


def paged(pieces: list[Piece], first: int, following: int) -> tuple[tuple[Piece, ...], ...]:
    """Fill page after page; `first` and `following` are the heights there are on them."""
    pages: list[list[Piece]] = [[]]
    left = first
    for piece in pieces:
        if piece.height > left and pages[-1]:
            pages.append([])
            left = following
        pages[-1].append(piece)
        left -= piece.height
    return tuple(tuple(page) for page in pages)


def box(x: int, y: int, width: int, height: int) -> QRect:
    """Return a box in hundredths of a millimetre."""
    return QRect(x, y, width, height)
