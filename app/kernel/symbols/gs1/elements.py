"""GS1 element strings read: `(01)09521234560029(21)A7`, or the same as a scanner sends it, with GS.

Table-driven: `dictionary.py` says what each element holds. No missing separator is ever guessed; a
fault stands beside the data and never hides it (GS1 General Specifications §3, §7.8). Total and
linear: any text has an answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.kernel.symbols.dates import yymmdd
from app.kernel.symbols.gs1.dictionary import Component, Kind, dictionary, lengths

GS = "\x1d"

EMPTY = "EMPTY"
TOO_SHORT = "TOO_SHORT"
TOO_LONG = "TOO_LONG"
INCORRECT_LENGTH = "INCORRECT_LENGTH"
UNKNOWN_AI = "UNKNOWN_AI"
"""Faults of an element's form; those of its content are named in `linters.py`."""

_BRACKETED = re.compile(r"\(\d{2,4}\)", re.ASCII)
_IDENTIFIER = re.compile(r"(?<!\\)\((\d{2,4})\)", re.ASCII)
_DATES = frozenset({"yymmdd", "yymmd0", "yyyymmdd"})
_TIMES = frozenset({"hhmi", "hh", "mi", "ss"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element; `fault` is the class of what is wrong with it, empty where nothing is."""

    ai: str
    value: str
    fault: str = ""


def is_bracketed(text: str) -> bool:
    """Tell whether `text` is written for people: it begins with `(01)` or the like."""
    return _BRACKETED.match(text) is not None


def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of GS1 data in either form; empty where there is nothing to read.

    At an identifier nobody knows, reading of a scan ends: its length is not ours to guess. It then
    holds all the rest, with the fault UNKNOWN_AI.
    """
    return tuple(_bracketed(text) if is_bracketed(text) else _scanned(text))


def element(ai: str, value: str) -> Element:
    """Return an element, looked at by the rules of its kind."""
    kind = dictionary().get(ai)
    return Element(ai, value, UNKNOWN_AI if kind is None else _fault(kind, value))


def iso(one: Element, today: date) -> str:
    """Return an element's value for people: dates and times as ISO 8601, all else as it stands.

    2029-11-15, 2029-11-15T10:30, or 2029-11-15/2029-11-20 from day to day.
    """
    kind = dictionary().get(one.ai)
    if kind is None or one.fault or not any(_DATES & set(p.names) for p in kind.components):
        return one.value
    days: list[str] = []
    times: list[str] = []
    for part, text in _parts(kind, one.value):
        if found := yymmdd(text, today) if _DATES & set(part.names) else None:
            days.append(found.isoformat())
        elif text:
            times += [text[place : place + 2] for place in range(0, len(text), 2)]
    return "/".join(days) + ("T" + ":".join(times) if times else "")


def _bracketed(text: str) -> Iterator[Element]:
    """Read `(01)…(10)…`; a `(` that is data is written `\\(`, or is not followed by digits and `)`.

    What is bracketed but no identifier, as in `(12345)`, stays data of the element before it.
    """
    _, *pieces = _IDENTIFIER.split(text)
    for ai, value in zip(pieces[::2], pieces[1::2], strict=True):
        yield element(ai, value.replace("\\(", "("))


def _scanned(text: str) -> Iterator[Element]:
    at = 1 if text.startswith(GS) else 0
    while at < len(text):
        ai = text[at : at + lengths().get(text[at : at + 2], 2)]
        kind = dictionary().get(ai)
        if kind is None:
            yield Element(ai, text[at + len(ai) :], UNKNOWN_AI)
            return
        at += len(ai)
        end = _end(kind, text, at)
        yield Element(ai, text[at:end], _fault(kind, text[at:end]))
        at = end + 1 if text[end : end + 1] == GS else end


def _end(kind: Kind, text: str, at: int) -> int:
    """Return where a value ends: after its set length, or at the next separator."""
    if kind.is_set:
        end = text.find(GS, at, at + kind.longest)
        return end if end >= 0 else min(at + kind.longest, len(text))
    end = text.find(GS, at)
    return end if end >= 0 else len(text)


def _fault(kind: Kind, value: str) -> str:
    if not kind.shortest <= len(value) <= kind.longest:
        return EMPTY if not value else TOO_SHORT if len(value) < kind.shortest else TOO_LONG
    for part, text in _parts(kind, value):
        if part.optional and not text:
            continue
        if len(text) < part.shortest:
            return INCORRECT_LENGTH
        for check in part.checks:
            if fault := check(text):
                return fault
    return ""


def _parts(kind: Kind, value: str) -> Iterator[tuple[Component, str]]:
    """Yield each component with the text that falls to it."""
    at = 0
    for part in kind.components:
        yield part, value[at : at + part.longest]
        at += part.longest
