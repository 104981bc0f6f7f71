"""Is this journal whole and unchanged? Reads a database and names every place that is not.

A chain is walked where it is whole: at home and on the server. Of other stations' events here,
each one's own hash and the order of arrival are checked. What could not be checked is said.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Connection, select

from app.journal.chain import Seal, roll
from app.journal.event import FIRST
from app.journal.head import read_head
from app.journal.journal import WAITING
from app.kernel.sealing import verifies
from app.store import local
from app.store.tables import event, receipt

PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One place that is not as it was written; `code` names the sentence `verify.<code>`."""

    code: str
    ordinal: int
    station: str = ""
    seq: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, what is wrong, and what could not be checked (codes of sentences)."""

    events: int
    chains: int
    problems: tuple[Problem, ...]
    not_checked: tuple[str, ...]


class _Inside(msgspec.Struct):
    """The link to the event before, and the parts that stand in columns beside the bytes."""

    prev: str
    station: str
    chain: str
    seq: int
    hlc: int
    area: str
    stream: str
    kind: str


_decode = msgspec.json.Decoder(_Inside).decode
_BESIDE = 4
"""Columns that stand in no bytes: ordinal, hash, bytes, arrival."""
_COLUMNS = (
    "SELECT ordinal, hash, bytes, arrival, station, chain, seq, hlc, area, stream, kind"
    " FROM event ORDER BY ordinal"
)


def verify(
    connection: Connection, folder: Path | None = None, public_key: bytes | None = None
) -> Verified:
    """Check every event of a node, its chains, and the head file in `folder`.

    `public_key` is the station's: without it anybody could have written the head file anew.
    """
    own = local.get(connection, "chain", "own")
    walk = _Walk(None if own is None else own.decode(), _waiting(connection))
    problems = list(walk.problems(connection))
    head = None if folder is None else read_head(folder)
    problems.extend(walk.head_problems(head))
    problems.extend(_lost(connection))
    not_checked = [] if head is not None else ["no_head_file"]
    if head is not None and public_key is None:
        not_checked.append("head_signature")
    elif head is not None and not _is_signed(head, public_key):
        problems.append(Problem("head_forged", 0, head.station, head.seq, head.hash))
    if own is not None and len(walk.chains) > 1:
        not_checked.append("others_chains")
    return Verified(walk.events, len(walk.chains), tuple(problems), tuple(not_checked))


@dataclass(slots=True)
class _Chain:
    """How far a chain goes, and where it is whole every event that another may follow."""

    last: int = 0
    known: set[str] = field(default_factory=lambda: {FIRST})


class _Walk:
    """One pass over the events in order of arrival. `own` is None where every chain is whole."""

    def __init__(self, own: str | None, waiting: frozenset[str]) -> None:
        self._own = own
        self._waiting = waiting
        self.events = 0
        self.chains: defaultdict[str, _Chain] = defaultdict(_Chain)

    def problems(self, connection: Connection) -> Iterator[Problem]:
        """Yield what is wrong, in order of arrival."""
        expected = 1
        rolled = FIRST
        for row in _rows(connection):
            ordinal, name, data, arrival = row[:_BESIDE]
            columns = row[_BESIDE:]
            self.events += 1
            if ordinal != expected:
                yield Problem("row_missing", expected)
            expected = ordinal + 1
            is_in_place = roll(rolled, name) == arrival
            rolled = arrival
            code = self._check(name, bytes(data), columns) or ("" if is_in_place else "moved")
            if code:
                yield Problem(code, ordinal, str(columns[0]), int(str(columns[2])), name)

    def head_problems(self, head: Seal | None) -> Iterator[Problem]:
        """Yield what the signed head file knows better: a chain cut at its end, or replaced."""
        if head is None:
            return
        chain = self.chains.get(head.chain, _Chain())
        if chain.last < head.seq:
            yield Problem("cut", 0, head.station, head.seq, head.hash)
        elif head.hash not in chain.known:
            yield Problem("replaced", 0, head.station, head.seq, head.hash)

    def _check(self, name: str, data: bytes, columns: tuple[Any, ...]) -> str:
        """Return what is wrong with an event, empty where nothing is."""
        inside = _read(data)
        wrong_link = self._link(columns, name, None if inside is None else inside.prev)
        if inside is None or sha256(data).hexdigest() != name:
            return "bytes_changed"
        if astuple(inside)[1:] != columns:
            return "columns_changed"
        return wrong_link

    def _link(self, columns: tuple[Any, ...], name: str, prev: str | None) -> str:
        """Note an event and tell what is wrong with its place in its chain, where that is whole.

        Two events with one `prev` are a fork: kept by design, no damage. What waits for the event
        before it is no gap either.
        """
        name_of_chain, seq = columns[1], columns[2]
        chain = self.chains[name_of_chain]
        last, chain.last = chain.last, max(chain.last, seq)
        if self._own is not None and name_of_chain != self._own:
            return ""
        chain.known.add(name)
        if prev in chain.known or name in self._waiting:
            return ""
        return "gap" if seq > last + 1 else "wrong_order"


def _is_signed(head: Seal, public_key: bytes | None) -> bool:
    try:
        signature = bytes.fromhex(head.signature)
    except ValueError:
        return False
    return public_key is not None and verifies(public_key, signature, head.text)


def _read(data: bytes) -> _Inside | None:
    try:
        return _decode(data)
    except msgspec.MsgspecError:
        return None


def _rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the journal's rows in order of arrival, a page at a time.

    Straight from the driver's cursor: a million rows are looked at once, and need no wrapping.
    """
    cursor = connection.exec_driver_sql(_COLUMNS).cursor
    while cursor is not None and (page := cursor.fetchmany(PAGE)):
        yield from page


def _lost(connection: Connection) -> list[Problem]:
    """Return events the server gave a place here that are not here any more."""
    query = (
        select(receipt.c.hash)
        .select_from(receipt.outerjoin(event, event.c.hash == receipt.c.hash))
        .where(event.c.hash.is_(None))
        .order_by(receipt.c.area, receipt.c.position)
    )
    return [Problem("lost", 0, hash=name) for name in connection.execute(query).scalars()]


def _waiting(connection: Connection) -> frozenset[str]:
    query = select(receipt.c.hash).where(receipt.c.verdict == WAITING)
    return frozenset(connection.execute(query).scalars())
