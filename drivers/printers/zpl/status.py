"""How a ZPL II printer is, by `~HS` (ZPL II Programming Guide, Host Status Return).

    STX aaa,b,c,dddd,eee,f,g,h,iii,j,k,l ETX CR LF
    STX mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www ETX CR LF
    STX xxxx,y ETX CR LF

It gives no answer at all while media or ribbon are out, the head is open, the rewinder is full or
the head is too hot: silence is a fault.
"""

import re

from drivers.printers.language import Question
from drivers.printers.words import UNKNOWN, worst

_STRING = rb"\x02([0-9,]*)\x03\r\n"
_ANSWER = re.compile(_STRING * 3)
_FLAG = rb",([01])"
_FIRST = re.compile(
    rb"[0-9]{3}" + 2 * _FLAG + rb",[0-9]{4},([0-9]{3})" + 3 * _FLAG + rb",[0-9]{3}" + 3 * _FLAG
)
_SECOND = re.compile(
    rb"[0-9]{3},[0-9]" + 2 * _FLAG + rb",[01],[0-9],[0-9]" + _FLAG + rb",([0-9]{8}),[01],[0-9]{1,3}"
)
_THIRD = re.compile(rb"[0-9]{4},[01]")


def first(string: bytes) -> tuple[str, ...] | None:
    """Return the troubles string 1 tells, without its frame; None where it is no string 1."""
    found = _FIRST.fullmatch(string)
    if found is None:
        return None
    paper, pause, formats, full, diagnostic, partial, lost, cold, hot = map(int, found.groups())
    return _told(
        paper_out=paper,
        paused=pause,
        busy=formats,
        buffer_full=full,
        diagnostic_mode=diagnostic,
        partial_format=partial,
        memory_lost=lost,
        head_cold=cold,
        head_overheat=hot,
    )


def second(string: bytes) -> tuple[str, ...] | None:
    """Return the troubles string 2 tells, without its frame; None where it is no string 2."""
    found = _SECOND.fullmatch(string)
    if found is None:
        return None
    head, ribbon, waiting, remaining = map(int, found.groups())
    return _told(head_up=head, ribbon_out=ribbon, label_waiting=waiting, busy=remaining)


def read(answer: bytes) -> str:
    """Return the worst word of a whole answer; `unknown` to anything else."""
    found = _ANSWER.fullmatch(answer)
    if found is None or not _THIRD.fullmatch(found[3]):
        return UNKNOWN
    one, two = first(found[1]), second(found[2])
    return UNKNOWN if one is None or two is None else worst((*one, *two, "online"))


def _told(**flags: int) -> tuple[str, ...]:
    return tuple(word for word, flag in flags.items() if flag)


def whole(answer: bytes) -> bool:
    """Say whether all three strings have come."""
    return answer.count(b"\x03\r\n") >= 3


STATUS = Question(b"~HS", whole, read)
