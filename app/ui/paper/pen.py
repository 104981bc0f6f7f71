"""The pen paper is drawn with: text that fits its box, lines, and crisp symbols.

All lengths are hundredths of a millimetre, all type in points; the same strokes make the PDF and
the picture of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import zxingcpp
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

POINT = 2540 / 72
"""One typographic point in hundredths of a millimetre."""
QUIET_MODULES = 4
"""White around a QR symbol that its reader needs (ISO/IEC 18004 §9.1)."""

BLACK = "#000000"
GREY = "#555555"
FAINT = "#EDEDED"
WHITE = "#FFFFFF"

_WORDS = int(Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere)
_SHRINK = 0.92


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: from `points` down to `least` where it would not fit its box."""

    points: float
    bold: bool = False
    least: float = 6.5
    colour: str = BLACK
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    struck: bool = False


class Pen:
    """Draws on one page; the painter is already scaled to hundredths of a millimetre."""

    def __init__(self, painter: QPainter, families: tuple[str, ...]) -> None:
        self._painter = painter
        self._families = list(families)

    def text(self, box: QRect, text: str, kind: Type) -> None:
        """Write `text` into `box`: smaller where it must be, then torn anywhere, then cut."""
        points = kind.points
        while points > kind.least and not _fits(box, text, self._font(points, kind), _WORDS):
            points = max(kind.least, points * _SHRINK)
        font = self._font(points, kind)
        wrap = _WORDS if _fits(box, text, font, _WORDS) else _ANYWHERE
        self._painter.setFont(font)
        self._painter.setPen(QColor(kind.colour))
        self._painter.drawText(box, int(kind.align) | wrap, _cut(box, text, font, wrap))

    def line(self, x1: int, y1: int, x2: int, y2: int, width: int = 20) -> None:
        """Draw a straight line."""
        self._painter.setPen(
            QPen(QColor(BLACK), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        self._painter.drawLine(x1, y1, x2, y2)

    def fill(self, box: QRect, colour: str) -> None:
        """Fill a box."""
        self._painter.fillRect(box, QColor(colour))

    def frame(self, box: QRect, width: int = 20) -> None:
        """Draw a box's edge."""
        self._painter.setPen(QPen(QColor(BLACK), width, Qt.PenStyle.SolidLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box)

    def picture(self, box: QRect, image: QImage) -> None:
        """Draw a whole picture into a box, in its own proportions, at the top left."""
        size = QSizeF(image.size()).scaled(QSizeF(box.size()), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(QPointF(box.topLeft()), size), image)

    def qr(self, box: QRect, content: str, level: str) -> None:
        """Draw `content` as a QR symbol in a square, its quiet zone included, as one sharp path."""
        rows = qr_modules(content, level)
        module = box.width() / (len(rows) + 2 * QUIET_MODULES)
        path = QPainterPath()
        for y, row in enumerate(rows):
            for start, count in _runs(row):
                left, top = (QUIET_MODULES + start) * module, (QUIET_MODULES + y) * module
                # A hair of overlap downwards, else renderers show seams between the rows.
                path.addRect(QRectF(box.x() + left, box.y() + top, count * module, module * 1.01))
        path.setFillRule(Qt.FillRule.WindingFill)
        self._painter.fillPath(path, QBrush(QColor(BLACK)))

    def _font(self, points: float, kind: Type) -> QFont:
        return _font(points, kind, self._families)


def height_of(text: str, width: int, kind: Type, families: tuple[str, ...]) -> int:
    """Return the height `text` needs at full size in a column `width` wide, torn where it must."""
    font = _font(kind.points, kind, list(families))
    wrap = _WORDS if _fits(QRect(0, 0, width, 1_000_000), text, font, _WORDS) else _ANYWHERE
    room = QRectF(0, 0, width, 1_000_000)
    return ceil(QFontMetricsF(font).boundingRect(room, wrap, text).height())


def width_of(text: str, kind: Type, families: tuple[str, ...]) -> int:
    """Return the width of a text on one line at full size."""
    font = _font(kind.points, kind, list(families))
    return ceil(QFontMetricsF(font).horizontalAdvance(text))


def _font(points: float, kind: Type, families: list[str]) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(round(points * POINT))
    font.setBold(kind.bold)
    font.setStrikeOut(kind.struck)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def qr_modules(content: str, level: str) -> tuple[tuple[bool, ...], ...]:
    """Return a QR symbol's modules row by row, dark ones true, without quiet zone."""
    symbol = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    image = memoryview(symbol.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # its stub forgets the buffer
    height, width = image.shape or (0, 0)
    return tuple(tuple(image[y, x] == 0 for x in range(width)) for y in range(height))


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules begin and how many stand together."""
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end]:
            end += 1
        if end > start:
            yield start, end - start
        start = max(end, start + 1)


def _fits(box: QRect, text: str, font: QFont, wrap: int) -> bool:
    needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, box.width(), 1_000_000), wrap, text)
    return needed.height() <= box.height() and needed.width() <= box.width()


def _cut(box: QRect, text: str, font: QFont, wrap: int) -> str:
    """Return the longest beginning of `text` that fits, all of it where it does."""
    if _fits(box, text, font, wrap):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = _fits(box, text[:middle] + "…", font, wrap)
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…"
