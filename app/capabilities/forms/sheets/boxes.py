"""Boxes to tick as sheets print them: `□首检 □巡检`, `合格○ 不合格○`, `[ ] Pass [ ] Fail`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.capabilities.forms.sheets.signs import half, key, one_line

_BOX = r"[□☐▢◻⬜❏❑☑☒■▣○◯〇●◎◇囗🔲¨\uf06f\uf071\uf0a8\uf052\uf0fe]|\[[ _xX√✓]?\]|\([ _]{0,4}\)"
_BOXES = re.compile(_BOX)
_COUNTED = re.compile(rf"\d{{1,2}}\s?[.、)]\s?(?={_BOX})")
"""A number before a box: `1.□首件 2.□巡检`."""
_ANSWERS = frozenset(
    word
    for line in (
        "是 否 有 无 合格 不合格 符合 不符合 正常 异常 通过 不通过 完好 损坏 不适用",
        "yes no pass fail ok ng accept reject na",
    )
    for word in line.split()
)
"""Words that answer a question, printed without boxes: `是/否`, `Pass / Fail`."""
_MOUTH = re.compile(
    r"(?:(?<=^)|(?<=[\s:：/、]))口(?=\s?\S)"
)  # typed instead of a box; else 口 is a word
_JOINED_MOUTH = re.compile(r"^(?:[^口]{0,12}[:：])?(?:口[^口]{1,8}){2,}$")
_LONGEST = 1000
_EDGES = " \t\n/、,，;；|_＿.。:："
_YES = re.compile(
    r"^(?:合格|通过|符合(?:要求)?|正常|完好|ok|pass(?:ed|es)?|go|good|conform(?:s|ing|ed)?|compl(?:y|ies|iant)|meets?|√|✓|yes\b合格)"
)
_NO = re.compile(
    r"^(?:不合格|不通过|不符合(?:要求)?|异常|不正常|损坏|ng|nok|notok|fail(?:ed|s|ure)?|nogo|no-go|bad"
    r"|non-?conform(?:s|ing)?|non-?compliant|(?:do(?:es)?)?not(?:conform|compl|meet|pass|ok|good)\w*|不良|×|x$)"
)
_ACCEPT = re.compile(r"^(?:accept(?:ed)?|接受|接收|允收)")
_REJECT = re.compile(r"^(?:reject(?:ed)?|不接受|拒收|拒绝)")
_NA = re.compile(r"^(?:n/?a|notapplicable|不适用|/|无)$")


@dataclass(frozen=True, slots=True)
class Boxes:
    """What stands before the boxes, and what may be ticked, in order."""

    lead: str
    options: tuple[str, ...]


def boxes_in(text: str) -> Boxes | None:
    """Return the boxes of a text; None where it has none with words."""
    plain = half(one_line(text[:_LONGEST]))
    if len(_MOUTH.findall(plain)) > 1:
        plain = _MOUTH.sub("□", plain)
    elif _JOINED_MOUTH.match(plain.replace(" ", "")):
        plain = plain.replace("口", "□")
    plain = _COUNTED.sub("", plain)
    marks = list(_BOXES.finditer(plain))
    if not marks:
        return _answers(plain)
    lead = plain[: marks[0].start()]
    if _boxes_follow(plain, marks):
        before, _, first = lead.rpartition(":")
        pieces = [first, *_between(plain, marks)[:-1]]
        return _boxes(before, pieces)
    return _boxes(lead, _between(plain, marks))


def _answers(plain: str) -> Boxes | None:
    """Return answers parted by strokes where nothing else is said."""
    whole = re.sub(r"\bN/A\b", "NA", plain, flags=re.IGNORECASE)
    parts = [part.strip() for part in whole.split("/")]
    is_asked = 1 < len(parts) < 5 and all(key(part) in _ANSWERS for part in parts)
    return Boxes("", tuple(parts)) if is_asked and len(set(parts)) == len(parts) else None


def _boxes_follow(plain: str, marks: Sequence[re.Match[str]]) -> bool:
    """Tell whether each box stands behind its word: `合格□ 不合格□`."""
    lead, tail = plain[: marks[0].start()], plain[marks[-1].end() :]
    return bool(lead.rpartition(":")[2].strip(_EDGES)) and not tail.strip(_EDGES)


def _between(plain: str, marks: Sequence[re.Match[str]]) -> list[str]:
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    return [plain[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]


def _boxes(lead: str, pieces: Sequence[str]) -> Boxes | None:
    options = tuple(option for piece in pieces if (option := piece.strip(_EDGES)))
    return Boxes(lead.strip(_EDGES), options) if options else None


def is_verdict(options: Sequence[str], *, accepts: bool = False) -> bool:
    """Tell whether the options say whether something passes: 合格/不合格, OK/NG, Pass/Fail.

    With `accepts`, accepted and rejected say it too: where the question is a verdict.
    """
    words = [re.sub(r"\(.*\)$", "", key(option)) for option in options]
    words = [word for word in words if not _NA.match(word)]
    if len(words) != 2:
        return False
    if any(_NO.match(word) for word in words):
        return any(_YES.match(word) for word in words)
    return (
        accepts
        and any(_REJECT.match(word) for word in words)
        and any(_ACCEPT.match(word) for word in words)
    )
