"""Everything the list of rules and a rule's page show, asked in one go on the reader. No Qt."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection

from app.capabilities.documents.answers import Revision, State
from app.capabilities.documents.queries import body, every_revision
from app.capabilities.quality.nonconformance.records.queries import numbers
from app.capabilities.rules.definition.bodies import RULE, Rule
from app.capabilities.rules.firings.answers import Clash, Firing
from app.capabilities.rules.firings.queries import conflicts, fired_since, firings, last_fired
from app.journal.capability import Plugs
from app.kernel.days import local_day
from app.kernel.refused import Refused
from app.ui.screens.documents.library_facts import DocumentLine
from app.ui.screens.rules.names import Names, names

DAYS = 30
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: the revision a list speaks of, and its body (None where it has not come).

    `days` are how often it fired on each of the last `DAYS`, the oldest first.
    """

    document: DocumentLine
    rule: Rule | None
    days: tuple[int, ...]
    last_ms: int | None
    conflicts: tuple[Clash, ...]

    @property
    def code(self) -> str:
        """Return its code."""
        return self.document.code

    @property
    def shown(self) -> Revision:
        """Return the revision in force, else the latest."""
        return self.document.shown

    @property
    def is_in_force(self) -> bool:
        """Tell whether it fires."""
        return self.shown.state is State.EFFECTIVE

    @property
    def times(self) -> int:
        """Return how often it fired in the last `DAYS`."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """Every rule as it stands, and what the plant calls what they name."""

    lines: tuple[RuleLine, ...]
    names: Names

    def line(self, code: str) -> RuleLine | None:
        """Return one rule."""
        return next((one for one in self.lines if one.code == code), None)

    def title(self, code: str) -> object:
        """Return what a rule is called."""
        found = self.line(code)
        return code if found is None else found.shown.title


@dataclass(frozen=True, slots=True)
class OneRule:
    """A rule's page: the rule, all others for their names, and its latest firings.

    `ncrs` are the numbers of the nonconformances firings opened, by the firings' keys.
    """

    every: RuleFacts
    line: RuleLine
    firings: tuple[Firing, ...]
    ncrs: Mapping[str, str] = field(default_factory=dict)


def rule_facts(connection: Connection, plugs: Plugs, now_ms: int, offset_min: int) -> RuleFacts:
    """Return the rules of the plant, by code."""
    every = (one for one in every_revision(connection, now_ms) if one.form == RULE)
    documents = [
        DocumentLine(RULE, code, tuple(of)) for code, of in groupby(every, key=lambda one: one.code)
    ]
    found = conflicts(connection, plugs, now_ms)
    fired = fired_since(connection, now_ms - DAYS * DAY_MS)
    last = last_fired(connection)
    return RuleFacts(
        tuple(
            RuleLine(
                document=one,
                rule=_body(connection, one.shown),
                days=_by_day(fired.get(one.code, ()), now_ms, offset_min),
                last_ms=last.get(one.code),
                conflicts=tuple(
                    each for each in found if one.code in (each.rule.code, each.other.code)
                ),
            )
            for one in documents
        ),
        names(connection, now_ms),
    )


def one_rule(
    connection: Connection, plugs: Plugs, code: str, now_ms: int, offset_min: int
) -> OneRule | Refused:
    """Return one rule with what it fired. Refusal: `document.unknown`."""
    every = rule_facts(connection, plugs, now_ms, offset_min)
    line = every.line(code)
    if line is None:
        return Refused("document.unknown", document=code)
    found = firings(connection, plugs, code)
    return OneRule(every, line, found, numbers(connection, [one.key for one in found]))


def days_until(now_ms: int, offset_min: int, days: int = DAYS) -> tuple[str, ...]:
    """Return the last days as ISO dates in the plant's time, the oldest first."""
    return tuple(local_day(now_ms - back * DAY_MS, offset_min) for back in range(days - 1, -1, -1))


def _by_day(fired: tuple[int, ...], now_ms: int, offset_min: int) -> tuple[int, ...]:
    counts = Counter(local_day(at_ms, offset_min) for at_ms in fired)
    return tuple(counts[day] for day in days_until(now_ms, offset_min))


def _body(connection: Connection, shown: Revision) -> Rule | None:
    try:
        return body(connection, shown.body, Rule)
    except Refused:
        return None
