"""The commissioning scan: one known symbol shows whether a scanner hands over what it reads.

Pure. The symbol holds every kind of sign a label of ours may carry: both cases, the punctuation of
GS1 and one separator. A scanner is taken into service once it comes back byte for byte, identifier
included; a keyboard wedge also where its layout is known, for then each scan is mapped back. A
layout with dead keys among these signs never comes back whole, and so is refused.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.refused import Refused
from app.kernel.symbols import gs1
from app.kernel.words import Words
from drivers.scanners.layouts import LAYOUTS, US, Layout
from drivers.scanners.scan import Scan, Transport

ELEMENTS = gs1.built(
    [
        ("01", "09521234560029"),
        ("10", "Az!\"%&'()*+,-./:;<=>"),
        ("21", "?_AQWMYZaqwmyz234567"),
    ]
)
"""What the symbol holds; the GTIN is of the range GS1 keeps for examples."""
IDENTIFIER = "]d2"
CONTENT = gs1.scan_text(ELEMENTS)

_HEAD, _TAIL = CONTENT.split(gs1.GS)
_FOUND = re.compile(
    f"(?P<head>{re.escape(_HEAD)})(?P<separator>.{{0,8}}?)(?P<tail>{re.escape(_TAIL)})",
    re.DOTALL | re.IGNORECASE,
)
_ANY_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")


class Problem(StrEnum):
    """What a scanner does to what it reads, in the order in which one would put it right."""

    IDENTIFIER_OFF = "identifier_off"
    IDENTIFIER_WRONG = "identifier_wrong"
    SEPARATOR_LOST = "separator_lost"
    SEPARATOR_CHANGED = "separator_changed"
    CASE_CHANGED = "case_changed"
    CAPS_LOCK = "caps_lock"
    LAYOUT = "layout"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    ANOTHER_SYMBOL = "another_symbol"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the commissioning scan showed; `layout` is the keyboard layout it was typed through."""

    problems: tuple[Problem, ...] = ()
    layout: Layout = US

    @property
    def is_exact(self) -> bool:
        """Tell whether the symbol came back byte for byte."""
        return not self.problems

    @property
    def is_usable(self) -> bool:
        """Tell whether the scanner may be taken into service: exact, or mapped back exactly."""
        return set(self.problems) <= {Problem.LAYOUT}

    def said(self, words: Words) -> tuple[str, ...]:
        """Return what is wrong and what to do about it, a sentence each."""
        name = words(f"devices.layout.{self.layout.name}")
        return tuple(
            words(f"devices.commissioning.{problem}", layout=name) for problem in self.problems
        )


def verdict(scan: Scan) -> Verdict:
    """Return what `scan` of the commissioning symbol shows about its scanner.

    Of a keyboard it is what was typed that counts, before any layout was undone. No other way
    goes through a layout: capitals turned about on a serial line are the scanner's own doing.
    """
    given, by_keyboard = scan.aim + scan.text, scan.transport is Transport.KEYBOARD
    if by_keyboard and scan.raw:
        given = scan.raw.decode(errors="replace")
    layouts = LAYOUTS if by_keyboard else (US,)
    found = [v for layout in layouts if (v := _through(layout, given)) is not None]
    return min(found, key=lambda one: len(one.problems), default=Verdict((Problem.ANOTHER_SYMBOL,)))


def accepted(shown: Verdict) -> Layout:
    """Return the layout to undo in this scanner's scans. Raises Refused `scanner.not_exact`."""
    if not shown.is_usable:
        raise Refused("scanner.not_exact")
    return shown.layout


def _through(layout: Layout, given: str) -> Verdict | None:
    """Return the verdict if `given` was typed through `layout`; None where it cannot have been."""
    text = layout.undone(given)
    found = _FOUND.search(text)
    if found is None:
        return None
    problems = [
        *_before(text[: found.start()]),
        *_between(found["separator"]),
        *([] if (found["head"], found["tail"]) == (_HEAD, _TAIL) else [Problem.CASE_CHANGED]),
        *([Problem.SUFFIX] if text[found.end() :] else []),
    ]
    if layout is not US:
        problems.append(Problem.CAPS_LOCK if layout.has_caps else Problem.LAYOUT)
    return Verdict(tuple(sorted(problems, key=tuple(Problem).index)), layout)


def _before(text: str) -> list[Problem]:
    if text.endswith(IDENTIFIER):
        return [Problem.PREFIX] if text != IDENTIFIER else []
    if _ANY_IDENTIFIER.fullmatch(text):
        return [Problem.IDENTIFIER_WRONG]
    # A scanner that knows no identifier may send FNC1 as a separator in front.
    return [Problem.IDENTIFIER_OFF, *([Problem.PREFIX] if text not in ("", gs1.GS) else [])]


def _between(separator: str) -> list[Problem]:
    if separator == gs1.GS:
        return []
    return [Problem.SEPARATOR_CHANGED if separator else Problem.SEPARATOR_LOST]
