"""Questions about rules: those in force in plain words, what fired, what would have."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.answers import Pin, Word
from app.capabilities.rules.definition.answers import InForce, Listening
from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.rules.definition.decisions import (
    check_rule,
    facts_of,
    in_words,
    read_rule,
)
from app.capabilities.rules.definition.queries import rules_at
from app.capabilities.rules.firings import decisions
from app.capabilities.rules.firings.answers import (
    Clash,
    DryRun,
    Firing,
    RuleShown,
    WouldFire,
)
from app.capabilities.rules.firings.events import firing_stream
from app.capabilities.rules.firings.tables import FiringRow
from app.journal.capability import Acting, Plugs
from app.journal.event import Event, stored
from app.journal.folding import EFFECTIVE
from app.journal.rows import read
from app.journal.ruling import Seen
from app.journal.upcast import Vocabulary
from app.kernel.words import Bilingual
from app.store.prepared import Prepared
from app.store.tables import event, receipt

SHOWN = 200
"""The latest cases a dry run tells one by one."""

_F = FiringRow.table
_BY_KEY = Prepared(select(_F).where(_F.c.stream == bindparam("stream")))
_BY_CAUSE = Prepared(
    select(_F.c.firing).where(
        _F.c.cause == bindparam("cause"),
        _F.c.rule == bindparam("rule"),
        _F.c.revision == bindparam("revision"),
    )
)


# ------------------------------------------------------------------ what is in force, what fired
def rules(connection: Connection, plugs: Plugs, now_ms: int) -> tuple[RuleShown, ...]:
    """Return the rules in force now (ms since 1970 UTC), in plain words, by code."""
    fired = _fired_so_far(connection)
    return tuple(
        RuleShown(
            rule.pin,
            rule.body.name,
            in_words(rule.body, plugs),
            *fired.get(rule.pin.code, (0, None)),
        )
        for rule in rules_at(connection, plugs, now_ms).rules
    )


def firings(
    connection: Connection, plugs: Plugs, rule: str = "", limit: int = SHOWN
) -> tuple[Firing, ...]:
    """Return what fired last, of one rule or of all, the latest first."""
    query = select(_F).order_by(_F.c.at_ms.desc(), _F.c.firing).limit(limit)
    if rule:
        query = query.where(_F.c.rule == rule)
    return tuple(_firing(row, plugs) for row in read(connection, FiringRow, query))


def firing(connection: Connection, plugs: Plugs, key: str) -> Firing | None:
    """Return one firing by its key: what a hold, a case, a notice names as its `firing`."""
    rows = read(connection, FiringRow, _BY_KEY, {"stream": firing_stream(key)})
    return _firing(rows[0], plugs) if rows else None


def has_fired(connection: Connection, key: str, rule: Pin, cause: str) -> bool:
    """Tell whether a case is known, or the revision of a rule fired at this very event.

    What a rule fires once for may rest on what only the server knows: an event is one case to a
    rule, whoever looks at it.
    """
    if _BY_KEY.first(connection, {"stream": firing_stream(key)}) is not None:
        return True
    named = {"cause": cause, "rule": rule.code, "revision": rule.revision}
    return bool(cause) and _BY_CAUSE.first(connection, named) is not None


def conflicts(connection: Connection, plugs: Plugs, now_ms: int) -> tuple[Clash, ...]:
    """Return how the rules in force now stand in each other's way."""
    return decisions.conflicts(rules_at(connection, plugs, now_ms).rules, plugs)


def fired_since(connection: Connection, from_ms: int) -> Mapping[str, tuple[int, ...]]:
    """Return when each rule fired since a time (ms since 1970 UTC), the earliest first."""
    query = select(_F.c.rule, _F.c.at_ms).where(_F.c.at_ms >= from_ms).order_by(_F.c.at_ms)
    found: dict[str, list[int]] = {}
    for rule, at_ms in connection.execute(query):
        found.setdefault(rule, []).append(int(at_ms))
    return {rule: tuple(times) for rule, times in found.items()}


