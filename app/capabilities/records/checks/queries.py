"""What every node can see wrong with the journal itself.

An event that waits or is quarantined is known where it is held: at its station and the server.
What nobody in particular answers for names no owner; the desk gives it to the first who may settle.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, and_, literal_column, select

from app.capabilities.people.accounts.events import PersonAdded
from app.capabilities.people.accounts.queries import people
from app.capabilities.people.rights.queries import RIGHT_GONE
from app.capabilities.people.signatures.queries import closed_records
from app.capabilities.sites.events import ForkSeen
from app.capabilities.sites.queries import forks
from app.journal.discrepancy import Discrepancy
from app.journal.event import Envelope, unseal
from app.journal.folding import events_of
from app.journal.ledger import ledger_of
from app.journal.signing import Ledger
from app.store.tables import event, receipt

FORK = "fork"
FLAGGED = "flagged"
ADDED_TWICE = "added_twice"
LATE_ENTRY = "late_entry"
PARALLEL = "parallel_signatures"

_NOTHING: ColumnElement[str] = literal_column("''")
"""Spelled in the statement: only so do the indexes of what is not empty serve."""


def forked(connection: Connection) -> Iterator[Discrepancy]:
    """Find chains that go two ways: a disk was restored or cloned."""
    for fork in forks(connection):
        stream = f"fork/{fork.chain}"
        seen = [e for e in events_of(connection, stream) if e.envelope.kind == ForkSeen.kind]
        yield Discrepancy(
            kind=FORK,
            subjects=(fork.chain, str(fork.seq)),
            owner="",
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
    counts = and_(
        receipt.c.verdict == "",
        receipt.c.reason != _NOTHING,
        receipt.c.reason != RIGHT_GONE,  # that one is found by person, where rights are kept
    )
    yield from _judged(connection, counts)


def added_twice(connection: Connection) -> Iterator[Discrepancy]:
    """Find ids that two nodes gave to two people."""
    for person in people(connection):
        if not person.added_twice:
            continue
        stream = f"person/{person.person}"
        added = [e for e in events_of(connection, stream) if e.envelope.kind == PersonAdded.kind]
        yield Discrepancy(
            kind=ADDED_TWICE,
            subjects=(person.person,),
            owner="",
            at_ms=max((e.envelope.wall for e in added), default=0),
            stream=stream,
            looked_at=tuple(e.hash for e in added),
            stations=tuple(dict.fromkeys(e.envelope.station for e in added)),
            facts={"person": person.person},
        )


def late(connection: Connection) -> Iterator[Discrepancy]:
    """Find entries made without knowing of a signature that had closed their record.

    Whoever signed must look again.
    """
    for stream, ledger, walls in _signed_off(connection):
        for act, signature in ledger.late():
            yield _of_signing(LATE_ENTRY, stream, (act, signature), ledger, walls)


def parallel(connection: Connection) -> Iterator[Discrepancy]:
    """Find records closed twice, neither signer knowing of the other."""
    for stream, ledger, walls in _signed_off(connection):
        for pair in ledger.parallel():
            yield _of_signing(PARALLEL, stream, pair[::-1], ledger, walls)


def _signed_off(
    connection: Connection,
) -> Iterator[tuple[str, Ledger, Mapping[str, Envelope]]]:
    """Yield every record that a signature ever closed, with its events' envelopes by hash."""
    for stream in closed_records(connection):
        walls = {one.hash: one.envelope for one in events_of(connection, stream)}
        yield stream, ledger_of(connection, stream), walls


def _of_signing(
    kind: str,
    stream: str,
    pair: tuple[str, str],
    ledger: Ledger,
    envelopes: Mapping[str, Envelope],
) -> Discrepancy:
    """Return what is wrong between an event, or a signature, and a signature: `pair`, in order."""
    one, signature = (envelopes[name] for name in pair)
    return Discrepancy(
        kind=kind,
        subjects=pair,
        owner=ledger.entries[pair[1]].actor,
        at_ms=max(one.wall, signature.wall),
        stream=stream,
        looked_at=pair,
        stations=tuple(dict.fromkeys((one.station, signature.station))),
        facts={"person": signature.actor, "station": one.station},
    )


def _judged(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Discrepancy]:
    """Yield one discrepancy per event whose receipt meets `condition`."""
    query = (
        select(event.c.hash, event.c.bytes, receipt.c.verdict, receipt.c.reason)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(condition)
    )
    rows = connection.execute(query).all()
    for row in rows:
        envelope = unseal(bytes(row.bytes)).envelope
        yield Discrepancy(
            kind=row.verdict or FLAGGED,
            subjects=(row.hash,),
            owner="",
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
