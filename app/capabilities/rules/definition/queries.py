"""Questions about rules: which ones are in force at a time, read once and kept."""

from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection

from app.capabilities.documents.effect.queries import Stamp, Timetable, stamp, timetable
from app.capabilities.documents.queries import body
from app.capabilities.rules.definition.answers import InForce, RuleSet, listening
from app.capabilities.rules.definition.bodies import RULE, Rule
from app.capabilities.rules.definition.decisions import read_rule
from app.journal.capability import Plugs
from app.kernel.refused import Refused


def rules_at(connection: Connection, plugs: Plugs, at_ms: int) -> RuleSet:
    """Return the rules in force at a time (ms since 1970 UTC), ready to be asked.

    They are read anew only when a revision has come, was withdrawn, or counts no longer, and when
    the clock passes the day one comes into force: else this is one look at an index.
    """
    book = _book(stamp(connection, RULE), plugs)
    if book.times is None:
        book.times = timetable(connection, RULE)
    span = book.times.span(at_ms)
    kept = book.sets.get(span)
    return _read(connection, book, book.times, at_ms) if kept is None else kept


@dataclass(slots=True)
class _Book:
    """All revisions of all rules as they stand, and those in force in each span of time."""

    plugs: Plugs
    times: Timetable | None = None
    sets: dict[int, RuleSet] = field(default_factory=dict)


@lru_cache(maxsize=8)
def _book(mark: Stamp, plugs: Plugs) -> _Book:
    del mark  # names what the book holds: nodes of one process with the same rules share it
    return _Book(plugs)


def _read(connection: Connection, book: _Book, times: Timetable, at_ms: int) -> RuleSet:
    found: list[InForce] = []
    is_whole = True
    for pin in times.at(at_ms):
        try:
            found.append(read_rule(pin, body(connection, pin.body, Rule), book.plugs))
        except Refused as refused:  # a rule nobody here can read does nothing here
            is_whole = is_whole and refused.code != "document.not_here"
        except (LookupError, RecursionError, TypeError, ValueError):
            continue  # written for a later program, or by a tampered one: no act is stopped by it
    read = RuleSet(tuple(found), listening(found))
    if is_whole:  # else it is read again next time: the body may have come
        book.sets[times.span(at_ms)] = read
    return read