def last_fired(connection: Connection) -> Mapping[str, int]:
    """Return when each rule that ever fired did last."""
    return {rule: last for rule, (_, last) in _fired_so_far(connection).items()}


# ------------------------------------------------------------------ dry run
def dry_run(acting: Acting, vocabulary: Vocabulary, body: Rule, from_ms: int, to_ms: int) -> DryRun:
    """Return what a rule would have done with what happened from a time to before another.

    Nothing is recorded. `acting` is the station's own (`Journal.acting`, nobody's). A rule that
    watches by the clock tells what it sees now. Refusals: those of `check_rule`.
    """
    plugs = acting.plugs
    check_rule(body, plugs)
    pin = Pin("", body.code, "", body.name, "")
    rule = read_rule(pin, body, plugs)
    watch = plugs.watches.get(body.when)
    if watch is not None:
        now = ((acting.now_ms, "", seen) for seen in watch.look(acting))
        return _tried(rule, now, plugs, (from_ms, to_ms), is_now=True)
    found = _happened(acting.connection, vocabulary, body.when, from_ms, to_ms)
    look = plugs.occasions[body.when].look
    seen_then = ((one.wall, one.hash, look(acting, one)) for one in found)
    return _tried(rule, seen_then, plugs, (from_ms, to_ms))


def _tried(
    rule: InForce,
    seen: Iterable[tuple[int, str, Seen | None]],
    plugs: Plugs,
    span: tuple[int, int],
    *,
    is_now: bool = False,
) -> DryRun:
    facts, listening = facts_of(rule.body.when, plugs) or (), Listening(rest=(rule,))
    cases: dict[str, WouldFire] = {}
    looked_at = 0
    for at_ms, cause, one in seen:
        if one is None:
            continue
        looked_at += 1
        for due in decisions.due(listening, one):
            why = decisions.because(due.facts, facts)
            case = WouldFire(at_ms, due.subject, one.matter, why, cause)
            cases.setdefault(due.key, case)
    latest = tuple(reversed(cases.values()))[:SHOWN]
    return DryRun(*span, looked_at, len(cases), latest, is_now)


def _happened(
    connection: Connection, vocabulary: Vocabulary, kind: str, from_ms: int, to_ms: int
) -> Iterator[Event]:
    """Return the events of a kind that count, from a time to before another, the oldest first.

    An event's place in its stream (hlc) is never before its author's clock.
    """
    joined = event.outerjoin(receipt, receipt.c.hash == event.c.hash)
    query = (
        select(event.c.hash, event.c.bytes)
        .select_from(joined)
        .where(event.c.hlc >= from_ms, event.c.kind == kind, EFFECTIVE)
        .order_by(event.c.hlc, event.c.station, event.c.seq, event.c.hash)
    )
    for name, data in connection.execute(query):
        known = vocabulary.understand(stored(name, bytes(data)))
        if known is not None and from_ms <= known.wall < to_ms and not is_a_rules_own(known):
            yield known


def is_a_rules_own(happened: Event) -> bool:
    """Tell whether a rule made this: rules listen to nothing that rules made."""
    return not happened.actor and bool(getattr(happened.happened, "firing", ""))


# ------------------------------------------------------------------ helpers
def _fired_so_far(connection: Connection) -> Mapping[str, tuple[int, int]]:
    query = select(_F.c.rule, func.count(), func.max(_F.c.at_ms)).group_by(_F.c.rule)
    return {row[0]: (int(row[1]), int(row[2])) for row in connection.execute(query)}


def _firing(row: FiringRow, plugs: Plugs) -> Firing:
    return Firing(
        key=row.firing,
        rule=row.rule,
        revision=row.revision,
        title=Bilingual(row.title_zh, row.title_en),
        when=Word(f"rules.when.{row.when}"),
        matter=row.about[0],
        subject=row.subject,
        cause=row.cause,
        because=decisions.because(row.facts, facts_of(row.when, plugs) or ()),
        actions=row.actions,
        undone=row.undone,
        station=row.station,
        at_ms=row.at_ms,
        again=row.again,
    )
