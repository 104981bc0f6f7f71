"""Forks: two events of one chain with the same `prev`. Both are kept; the fork is said once."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from app.journal.event import Sealed, unseal
from app.store.tables import event, receipt
from server.directory import ForkPoint


def found(connection: Connection, new: Sequence[Sealed]) -> tuple[ForkPoint, ...]:
    """Return the forks that became visible when `new`, now in the journal, got their places."""
    fresh = {sealed.hash for sealed in new}
    spans: dict[str, list[int]] = {}
    for sealed in new:
        seq = sealed.envelope.seq
        low, high = spans.setdefault(sealed.envelope.chain, [seq, seq])
        spans[sealed.envelope.chain] = [min(low, seq), max(high, seq)]
    points: list[ForkPoint] = []
    for chain, (low, high) in sorted(spans.items()):
        points += _in_chain(connection, chain, _doubled(connection, chain, low, high), fresh)
    return tuple(points)


_TWICE = (
    select(event.c.seq)
    .where(
        event.c.chain == bindparam("chain"),
        event.c.seq.between(bindparam("low"), bindparam("high")),
    )
    .group_by(event.c.seq)
    .having(func.count() > 1)
)


def _doubled(connection: Connection, chain: str, low: int, high: int) -> list[str]:
    """Return the hashes of events that share their place in the chain with another."""
    twice = connection.execute(_TWICE, {"chain": chain, "low": low, "high": high}).scalars().all()
    if not twice:
        return []
    query = (
        select(event.c.hash)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(event.c.chain == chain, event.c.seq.in_(twice), receipt.c.position.is_not(None))
    )
    return list(connection.execute(query).scalars())


def _in_chain(
    connection: Connection, chain: str, doubled: Sequence[str], fresh: set[str]
) -> list[ForkPoint]:
    """Return the points that have a second branch only since `fresh` came."""
    if not doubled:
        return []
    query = select(event.c.bytes).where(event.c.hash.in_(doubled))
    branches: defaultdict[tuple[int, str], list[Sealed]] = defaultdict(list)
    for data in connection.execute(query).scalars():
        sealed = unseal(bytes(data))
        branches[sealed.envelope.seq, sealed.envelope.prev].append(sealed)
    return [
        ForkPoint(events[0].envelope.station, chain, seq, prev)
        for (seq, prev), events in sorted(branches.items(), key=lambda one: one[0])
        if len(events) > 1 and sum(sealed.hash not in fresh for sealed in events) < 2
    ]
