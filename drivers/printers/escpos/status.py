"""How an ESC/POS printer is: by `DLE EOT n` at once, by `GS r 1` when its turn comes.

Tables of the Epson TM-U220, Samsung SRP-350 and HPRT TP809 manuals, which agree.

Every answer is one byte with fixed bits; a byte that lacks them is none.
"""

from collections.abc import Callable

from drivers.printers.language import Question
from drivers.printers.words import UNKNOWN, worst

_REAL_TIME = (0x93, 0x12)
"""DLE EOT: bits 0 and 7 are off, 1 and 4 on."""
_IN_TURN = (0x90, 0x00)
"""GS r: bits 4 and 7 are off."""

_PRINTER = {0x08: "offline"}
_OFFLINE_CAUSE = {0x04: "cover_open", 0x08: "feeding", 0x20: "paper_out", 0x40: "error"}
_ERROR_CAUSE = {
    0x04: "mechanical_error",
    0x08: "cutter_error",
    0x20: "unrecoverable_error",
    0x40: "auto_recoverable_error",
}
_PAPER = {0x0C: "paper_near_end", 0x60: "paper_out"}
_PAPER_IN_TURN = {0x03: "paper_near_end", 0x0C: "paper_out"}


def _question(
    request: bytes, fixed: tuple[int, int], meanings: dict[int, str], well: str
) -> Question:
    return Question(request, bool, _reader(fixed, meanings, well))


def _reader(fixed: tuple[int, int], meanings: dict[int, str], well: str) -> Callable[[bytes], str]:
    mask, value = fixed

    def read(answer: bytes) -> str:
        if len(answer) != 1 or answer[0] & mask != value:
            return UNKNOWN
        return worst((well, *(word for bits, word in meanings.items() if answer[0] & bits)))

    return read


STATUS = (
    _question(b"\x10\x04\x01", _REAL_TIME, _PRINTER, "online"),
    _question(b"\x10\x04\x02", _REAL_TIME, _OFFLINE_CAUSE, "online"),
    _question(b"\x10\x04\x03", _REAL_TIME, _ERROR_CAUSE, "online"),
    _question(b"\x10\x04\x04", _REAL_TIME, _PAPER, "paper_adequate"),
)
PAPER_IN_TURN = _question(b"\x1dr\x01", _IN_TURN, _PAPER_IN_TURN, "paper_adequate")
