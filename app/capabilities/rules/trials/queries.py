"""Questions about what a rule would have done: asked slice by slice, so that nobody waits."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, and_, or_, select

from app.capabilities.documents.answers import Pin
from app.capabilities.rules.definition.answers import InForce, Listening
from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.rules.definition.decisions import check_rule, facts_of, read_rule
from app.capabilities.rules.firings import decisions
from app.capabilities.rules.firings.answers import WouldFire
from app.capabilities.rules.firings.queries import is_a_rules_own
from app.capabilities.rules.trials.answers import Mark, Slice
from app.journal.capability import Acting, Plugs
from app.journal.event import stored
from app.journal.folding import EFFECTIVE
from app.journal.ruling import Seen
from app.journal.upcast import Vocabulary
from app.store.tables import event, receipt

MOST = 100
"""Events looked at in one slice: some milliseconds."""
_DAY_MS = 86_400_000
_E = event.c
_Sight = tuple[int, str, Seen | None]


def try_slice(
    acting: Acting,
    vocabulary: Vocabulary,
    body: Rule,
    span: tuple[int, int],
    after: Mark | None = None,
    most: int = MOST,
) -> Slice:
    """Return what a rule would have done with the next events from a time to before another.

    Nothing is recorded. `acting` is the station's own (`Journal.acting`, nobody's); `after` is
    where the slice before ended, `most` how many events one has. Refusals: those of `check_rule`.
    """
    plugs = acting.plugs
    check_rule(body, plugs)
    rule = read_rule(Pin("", "", "", body.name, ""), body, plugs)
    watch = plugs.watches.get(body.when)
    if watch is not None:
        sights: list[_Sight] = [(acting.now_ms, "", seen) for seen in watch.look(acting)]
        return Slice(_count(sights), tuple(_cases(rule, sights, plugs, acting.area)), is_now=True)
    rows, to = _next(acting.connection, body.when, span, after, most)
    sights = list(_sights(acting, vocabulary, rows, span))
    cases = tuple(_cases(rule, sights, plugs))
    whole = max(1, span[1] - span[0])
    share = 1.0 if to is None else min(1.0, max(0.0, (to[0] - span[0]) / whole))
    return Slice(_count(sights), cases, to, share)


def _next(
    connection: Connection, kind: str, span: tuple[int, int], after: Mark | None, most: int
) -> tuple[list[tuple[str, bytes]], Mark | None]:
    """Return the next events of a kind, and where to go on: None when there are no more.

    An event's place (hlc) is never before its author's clock, but may be behind the end of the
    span: the last slice has no end.
    """
    hlc, station, seq = after or (span[0], "", -1)
    until = hlc + _DAY_MS
    is_last = until >= span[1]
    behind = or_(
        _E.hlc > hlc,
        and_(_E.hlc == hlc, or_(_E.station > station, and_(_E.station == station, _E.seq > seq))),
    )
    query = (
        select(_E.hash, _E.bytes, _E.hlc, _E.station, _E.seq)
        .select_from(event.outerjoin(receipt, receipt.c.hash == _E.hash))
        .where(_E.hlc >= hlc, behind, _E.kind == kind, EFFECTIVE)
        .order_by(_E.hlc, _E.station, _E.seq)
        .limit(most)
    )
    rows = list(connection.execute(query if is_last else query.where(_E.hlc < until)))
    found = [(row[0], bytes(row[1])) for row in rows]
    if len(rows) == most:
        return found, (int(rows[-1][2]), str(rows[-1][3]), int(rows[-1][4]))
    return found, None if is_last else (until - 1, "\uffff", 0)


def _sights(
    acting: Acting,
    vocabulary: Vocabulary,
    rows: Iterable[tuple[str, bytes]],
    span: tuple[int, int],
) -> Iterator[_Sight]:
    for name, data in rows:
        known = vocabulary.understand(stored(name, data))
        if known is None or not span[0] <= known.wall < span[1] or is_a_rules_own(known):
            continue
        look = acting.plugs.occasions[known.happened.kind].look
        yield known.wall, known.hash, look(acting, known)


def _cases(
    rule: InForce, sights: Iterable[_Sight], plugs: Plugs, area: str = ""
) -> Iterator[tuple[str, WouldFire]]:
    facts, listening = facts_of(rule.body.when, plugs) or (), Listening(rest=(rule,))
    for at_ms, cause, seen in sights:
        for due in () if seen is None else decisions.due(listening, seen, area):
            why = decisions.because(due.facts, facts)
            yield due.key, WouldFire(at_ms, due.subject, due.seen.matter, why, cause)


def _count(sights: Iterable[_Sight]) -> int:
    return sum(seen is not None for _, _, seen in sights)
