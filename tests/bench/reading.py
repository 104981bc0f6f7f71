"""From a scan's text to what it says."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import biip

from app.kernel.symbols.decoding import decode
from tests.bench.figures import REPEATS, Arm, Bar, Figure, at_percent, milliseconds

TIMES = 2_000
"""Scans of one repeat."""
TODAY = date(2026, 11, 26)
UDI = "]d2" + "0109521234560029" + "17291115" + "10IS2611A07\x1d" + "21A7"


def udi_parse(folder: Path, share: int) -> Iterator[Figure]:
    """Read one UDI as a station does: elements, dates, relations; biip without its relations."""
    ours = _arm(lambda: decode(UDI, TODAY), share)
    theirs = _arm(lambda: biip.parse(UDI), share)
    yield Figure("udi_parse_p95", "ms", Bar(most=0.2), ours, theirs, "biip.parse")


def _arm(work: Callable[[], object], share: int) -> Arm:
    work()  # dictionaries are read once
    times = max(1, TIMES // share)
    return at_percent([[milliseconds(work) for _ in range(times)] for _ in range(REPEATS)], 95)
