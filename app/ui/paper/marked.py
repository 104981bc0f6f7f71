"""A picture with the marks somebody put on it: numbered rings, in the order they were placed."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter, QPen

from app.capabilities.forms.pictures.bodies import Mark

_PARTS = 1_000
_RING = 0.035
"""The radius of a ring, as a share of the picture's longer side."""
_RED, _WHITE = QColor("#c5221f"), QColor("white")


def with_marks(image: QImage, marks: Sequence[Mark]) -> QImage:
    """Return a copy of a picture with its marks; itself where it has none."""
    if image.isNull() or not marks:
        return image
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    radius = _RING * max(made.width(), made.height())
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont()
    font.setPixelSize(max(8, round(radius * 1.1)))
    font.setBold(True)
    painter.setFont(font)
    for at, mark in enumerate(marks):
        centre = QPointF(mark.x / _PARTS * made.width(), mark.y / _PARTS * made.height())
        painter.setPen(QPen(_WHITE, radius / 2.5))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(_RED, radius / 5))
        painter.drawEllipse(centre, radius, radius)
        tag = QRectF(centre.x() + radius * 0.5, centre.y() - radius * 2, radius * 1.5, radius * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_RED)
        painter.drawRoundedRect(tag, radius / 4, radius / 4)
        painter.setPen(_WHITE)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, f"{at + 1}")
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.end()
    return made


def small_with_marks(encoded: bytes, marks: Sequence[Mark], side: int) -> bytes:
    """Return an encoded picture with its marks, no wider or higher than `side`, as JPEG."""
    buffer = QBuffer()
    buffer.setData(QByteArray(encoded))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if reader.size().isValid():
        reader.setScaledSize(reader.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    with_marks(reader.read(), marks).save(out, "JPEG")  # type: ignore[call-overload]  # it takes text, its stub says bytes
    return bytes(out.data().data())
