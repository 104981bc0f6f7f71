"""Which elements may stand together and which need others (GS1 General Specifications §4.14).

Evaluated over all symbols of one item: a UDI may be split in two, so what describes an item whose
key is not in the message is not wrong, but open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.kernel.symbols.gs1.dictionary import (
    SERIAL_KEYS,
    SIGNATURE,
    Choices,
    Kind,
    dictionary,
)
from app.kernel.symbols.gs1.elements import Element

REPEATS = "validateAIrepeats"
MUTEX = "validateAImutex"
REQUISITES = "validateAIrequisites"
DIGSIG = "validateDigSigRequiresSerialisedKey"
"""Rules between elements, in the words of GS1's reference tests."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule broken: by `ai`, together with `others` or for want of one of them."""

    rule: str
    ai: str
    others: tuple[str, ...] = ()


def breaches(elements: Iterable[Element]) -> tuple[Breach, ...]:
    """Return the rules that the elements of one message break, whatever else may still come."""
    given = tuple(elements)
    present = _present(given)
    return (
        *_repeats(given),
        *_mutex(present),
        *(breach for kind in _known(present) for breach in _unmet(kind.ai, kind.wants, present)),
        *_unsigned(given),
    )


def awaited(elements: Iterable[Element]) -> tuple[Breach, ...]:
    """Return what describes an item whose key another symbol must bring."""
    present = _present(elements)
    return tuple(breach for kind in _known(present) for breach in _unmet(kind.ai, kind.of, present))


def _present(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.ai for one in elements))


def _known(present: tuple[str, ...]) -> Iterator[Kind]:
    known = dictionary()
    return (known[ai] for ai in present if ai in known)


def _repeats(given: tuple[Element, ...]) -> Iterator[Breach]:
    first: dict[str, str] = {}
    differing = {one.ai: one for one in given if first.setdefault(one.ai, one.value) != one.value}
    return (Breach(REPEATS, ai) for ai in differing)


def _mutex(present: tuple[str, ...]) -> Iterator[Breach]:
    for kind in _known(present):
        for pattern in kind.excludes:
            for other in present:
                if other != kind.ai and _fits(other, pattern):
                    yield Breach(MUTEX, kind.ai, (other,))


def _unmet(ai: str, choices: Choices, present: tuple[str, ...]) -> Iterator[Breach]:
    others = tuple(other for other in present if other != ai)
    for choice in choices:
        if not any(all(_stands(pattern, others) for pattern in group) for group in choice):
            yield Breach(REQUISITES, ai, tuple("+".join(group) for group in choice))


def _stands(pattern: str, present: tuple[str, ...]) -> bool:
    return any(_fits(ai, pattern) for ai in present)


def _fits(ai: str, pattern: str) -> bool:
    return ai == pattern or (
        pattern.endswith("n") and len(ai) == len(pattern) and ai.startswith(pattern.rstrip("n"))
    )


def _unsigned(given: tuple[Element, ...]) -> Iterator[Breach]:
    """A signature binds a serialised key: one whose serial part was left out is not."""
    if any(one.ai == SIGNATURE for one in given):
        for one in given:
            if one.ai in SERIAL_KEYS and len(one.value) == dictionary()[one.ai].shortest:
                yield Breach(DIGSIG, one.ai)
