"""How a TSPL2 printer is, by `<ESC>!S` (TSPL/TSPL2 Programming Manual, Status Polling).

    STX message warning error error ETX CR LF

It answers at any time, in an error too. The errors are single bits above 0x40; several may stand.
"""

import re

from drivers.printers.language import Question
from drivers.printers.words import UNKNOWN, worst

_ANSWER = re.compile(rb"\x02(.)(.)(.)(.)\x03\r\n", re.DOTALL)
_BASE = 0x40

_MESSAGES = {
    0x40: "normal",
    0x60: "paused",
    0x42: "backing_label",
    0x43: "cutting",
    0x45: "error",
    0x46: "form_feed",
    0x4B: "waiting_for_print_key",
    0x4C: "label_waiting",
    0x50: "printing_batch",
    0x57: "imaging",
}
_WARNINGS = {
    0x01: "paper_near_end",
    0x02: "ribbon_near_end",
    0x04: "",
    0x08: "buffer_full",
    0x20: "",
}
"""0x04 and 0x20 are reserved: they may stand and say nothing."""
_ERRORS_3 = {
    0x01: "head_overheat",
    0x02: "motor_overheat",
    0x04: "head_error",
    0x08: "cutter_jam",
    0x10: "memory_full",
}
_ERRORS_4 = {
    0x01: "paper_empty",
    0x02: "paper_jam",
    0x04: "ribbon_empty",
    0x08: "ribbon_jam",
    0x20: "head_open",
}

_SHORT = {
    0x01: "head_open",
    0x02: "paper_jam",
    0x04: "paper_empty",
    0x08: "ribbon_empty",
    0x10: "paused",
    0x20: "printing",
    0x40: "cover_open",
    0x80: "error",
}


def read(answer: bytes) -> str:
    """Return the worst word of a whole answer; `unknown` to anything else."""
    found = _ANSWER.fullmatch(answer)
    if found is None:
        return UNKNOWN
    message, warning, *errors = (group[0] for group in found.groups())
    told = (
        _bits(warning, _WARNINGS),
        *(_bits(byte, bits) for byte, bits in zip(errors, (_ERRORS_3, _ERRORS_4), strict=True)),
    )
    if message not in _MESSAGES or any(words is None for words in told):
        return UNKNOWN
    causes = tuple(word for words in told if words for word in words)
    if message == 0x45 and causes:  # "printer error" says no more than its cause
        return worst(causes)
    return worst((_MESSAGES[message], *causes))


def _bits(byte: int, meanings: dict[int, str]) -> tuple[str, ...] | None:
    """Return the words of a byte's bits; None where one is set that means nothing."""
    rest = byte ^ _BASE
    if rest & ~sum(meanings):
        return None
    return tuple(word for bit, word in meanings.items() if rest & bit and word)


def whole(answer: bytes) -> bool:
    """Say whether the answer's end has come."""
    return answer.endswith(b"\x03\r\n") and len(answer) >= 8


def read_short(answer: bytes) -> str:
    """Return the worst word of the one byte older firmwares answer `<ESC>!?` with."""
    if len(answer) != 1:
        return UNKNOWN
    return worst(("normal", *(word for bit, word in _SHORT.items() if answer[0] & bit)))


STATUS = Question(b"\x1b!S", whole, read)
SHORT = Question(b"\x1b!?", bool, read_short)
