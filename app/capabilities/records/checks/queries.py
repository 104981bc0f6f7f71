"""What every node can see wrong with the journal itself.

An event that waits or is quarantined is known where it is held: at its station and the server.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, literal_column, select

from app.capabilities.people.accounts.events import PersonAdded
from app.capabilities.people.accounts.queries import people
from app.capabilities.records.discrepancies.queries import RESOLVE, able
from app.capabilities.sites.events import ForkSeen
from app.capabilities.sites.queries import forks
from app.journal.discrepancy import Discrepancy
from app.journal.event import unseal
from app.journal.folding import events_of
from app.journal.journal import QUARANTINED, WAITING
from app.store.tables import event, receipt

FORK = "fork"
FLAGGED = "flagged"
ADDED_TWICE = "added_twice"

_NOTHING: ColumnElement[str] = literal_column("''")
"""Spelled in the statement: only so do the indexes of what is not empty serve."""
_ADMINISTERS_SITES = "sites.administer"
_ADMINISTERS_PEOPLE = "people.administer"


def forked(connection: Connection) -> Iterator[Discrepancy]:
    """Find chains that go two ways: a disk was restored or cloned."""
    owner = _first(connection, _ADMINISTERS_SITES)
    for fork in forks(connection):
        stream = f"fork/{fork.chain}"
        seen = [e for e in events_of(connection, stream) if e.envelope.kind == ForkSeen.kind]
        yield Discrepancy(
            kind=FORK,
            subjects=(fork.chain, str(fork.seq)),
            owner=owner,
            at_ms=fork.seen_at_ms,
            stream=stream,
            looked_at=_of_chain(connection, fork.chain, fork.seq) or tuple(e.hash for e in seen),
            stations=(fork.station,),
            facts={"station": fork.station, "seq": fork.seq},
        )


def held_back(connection: Connection) -> Iterator[Discrepancy]:
    """Find events that do not count: they wait for another, or were never permitted."""
    yield from _judged(connection, receipt.c.verdict != _NOTHING)


def flagged(connection: Connection) -> Iterator[Discrepancy]:
    """Find events that count although the server says something against them."""
    yield from _judged(connection, and_(receipt.c.verdict == "", receipt.c.reason != _NOTHING))


def added_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find ids that two nodes gave to two people."""
    owner = _first(connection, _ADMINISTERS_PEOPLE)
    for person in people(connection):
        if not person.added_twice:
            continue
        stream = f"person/{person.person}"
        added = [e for e in events_of(connection, stream) if e.envelope.kind == PersonAdded.kind]
        yield Discrepancy(
            kind=ADDED_TWICE,
            subjects=(person.person,),
            owner=owner,
            at_ms=max((e.envelope.wall for e in added), default=0),
            stream=stream,
            looked_at=tuple(e.hash for e in added),
            stations=tuple(dict.fromkeys(e.envelope.station for e in added)),
            facts={"person": person.person},
        )


def _first(connection: Connection, right: str) -> str:
    """Return the first active person, by id, who holds a right; empty where nobody does."""
    return next(iter(able(connection, right)), "")


def _judged(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Discrepancy]:
    """Yield one discrepancy per event whose receipt meets `condition`."""
    query = (
        select(event.c.hash, event.c.bytes, receipt.c.verdict, receipt.c.reason)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(condition)
    )
    rows = connection.execute(query).all()
    owner = _first(connection, RESOLVE) if rows else ""
    for row in rows:
        envelope = unseal(bytes(row.bytes)).envelope
        yield Discrepancy(
            kind=row.verdict or FLAGGED,
            subjects=(row.hash,),
            owner=owner,
            at_ms=envelope.wall,
            stream=envelope.stream,
            looked_at=(row.hash,),
            stations=(envelope.station,),
            facts={
                "station": envelope.station,
                "person": envelope.actor,
                "event": envelope.kind,
                "reason": row.reason,
            },
        )


def _of_chain(connection: Connection, chain: str, seq: int) -> tuple[str, ...]:
    """Return the events held here that claim the same place in a chain."""
    query = select(event.c.hash).where(event.c.chain == chain, event.c.seq == seq)
    return tuple(connection.execute(query.order_by(event.c.hash)).scalars())
