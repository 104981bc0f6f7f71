"""What the server says of a station's own chain: how far it holds it, signed; and who lost some."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.journal.anchor import Anchor
from app.journal.event import Happened, Sealed, payload_of, unseal
from app.store.prepared import Prepared
from app.store.tables import event, receipt
from app.sync.protocol import End, PutBack
from app.sync.signing import Identity

CHAINS = 4
"""Chains of one push that are spoken of: the present one, and those before an enrolment anew."""

_LAST_PLACED = Prepared(
    select(event.c.seq, event.c.hash)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(
        event.c.chain == bindparam("chain"),
        event.c.station == bindparam("station"),
        receipt.c.position.is_not(None),
    )
    .order_by(event.c.seq.desc())
    .limit(1)
)
_IS_PLACED = Prepared(
    select(event.c.seq)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(
        event.c.hash == bindparam("hash"),
        event.c.chain == bindparam("chain"),
        event.c.station == bindparam("station"),
        receipt.c.position.is_not(None),
    )
)


def end(connection: Connection, station: str, chain: str) -> End:
    """Return where a station's chain ends here, among the events that have a place."""
    row = _LAST_PLACED.first(connection, {"station": station, "chain": chain})
    return End(chain) if row is None else End(chain, row[0], row[1])


def held_beyond(connection: Connection, station: str, said: End | None) -> End | None:
    """Return where a station's chain ends here, if that is not where the station said.

    Nothing is wrong with that in itself: an older request, or events that are on their way. Only
    the station can tell whether it lacks the event this names.
    """
    if said is None:
        return None
    here = end(connection, station, said.chain)
    if here.seq == 0 or here == said:
        return None
    is_another_branch = here.seq == said.seq and _is_placed(connection, station, said)
    return None if is_another_branch else here


def anchors(
    connection: Connection,
    identity: Identity,
    sender: str,
    events: Iterable[Sealed],
    said: tuple[str, int],
) -> tuple[Anchor, ...]:
    """Sign how far the chains are held that `sender` pushed of; `said`: epoch and time in ms."""
    chains = {one.envelope.chain: None for one in events if one.envelope.station == sender}
    ends = [end(connection, sender, chain) for chain in [*chains][-CHAINS:]]
    epoch, now_ms = said
    blank = [
        Anchor(
            station=sender,
            chain=one.chain,
            seq=one.seq,
            hash=one.hash,
            epoch=epoch,
            received_at=now_ms,
        )
        for one in ends
        if one.seq
    ]
    return tuple(
        msgspec.structs.replace(one, signature=identity.sign(one.text).hex()) for one in blank
    )


def lacks(connection: Connection, station: str, ask: PutBack) -> bool:
    """Tell whether what a station says it lacks is an event of its chain that is held here."""
    return ask.held.chain == ask.end.chain and _is_placed(connection, station, ask.held)


def _is_placed(connection: Connection, station: str, said: End) -> bool:
    asked = {"hash": said.hash, "chain": said.chain, "station": station}
    return bool(_IS_PLACED.scalar(connection, asked) == said.seq)


_IN_STREAM = Prepared(
    select(event.c.bytes).where(
        event.c.stream == bindparam("stream"), event.c.kind == bindparam("kind")
    )
)


def is_said(connection: Connection, happened: Happened) -> bool:
    """Tell whether the very same was said before."""
    asked = {"stream": happened.stream, "kind": happened.kind}
    payload = bytes(payload_of(happened))
    rows = _IN_STREAM.all(connection, asked)
    return any(bytes(unseal(bytes(data)).envelope.payload) == payload for (data,) in rows)
