"""Photos of a seal that does not close, drawn: what an inspector would have taken."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

_WIDE, _TALL = 640, 400
_GROUND, _FOIL, _SEAL, _MARK = "#26324A", "#EEF2F8", "#B9C6DA", "#FF6B57"
_TUBE, _BOX, _LABEL = "#7FA6E8", "#C89B68", "#F8E6F5"


def photos() -> Iterator[tuple[str, bytes]]:
    """Yield captions and PNG pictures."""
    yield "封口左侧", _drawn(_pouch)
    yield "放大 · 空隙 2.6 mm", _drawn(_gap)
    yield "隔离区 Q-02", _drawn(_boxes)


def _drawn(paint: Callable[[QPainter], None]) -> bytes:
    image = QImage(_WIDE, _TALL, QImage.Format.Format_RGB32)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    paint(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, Qt for text
    return bytes(data.data())


def _pouch(painter: QPainter) -> None:
    """The whole pouch; a ring where its seal is open."""
    _fill(painter, QRectF(80, 60, 480, 400), _FOIL)
    _ridges(painter, QRectF(80, 90, 480, 46))
    _fill(painter, QRectF(306, 90, 34, 46), _FOIL)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(_TUBE), 9))
    painter.drawArc(QRectF(190, 200, 260, 260), 20 * 16, 140 * 16)
    painter.setPen(QPen(QColor(_MARK), 7))
    painter.drawEllipse(QPointF(323, 112), 62, 52)


def _gap(painter: QPainter) -> None:
    """The seal in large, with the gap between two halves."""
    _fill(painter, QRectF(0, 70, _WIDE, 250), _FOIL)
    _ridges(painter, QRectF(0, 150, _WIDE, 120))
    path = QPainterPath(QPointF(272, 70))
    path.cubicTo(250, 190, 330, 210, 286, 320)
    path.lineTo(402, 320)
    path.cubicTo(372, 230, 420, 160, 392, 70)
    path.closeSubpath()
    painter.fillPath(path, QColor(_FOIL))
    painter.setPen(QPen(QColor(_MARK), 6))
    painter.drawLine(QPointF(296, 340), QPointF(394, 340))
    for x in (296, 394):
        painter.drawLine(QPointF(x, 322), QPointF(x, 358))


def _boxes(painter: QPainter) -> None:
    """Cartons on a pallet, a label of the hold on them."""
    for row in range(2):
        for column in range(3):
            box = QRectF(110 + column * 146, 80 + row * 146, 136, 136)
            _fill(painter, box, _BOX)
            _fill(painter, QRectF(box.x() + 44, box.y() + 14, 48, 26), _FOIL)
    _fill(painter, QRectF(226, 178, 194, 64), _LABEL)
    _fill(painter, QRectF(246, 202, 154, 16), "#8E2A86")


def _ridges(painter: QPainter, room: QRectF) -> None:
    _fill(painter, room, _SEAL)
    painter.setPen(QPen(QColor("#8FA2BF"), 3))
    for step in range(1, int(room.width() / 12)):
        x = room.x() + step * 12
        painter.drawLine(QPointF(x, room.y()), QPointF(x, room.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)


def _fill(painter: QPainter, room: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(room, 6, 6)
