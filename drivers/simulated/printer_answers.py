"""What a simulated printer answers in each language, by the tables of its `status.py`."""

from collections.abc import Callable, Mapping
from enum import StrEnum


class Shape(StrEnum):
    """How a simulated printer is."""

    WELL = "well"
    BUSY = "busy"
    PAPER_OUT = "paper_out"
    RIBBON_OUT = "ribbon_out"
    COVER_OPEN = "cover_open"
    PAUSED = "paused"
    BUFFER_FULL = "buffer_full"
    SILENT = "silent"
    """It prints what it gets, and says nothing."""


STOPPED = (Shape.PAPER_OUT, Shape.RIBBON_OUT, Shape.COVER_OPEN, Shape.PAUSED)
"""What keeps it from printing."""


def _zpl(request: bytes, shape: Shape) -> bytes:
    def flag(other: Shape) -> int:
        return int(shape is other)

    paper, pause, full = flag(Shape.PAPER_OUT), flag(Shape.PAUSED), flag(Shape.BUFFER_FULL)
    head, ribbon, busy = flag(Shape.COVER_OPEN), flag(Shape.RIBBON_OUT), flag(Shape.BUSY)
    strings = (
        f"030,{paper},{pause},0320,00{busy},{full},0,0,000,0,0,0",
        f"000,0,{head},{ribbon},1,2,4,0,0000000{busy},1,000",
        "1234,0",
    )
    return "".join(f"\x02{string}\x03\r\n" for string in strings).encode()


_TSPL = {
    Shape.WELL: b"@@@@",
    Shape.BUSY: b"P@@@",
    Shape.PAPER_OUT: b"E@@A",
    Shape.RIBBON_OUT: b"E@@D",
    Shape.COVER_OPEN: b"E@@`",
    Shape.PAUSED: b"`@@@",
    Shape.BUFFER_FULL: b"@H@@",
}


def _tspl(request: bytes, shape: Shape) -> bytes:
    return b"\x02" + _TSPL[shape] + b"\x03\r\n" if request == b"\x1b!S" else b""


_EPL = {
    Shape.PAPER_OUT: b"07",
    Shape.RIBBON_OUT: b"07",
    Shape.COVER_OPEN: b"11",
    Shape.PAUSED: b"12",
}


def _epl(request: bytes, shape: Shape) -> bytes:
    return _EPL.get(shape, b"00") + b"\r\n" if b"^ee" in request else b""


_ESCPOS: Mapping[bytes, Mapping[Shape, int]] = {
    b"\x10\x04\x01": dict.fromkeys((*STOPPED, Shape.BUFFER_FULL), 0x1A),
    b"\x10\x04\x02": {Shape.PAPER_OUT: 0x32, Shape.COVER_OPEN: 0x16, Shape.RIBBON_OUT: 0x52},
    b"\x10\x04\x03": {},
    b"\x10\x04\x04": {Shape.PAPER_OUT: 0x7E},
}


def _escpos(request: bytes, shape: Shape) -> bytes:
    if request == b"\x1dr\x01":  # in turn: while it stands still no turn comes
        return b"" if shape in STOPPED else b"\x00"
    return bytes((_ESCPOS[request].get(shape, 0x12),)) if request in _ESCPOS else b""


ANSWERS: Mapping[str, Callable[[bytes, Shape], bytes]] = {
    "zpl": _zpl,
    "tspl": _tspl,
    "epl": _epl,
    "escpos": _escpos,
}
