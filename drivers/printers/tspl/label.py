"""A layout as one TSPL2 label: bars by the printer, everything else as bitmaps.

The printer's own symbol commands are not used: how they take FNC1 differs from firmware to
firmware, and so no label data stands in a command. Gap and speed stay as the printer was set up.
"""

from decimal import Decimal

from drivers.printers.layout import Layout
from drivers.printers.marks import Bar, Mark, marks, paper
from drivers.printers.typefaces import Typefaces


def label(layout: Layout, faces: Typefaces) -> bytes:
    """Return the commands that print the layout once. Raises Unprintable."""
    paper(layout)
    size = f"SIZE {_mm(layout.width_mm)} mm,{_mm(layout.height_mm)} mm"
    head = f"{size}\r\nREFERENCE 0,0\r\nCLS\r\n".encode()
    body = b"".join(_command(mark) for mark in marks(layout, faces))
    return head + body + b"PRINT 1,1\r\n"


def flush(length: int) -> bytes:
    """Return what fills a bitmap that came only in part; beyond it they are empty lines.

    First a sign that spoils a half said `PRINT 1,1`. The image stays in the printer until the next
    label begins by `CLS`.
    """
    return b"X" + b"\r\n" * (length // 2 + 1)


def _mm(length: Decimal) -> str:
    return f"{length.normalize():f}"


def _command(mark: Mark) -> bytes:
    if isinstance(mark, Bar):
        return f"BAR {mark.x},{mark.y},{mark.width},{mark.height}\r\n".encode()
    row = (mark.image.width + 7) // 8
    # Mode 1 is OR: the white at a bitmap's edge erases nothing. A bit that is 0 prints black.
    head = f"BITMAP {mark.x},{mark.y},{row},{mark.image.height},1,".encode()
    white_paper = bytes(byte ^ 0xFF for byte in mark.image.tobytes())
    return head + white_paper + b"\r\n"
