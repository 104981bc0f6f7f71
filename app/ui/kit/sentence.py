"""A sentence of which some words stand out: wrapped as words wrap, each part on its own ground."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedWidget, width_of
from app.ui.theme.look import Look

PLAIN, KEY = "", "key"
_GROUNDS = {
    PLAIN: ("", "ink2", 400),
    KEY: ("", "accent", 700),
    "accent": ("accent_soft", "accent", 600),
    "off": ("off_soft", "ink", 600),
    "ok": ("ok_soft", "ok", 600),
    "warn": ("warn_soft", "warn", 600),
}
"""Ground, ink and weight of each kind of piece."""
_SIZES = {"body": "body", "large": "title"}
_PAD = 5
_LEADING = 1.75
_NO_START = frozenset("，。；：、！？）》”’,.;:!?)")
"""Signs that begin no line."""

KINDS = tuple(_GROUNDS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: its text, and its kind (see `KINDS`)."""

    text: str
    kind: str = PLAIN


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    piece: int
    kind: str


class Sentence(PaintedWidget):
    """`show_pieces(pieces)`; as high as it needs at its width. `size`: body or large."""

    def __init__(self, look: Look, *, name: str, size: str = "body") -> None:
        super().__init__(look, name)
        self._size = _SIZES[size]
        self._tokens: tuple[_Token, ...] = ()
        self._known: dict[int, list[list[_Token]]] = {}
        self._fonts = {kind: look.font(self._size, weight) for kind, (_, _, weight) in _all()}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show another sentence."""
        self._tokens = tuple(_tokens(pieces))
        self._known.clear()
        self.setAccessibleName("".join(one.text for one in pieces))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return max(1, len(self._lines(width))) * self._line()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 480
        return QSize(480, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(200, self._line())

    def draw(self, brush: Brush) -> None:
        line = self._line()
        for place, tokens in enumerate(self._lines(self.width())):
            left = 0.0
            for _, run in groupby(tokens, key=lambda one: one.piece):
                left = self._draw_run(brush, left, place * line, list(run))

    def _draw_run(self, brush: Brush, left: float, top: float, run: list[_Token]) -> float:
        """Draw what stands of one piece in one line; return where the next one begins."""
        kind, text = run[0].kind, "".join(one.text for one in run)
        ground, ink, _ = _GROUNDS[kind]
        pad, line = (_PAD if ground else 0), self._line()
        wide = width_of(self._fonts[kind], text if not ground else text.strip())
        if ground:
            box = QRectF(left, top + 2, wide + 2 * pad, line - 4)
            brush.box(box, Coat(ground, radius=6))
        room = QRectF(left + pad, top, wide + 1, line)
        said = text.strip() if ground else text
        brush.write(room, said, Ink(self._fonts[kind], ink, LEFT))
        return left + wide + 2 * pad

    def _lines(self, width: int) -> list[list[_Token]]:
        if width not in self._known:
            self._known[width] = list(self._broken(max(width, 80)))
        return self._known[width]

    def _broken(self, width: int) -> Iterator[list[_Token]]:
        """Break the sentence into lines, as its words fit."""
        line: list[_Token] = []
        used = 0
        for token in self._tokens:
            wide = self._wide(token, line)
            if line and used + wide > width and token.text.strip():
                taken = line.pop() if token.text in _NO_START and len(line) > 1 else None
                yield line
                line, used = [], 0
                if taken is not None:  # a sign that begins no line takes the one before it along
                    used = self._wide(taken, line)
                    line.append(taken)
                wide = self._wide(token, line)
            if not line and not token.text.strip():
                continue  # a line begins with no gap
            line.append(token)
            used += wide
        if line:
            yield line

    def _wide(self, token: _Token, line: list[_Token]) -> int:
        is_new = not line or line[-1].piece != token.piece
        pad = 2 * _PAD if _GROUNDS[token.kind][0] and is_new else 0
        return width_of(self._fonts[token.kind], token.text) + pad

    def _line(self) -> int:
        return int(self._font_size() * _LEADING + 0.999)

    def _font_size(self) -> int:
        font: QFont = self._fonts[PLAIN]
        return font.pixelSize()


def _all() -> Iterator[tuple[str, tuple[str, str, int]]]:
    yield from _GROUNDS.items()


def _tokens(pieces: Sequence[Piece]) -> Iterator[_Token]:
    """Yield what stays together: a word of letters, a gap, one Chinese sign with what follows."""
    for place, piece in enumerate(pieces):
        word = ""
        for sign in piece.text:
            if sign.isspace() or not sign.isascii():
                if word:
                    yield _Token(word, place, piece.kind)
                yield _Token(sign, place, piece.kind)
                word = ""
            else:
                word += sign
        if word:
            yield _Token(word, place, piece.kind)
