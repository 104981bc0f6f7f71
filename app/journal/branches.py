"""Where an own chain goes two ways: which branches were written by this key, and which by nobody.

A fork of a restored or cloned disk comes back by the server, under the station's own seal; what was
put into the database by hand is below no signature at all.
"""

from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, select

from app.journal.chain import Seal, is_signed
from app.store.tables import event, seal

Place = tuple[int, str, int, str]
"""Ordinal, station, number in the chain, hash."""


def strangers(
    connection: Connection,
    chain: str,
    forked_at: int,
    vouched: Collection[str],
    public_key: bytes | None,
) -> Iterator[Place]:
    """Yield events of a chain from a fork on that no signed head is, or is above, or is below.

    `vouched`: heads that were signed. Reads nothing where there is no fork (`forked_at` is 0).
    """
    if not forked_at:
        return
    query = (
        select(event.c.ordinal, event.c.station, event.c.seq, event.c.hash, event.c.bytes)
        .where(event.c.chain == chain, event.c.seq >= forked_at)
        .order_by(event.c.seq)
    )
    rows = connection.execute(query).all()
    before = {row.hash: _prev(bytes(row.bytes)) for row in rows}
    good = {*vouched, *_sealed(connection, chain, public_key)}
    for name in list(good):
        while name in before and (name := before[name]) not in good:
            good.add(name)
    tail = set(vouched)
    for row in rows:
        if before[row.hash] in tail:  # the last acts before the power went, not signed yet
            tail.add(row.hash)
        if row.hash not in good and row.hash not in tail:
            yield (row.ordinal, row.station, row.seq, row.hash)


class _Link(msgspec.Struct):
    prev: str


_decode = msgspec.json.Decoder(_Link).decode


def _prev(data: bytes) -> str:
    try:
        return _decode(data).prev
    except msgspec.MsgspecError:  # changed bytes follow on nothing
        return ""


def _sealed(connection: Connection, chain: str, public_key: bytes | None) -> Iterator[str]:
    """Yield the events of a chain that bear a seal of its station."""
    query = select(seal).where(seal.c.chain == chain)
    for row in connection.execute(query).mappings():
        one = Seal(**row)
        if public_key is None or is_signed(one.text, one.signature, public_key):
            yield one.hash
