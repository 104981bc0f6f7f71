"""What the SPC explorer shows, asked on the reader's thread."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import people
from app.capabilities.people.signatures.queries import Signature, signatures
from app.capabilities.quality.charts.answers import Characteristic, ChartView, Fixed, Subgroup
from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.charts.queries import charted, limit_sets
from app.capabilities.quality.points.answers import ChartKind
from app.journal.ledger import ledger_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

SPC = "spc"
DAY_MS = 86_400_000
PERIODS = ("all", "d30", "d7", "last25")
_DAYS = {"d30": 30, "d7": 7}
LAST = 25


@dataclass(frozen=True, slots=True)
class SpcFacts:
    """One characteristic's chart of a period, every set of limits it had, people by code.

    `starts` is the place of each form's first point where every reading is one; else empty.
    """

    view: ChartView
    sets: tuple[Fixed, ...]
    people: Mapping[str, Bilingual]
    period: str
    starts: tuple[int, ...] = ()

    @property
    def stream(self) -> str:
        """Return the chart's name."""
        return stream_of(self.view.characteristic)

    def owner(self, place: int) -> tuple[Subgroup, int] | None:
        """Return whose point stands at a place of the chart, and which of its readings it is."""
        groups = self.view.subgroups
        if not 0 <= place < self.count:
            return None
        if not self.starts:
            return groups[place], 0
        at = bisect_right(self.starts, place) - 1
        return groups[at], place - self.starts[at]

    def place_of(self, filled: str) -> int:
        """Return where the first point of a filled form stands; -1 for none."""
        for at, one in enumerate(self.view.subgroups):
            if one.filled == filled:
                return self.starts[at] if self.starts else at
        return -1

    @property
    def count(self) -> int:
        """Return how many points the main chart has."""
        return len(self.view.charts[0].values) if self.view.charts else 0


def stream_of(what: Characteristic) -> str:
    """Return the name of a characteristic's chart."""
    return chart_stream(what.form, what.field)


class Standing(StrEnum):
    """How a characteristic stands by its limits in force: what the list says of it."""

    SIGNAL = "signal"
    IN_CONTROL = "in_control"
    NO_LIMITS = "no_limits"
    SILENT = "silent"


def from_ms(period: str, now_ms: int) -> int:
    """Return from when a period reaches."""
    return now_ms - _DAYS[period] * DAY_MS if period in _DAYS else 0


def spc_facts(
    connection: Connection, what: Characteristic, period: str, now_ms: int
) -> SpcFacts | Refused:
    """Return the chart of a characteristic, or why there is none."""
    last = LAST if period == "last25" else 0
    try:
        view = charted(connection, what, from_ms(period, now_ms), last=last)
    except Refused as refused:
        return refused
    names = {one.person: one.name for one in people(connection)}
    sets = limit_sets(connection, what.form, what.field)
    return SpcFacts(view, sets, names, period, _starts(view))


def signed_limits(connection: Connection, facts: SpcFacts) -> dict[str, Signature]:
    """Return the first signature that covers each set of limits, by the set's hash."""
    ledger, found = ledger_of(connection, facts.stream), dict[str, Signature]()
    for one in signatures(connection, facts.stream):
        covered = ledger.reached(one.hash)
        for limits in facts.sets:
            if not one.withdraws and limits.hash in covered:
                found.setdefault(limits.hash, one)
    return found


def standing_of(connection: Connection, what: Characteristic, now_ms: int) -> Standing:
    """Judge the last 25 points of 30 days by the limits in force; without any, ask nothing."""
    sets = limit_sets(connection, what.form, what.field)
    if not any(one.limits.kind is what.chart for one in sets):
        return Standing.NO_LIMITS
    view = charted(connection, what, from_ms("d30", now_ms), last=LAST)
    if not view.charts:
        return Standing.SILENT
    beyond = any(view.violations.values()) or any(one.beyond for one in view.charts[1:])
    return Standing.SIGNAL if beyond else Standing.IN_CONTROL


def _starts(view: ChartView) -> tuple[int, ...]:
    if view.characteristic.chart is not ChartKind.I_MR:
        return ()
    return tuple(accumulate([len(one.values) for one in view.subgroups[:-1]], initial=0))
