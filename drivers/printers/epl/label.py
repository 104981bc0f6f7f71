"""A layout as one EPL2 label: bars by the printer, everything else as bitmaps.

No label data stands in a command. The gap stays as the printer has measured it (no `Q`).
"""

from drivers.printers.layout import Layout
from drivers.printers.marks import Bar, Mark, marks, paper
from drivers.printers.typefaces import Typefaces


def label(layout: Layout, faces: Typefaces) -> bytes:
    """Return the commands that print the layout once. Raises Unprintable."""
    width, _ = paper(layout)
    # The empty first line ends whatever half a command stands in the printer's buffer.
    head = f"\r\nN\r\nq{width}\r\nZT\r\n".encode()
    body = b"".join(_command(mark) for mark in marks(layout, faces))
    return head + body + b"P1\r\n"


def flush(length: int) -> bytes:
    """Return what fills a bitmap that came only in part; beyond it they are empty lines.

    First a sign that spoils a half said `P1`, and else begins a comment. The image stays in the
    printer until the next label begins by `N`.
    """
    return b";" + b"\r\n" * (length // 2 + 1)


def _command(mark: Mark) -> bytes:
    if isinstance(mark, Bar):
        return f"LO{mark.x},{mark.y},{mark.width},{mark.height}\r\n".encode()
    row = (mark.image.width + 7) // 8
    # A bit that is 0 prints black.
    white_paper = bytes(byte ^ 0xFF for byte in mark.image.tobytes())
    head = f"GW{mark.x},{mark.y},{row},{mark.image.height},".encode()
    return head + white_paper + b"\r\n"
