"""How an EPL2 printer is, by `^ee` (EPL2 Programmer's Manual and Intermec's ESim, Immediate Error
Report): one or more codes of two digits, then CR LF.

With error reporting on (`US`) it also says ACK after a label, and NAK with a code where it failed.
"""

import re

from drivers.printers.language import Question
from drivers.printers.words import UNKNOWN, worst

_ANSWER = re.compile(rb"([0-9]{2}(?:,[0-9]{2})*)\r\n")
_CODES = {
    "00": "normal",
    "07": "paper_or_ribbon_out",
    "11": "head_open",
    "12": "paused",
    "62": "head_overheat",
    "81": "cutter_jam",
    "92": "paused",
}
ACK, NAK = b"\x06", b"\x15"


def read(answer: bytes) -> str:
    """Return the worst word of a whole answer; `unknown` to anything else.

    Every other code is an error of the label or the printer.
    """
    found = _ANSWER.fullmatch(answer)
    if found is None:
        return UNKNOWN
    return worst(_CODES.get(code, "error") for code in found[1].decode().split(","))


def read_receipt(answer: bytes) -> str:
    """Return `normal` to ACK, else what the code behind NAK means."""
    if answer == ACK:
        return "normal"
    if answer[:1] == NAK and answer[1:3].isdigit():
        return _CODES.get(answer[1:3].decode(), "error")
    return UNKNOWN


def whole(answer: bytes) -> bool:
    """Say whether the answer's end has come."""
    return answer.endswith(b"\n")


def whole_receipt(answer: bytes) -> bool:
    """Say whether ACK has come, or NAK with both digits of its code."""
    return (answer[:1] != NAK and bool(answer)) or len(answer) >= 3


STATUS = Question(b"\r\n^ee\r\n", whole, read)
RECEIPT = Question(b"", whole_receipt, read_receipt)
