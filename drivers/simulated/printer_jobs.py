"""What a simulated printer makes of the bytes it gets: requests and whole labels, in order.

Bitmaps are counted, so that nothing within one is taken for an order.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from drivers.framers import Damage, Damaged, Frame

MOST = 4_000_000
"""No label is longer (600 dpi, a hand wide, an arm long)."""

Length = Callable[[bytes], int]
"""How many bytes at the front belong together; 0 while more must come; where none do, how many to
pass over, as a negative number."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """How labels of lines look in one language."""

    first: bytes
    last: re.Pattern[bytes]
    bitmap: re.Pattern[bytes]
    requests: tuple[bytes, ...]


_LINE = re.compile(rb"[^\n]*\n")
_TSPL = _Lines(
    b"SIZE ",
    re.compile(rb"PRINT [0-9,]+\r\n"),
    re.compile(rb"BITMAP [0-9]+,[0-9]+,([0-9]+),([0-9]+),[0-9],"),
    (b"\x1b!",),
)
_EPL = _Lines(
    b"\r\nN\r\n",
    re.compile(rb"P[0-9]+\r\n"),
    re.compile(rb"GW[0-9]+,[0-9]+,([0-9]+),([0-9]+),"),
    (b"\r\n^ee\r\n", b"\r\nUS\r\n"),
)


def _zpl(data: bytes) -> int:
    cancelled = data.rfind(b"~JA")
    if cancelled >= 0:
        return -(cancelled + 3)
    if data.startswith(b"~HS"):
        return 3
    if not data.startswith(tuple(start[: len(data)] for start in (b"^XA", b"~HS", b"~JA"))):
        return -1
    end = data.find(b"^XZ")
    return end + 3 if end >= 0 else 0


def _lines(data: bytes, kind: _Lines) -> int:
    """Return how long a label of lines is; bitmaps in it are counted.

    A label that begins anew clears what came before, and so, simpler than in life, does a request.
    """
    if not data.startswith(kind.first[: len(data)]):
        return -1
    at = 0
    while at <= len(data):
        if at > len(kind.first) and data.startswith((kind.first, *kind.requests), at):
            return -at
        found = _LINE.match(data, at)
        if found is None:
            return 0
        counted = kind.bitmap.match(data, at)
        at = counted.end() + int(counted[1]) * int(counted[2]) + 2 if counted else found.end()
        if kind.last.fullmatch(found[0]):
            return at
    return 0


def _tspl(data: bytes) -> int:
    if data[:1] == b"\x1b":
        return 3 if len(data) >= 3 else 0
    return _lines(data, _TSPL)


def _epl(data: bytes) -> int:
    for request in _EPL.requests:
        if data.startswith(request):
            return len(request)
        if request.startswith(data):
            return 0
    return _lines(data, _EPL)


def _escpos(data: bytes) -> int:
    if data[:2] in (b"\x10\x04", b"\x1dr"):
        return 3 if len(data) >= 3 else 0
    if not data.startswith(b"\x1b@"[: len(data)]) and data != b"\x10" and data != b"\x1d":
        return -1
    at = 2
    while at < len(data):
        step = _escpos_command(data[at : at + 8])
        if step <= 0:
            return -at if step else 0
        at += step
        if data[at - step : at - step + 2] == b"\x1dV":
            return at if at <= len(data) else 0
    return 0


def _escpos_command(head: bytes) -> int:
    """Return how long one command of a label is; 0 while too little of it has come."""
    if head[:3] == b"\x1dv0":
        if len(head) < 8:
            return 0
        return 8 + int.from_bytes(head[4:6], "little") * int.from_bytes(head[6:8], "little")
    if head[:3] == b"\x1d(D":
        return 5 + int.from_bytes(head[3:5], "little") if len(head) >= 5 else 0
    if head[:2] in (b"\x1dV", b"\x1bd"):
        return 3
    return 0 if len(head) < 3 else -1


LENGTHS: Mapping[str, Length] = {"zpl": _zpl, "tspl": _tspl, "epl": _epl, "escpos": _escpos}


class JobFramer:
    """Cuts the bytes of one language into requests and labels; a label's first bytes are told.

    Where `began` says no, the cable was pulled then: half of what came has come. It stays, as in a
    real printer.
    """

    def __init__(self, word: str, began: Callable[[], bool]) -> None:
        self._length = LENGTHS[word]
        self._began = began
        self._pending = b""
        self._is_told = False

    def feed(self, data: bytes, at_ms: int) -> tuple[Frame | Damaged, ...]:
        """Take bytes and return what they complete, in order; see `Framer`."""
        self._pending += data
        return tuple(self._found())

    @property
    def is_amid(self) -> bool:
        """Whether bytes wait for the rest of their label."""
        return bool(self._pending)

    def reset(self) -> Damaged | None:
        """Forget half a label, as a printer switched off does; return it if there was one."""
        lost, self._pending, self._is_told = self._pending, b"", False
        return Damaged(lost, Damage.UNFINISHED) if lost else None

    def _found(self) -> Iterator[Frame | Damaged]:
        while self._pending:
            length = self._length(self._pending)
            if length < 0:
                self._pending = self._pending[-length:]
                continue
            if len(self._pending) > 8 and not self._is_told:
                self._is_told = True
                if not self._began():
                    self._pending = self._pending[: len(self._pending) // 2]
                    return
            if length == 0:
                if len(self._pending) > MOST:
                    yield Damaged(self._pending[:64], Damage.TOO_LONG)
                    self._pending = b""
                return
            yield Frame(self._pending[:length])
            self._pending, self._is_told = self._pending[length:], False
