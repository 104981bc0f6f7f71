"""Which chain a node writes, and which it wrote before it was enrolled anew.

A key writes one chain. A station that comes with another key than its chain was begun with (a
restored or cloned disk, enrolled again) begins a new one, and an event says what it goes on from.
"""

from sqlalchemy import Connection

from app.store import local

_SHELF, _OWN, _EARLIER, _KEY = "chain", "own", "earlier", "key"


def chains(connection: Connection) -> tuple[str, ...]:
    """Return the chain this node writes, then those it wrote before; empty where it has none."""
    own = local.get(connection, _SHELF, _OWN)
    if own is None:
        return ()
    earlier = local.get(connection, _SHELF, _EARLIER) or b""
    return (own.decode(), *earlier.decode().split())


def begin(connection: Connection, chain: str, key: bytes) -> None:
    """Write on `chain` from now on, begun with this public key; keep in mind what was before."""
    local.put(connection, _SHELF, _EARLIER, " ".join(chains(connection)).encode())
    local.put(connection, _SHELF, _OWN, chain.encode())
    keep_key(connection, key)


def keep_key(connection: Connection, key: bytes) -> None:
    """Note with which public key the present chain was begun."""
    local.put(connection, _SHELF, _KEY, key)


def key(connection: Connection) -> bytes | None:
    """Return the public key the chain was begun with; None where an older program began it."""
    return local.get(connection, _SHELF, _KEY)
