"""The server's signed word on a chain: how far it holds it.

Whoever computes a chain anew, or puts an older copy of a database back, cannot have this word too:
the server's key is not here, and the word lies in the database and in a file beside it.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.store import local, sector

FILE_NAME = "anchor.json"
_SHELF = "anchor"


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The server holds this chain up to here; `epoch` is the life of its database.

    `received_at` is the server's time in ms since 1970 UTC; the signature (hex, ed25519) is made
    with the key a station pins when it enrols.
    """

    station: str
    chain: str
    seq: int
    hash: str
    epoch: str
    received_at: int
    signature: str = ""

    @property
    def text(self) -> bytes:
        """Return the bytes that are signed."""
        facts = (self.station, self.chain, self.seq, self.hash, self.epoch, self.received_at)
        return "\n".join(("lineside anchor", *map(str, facts))).encode()

    @property
    def age(self) -> tuple[int, int]:
        """Return what the later of two words on one chain has more of."""
        return (self.seq, self.received_at)


def keep(connection: Connection, anchors: Iterable[Anchor]) -> None:
    """Keep the server's words, each in place of an earlier one on its chain."""
    for anchor in anchors:
        before = _read(local.get(connection, _SHELF, anchor.chain))
        if before is None or before.age < anchor.age:
            local.put(connection, _SHELF, anchor.chain, msgspec.json.encode(anchor))


def keep_beside(folder: Path, anchor: Anchor) -> None:
    """Keep the word on this node's present chain also in a file, in place of an earlier one."""
    before = _read_beside(folder)
    if before is None or before.chain != anchor.chain or before.age < anchor.age:
        sector.write(folder / FILE_NAME, msgspec.json.encode(anchor))


def kept(connection: Connection, folder: Path | None) -> tuple[Anchor, ...]:
    """Return every word kept in the database and beside it: the two may tell different stories."""
    beside = None if folder is None else _read_beside(folder)
    lying = [_read(data) for data in local.shelf(connection, _SHELF).values()]
    return tuple(dict.fromkeys(one for one in (*lying, beside) if one is not None))


def _read_beside(folder: Path) -> Anchor | None:
    try:
        return _read((folder / FILE_NAME).read_bytes())
    except OSError:
        return None


def _read(data: bytes | None) -> Anchor | None:
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=Anchor)
    except msgspec.MsgspecError:
        return None
