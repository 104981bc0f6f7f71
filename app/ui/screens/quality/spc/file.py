"""A chart as a file: its points with readings and limits as CSV. No Qt.

CSV has a byte-order mark, so that a spreadsheet reads the Chinese in it.
"""

import csv
import io
from collections.abc import Iterator

from app.capabilities.quality.spc.answers import Chart
from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.screens.quality.spc.facts import SpcFacts
from app.ui.screens.quality.spc.words import broken, rule_number, who

COLUMNS = (
    "number",
    "form",
    "began",
    "entered",
    "by",
    "lot",
    "order",
    "value",
    "spread",
    "lcl",
    "center",
    "ucl",
    "rules",
    "cause",
    "left_out",
)
"""The columns; those of the readings follow. Statistics are written in full, unrounded."""


def chart_csv(words: Words, moments: Moments, facts: SpcFacts) -> bytes:
    """Return every point of the chart in sight, one a row."""
    to = io.StringIO(newline="")
    writer = csv.writer(to)
    most = max((len(one.values) for one in facts.view.subgroups), default=0)
    if facts.starts:
        most = 1
    said = words("spc.file.readings")
    heads = [words(f"spc.file.{name}") for name in COLUMNS]
    writer.writerow([*heads, *(f"{said} {at + 1}" for at in range(most))])
    writer.writerows(_rows(words, moments, facts))
    return to.getvalue().encode("utf-8-sig")


def _rows(words: Words, moments: Moments, facts: SpcFacts) -> Iterator[list[str]]:
    view, rules = facts.view, broken(facts.view)
    main = view.charts[0]
    spread = view.charts[1] if len(view.charts) > 1 else None
    for place, value in enumerate(main.values):
        owner = facts.owner(place)
        if owner is None:
            continue
        one, at = owner
        line = main.lines[0 if main.is_even else place]
        readings = one.values[at : at + 1] if facts.starts else one.values
        yield [
            str(place + 1),
            one.filled,
            moments.local(one.began_ms).isoformat(sep=" ", timespec="seconds"),
            moments.local(one.at_ms).isoformat(sep=" ", timespec="seconds"),
            who(words, facts.people, one.by),
            one.lot,
            one.order,
            repr(value),
            _spread(spread, place),
            repr(line.lcl),
            repr(line.center),
            repr(line.ucl),
            " ".join(map(rule_number, rules.get(place, ()))),
            one.cause,
            words("spc.file.yes") if one.left_out else "",
            *(f"{reading:f}" for reading in readings),
        ]


def _spread(spread: Chart | None, place: int) -> str:
    if spread is None:
        return ""
    at = place - (spread.numbers.start - 1)
    return repr(spread.values[at]) if at >= 0 else ""
