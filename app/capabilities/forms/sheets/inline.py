"""Label and blank in one cell: `检验员：____  日期：____`, `Operator: ____`, `温度：____℃`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.capabilities.forms.sheets.labels import is_known_label
from app.capabilities.forms.sheets.signs import has_cjk, label_text

_COLON = re.compile(r"(?<!\d)[:：](?!\d)|[:：](?=\s|$|_)|(?<=\D)[:：]")
_BREAK = re.compile(r"\s{2,}|[_＿﹍]+|\n|\t|\u3000|[;；|]")
_MOST_LABEL = 40
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands behind its colon, often nothing or a rule to write on."""

    label: str
    value: str


def inline_pairs(text: str) -> tuple[Pair, ...]:
    """Return the labels with colons of one cell, in order; none where no colon closes a label."""
    text = text[:_LONGEST]
    marks = [found for found in _COLON.finditer(text) if not _is_time(text, found)]
    starts: list[int] = []
    before = 0
    for mark in marks:
        starts.append(_label_start(text, before, mark.start()))
        before = mark.end()
    ends = [*starts[1:], len(text)][: len(marks)]
    return tuple(_pairs(text, marks, starts, ends))


def _pairs(
    text: str, marks: list[re.Match[str]], starts: list[int], ends: list[int]
) -> Iterator[Pair]:
    for mark, start, end in zip(marks, starts, ends, strict=True):
        label = label_text(text[start : mark.start()])
        if 0 < len(label) <= _MOST_LABEL:
            yield Pair(label, text[mark.end() : end].strip())


def _is_time(text: str, mark: re.Match[str]) -> bool:
    return (
        text[mark.start() - 1 : mark.start()].isdigit()
        and text[mark.end() : mark.end() + 1].isdigit()
    )


def _label_start(text: str, first: int, end: int) -> int:
    """Return where the label before a colon begins: after a gap, else with its last words."""
    between = text[first:end]
    lead = len(between) - len(between.lstrip(" \t\n_＿﹍\u3000"))
    breaks = [found.end() for found in _BREAK.finditer(between.rstrip()) if found.end() > lead]
    start = first + max([lead, *breaks])
    if first == 0 or breaks or (lead and start == first + lead and _is_blank(between[:lead])):
        return start
    words = list(re.finditer(r"\S+", text[start:end]))
    for word in reversed(words):
        candidate = text[start + word.start() : end]
        if is_known_label(candidate) and (has_cjk(candidate) or _is_whole(words, word)):
            return start + word.start()
    return start + words[-1].start() if words else start


def _is_blank(text: str) -> bool:
    return len(text) > 1 or "_" in text


def _is_whole(words: list[re.Match[str]], word: re.Match[str]) -> bool:
    """Tell whether an English label begins here: with a capital, or nothing is before."""
    return word[0][:1].isupper() or word is words[0]
