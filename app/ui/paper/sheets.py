"""Sheets become a PDF (A4, fonts embedded, PDF/A so that an archive can keep it) or pictures."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter

from app.ui.paper.pen import Pen

WIDTH, HEIGHT = 21_000, 29_700
"""A4 in hundredths of a millimetre."""
PRINT_DPI = 600
_PER_INCH = 2_540


class Sheets(Protocol):
    """Something that is printed: how many pages, in which type, and how each is drawn."""

    title: str
    families: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return the number of pages, at least one."""
        ...

    def draw(self, pen: Pen, number: int) -> None:
        """Draw page `number`, counted from 1."""
        ...


def pdf(sheets: Sheets) -> bytes:
    """Return the sheets as a PDF document. Needs a running QGuiApplication."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    writer.setTitle(sheets.title)
    writer.setCreator("Lineside")
    writer.setResolution(PRINT_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.scale(PRINT_DPI / _PER_INCH, PRINT_DPI / _PER_INCH)
    for number in range(1, sheets.count + 1):
        if number > 1:
            writer.newPage()
        sheets.draw(Pen(painter, sheets.families), number)
    painter.end()
    buffer.close()
    return bytes(data.data())


def pictures(sheets: Sheets, dpi: int = 150) -> tuple[QImage, ...]:
    """Return every page as a picture, drawn by the same strokes: for the preview on screen."""
    return tuple(_picture(sheets, number, dpi) for number in range(1, sheets.count + 1))


def _picture(sheets: Sheets, number: int, dpi: int) -> QImage:
    scale = dpi / _PER_INCH
    image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    sheets.draw(Pen(painter, sheets.families), number)
    painter.end()
    return image
