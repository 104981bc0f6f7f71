"""Is this journal whole and unchanged? Reads a database and names every place that is not.

A chain is walked where it is whole: at home and on the server. Of other stations' events here,
each one's own hash and the order of arrival are checked. What stands beside is compared with it:
the head this node signed, and the server's signed word on its chain. What could not be checked is
said.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Connection, select

from app.journal import anchor, incarnation
from app.journal.anchor import Anchor
from app.journal.branches import strangers
from app.journal.chain import is_signed, roll
from app.journal.event import FIRST
from app.journal.head import Head, read_head
from app.journal.journal import WAITING
from app.store.tables import event, receipt

PAGE = 5_000
CLOCK_BACK_MS = 2 * 60_000
"""A clock set back by less is corrected, not rolled back."""


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


@dataclass(frozen=True, slots=True)
class Keys:
    """Public keys to check signatures with: this node's own, and the server's it has pinned."""

    own: bytes | None = None
    server: bytes | None = None


class _Inside(msgspec.Struct):
    """The link to the event before, the clock, and the parts that stand in columns too."""

    prev: str
    wall: int
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
_WITHIN = 2
"""Parts of the bytes that stand in no column: prev, wall."""
_COLUMNS = (
    "SELECT ordinal, hash, bytes, arrival, station, chain, seq, hlc, area, stream, kind"
    " FROM event ORDER BY ordinal"
)


def verify(connection: Connection, folder: Path | None = None, keys: Keys = Keys()) -> Verified:
    """Check every event of a node, its chains, and what lies beside its database in `folder`.

    Without `keys` anybody could have written that anew; then it is said.
    """
    # What lies beside is read first: people work on, and it never runs ahead of the database.
    head = None if folder is None else read_head(folder)
    anchors = anchor.kept(connection, folder)
    own = incarnation.chains(connection)
    walk = _Walk(own, head, _waiting(connection))
    problems = list(walk.problems(connection))
    met = len(walk.chains)
    if own and head is not None:
        vouched = {head.hash, *(one.hash for one in anchors if one.chain == own[0])}
        problems.extend(
            Problem("inserted", *place)
            for place in strangers(connection, own[0], walk.forked_at, vouched, keys.own)
        )
    problems.extend(_head_problems(walk, head, keys.own))
    problems.extend(_anchor_problems(walk, anchors, keys.server))
    problems.extend(_lost(connection))
    not_checked = tuple(_not_checked(connection, walk, head, anchors, keys))
    return Verified(walk.events, met, tuple(problems), not_checked)


@dataclass(slots=True)
class _Chain:
    """How far a chain goes, and where it is whole every event that another may follow."""

    is_whole: bool
    is_own: bool
    last: int = 0
    known: set[str] = field(default_factory=lambda: {FIRST})


class _Walk:
    """One pass over the events in order of arrival. `own` is empty where every chain is whole."""

    def __init__(self, own: tuple[str, ...], head: Head | None, waiting: frozenset[str]) -> None:
        self.own = own
        self._head = head
        self._arrived = "" if head is None else head.arrived or head.hash
        self._waiting = waiting
        self._latest_ms = 0
        self._is_behind = False
        self.events = 0
        self.is_head_met = False
        self.after_head = 0
        self.forked_at = 0
        """The lowest number of the own chain that two events claim; 0 where none do."""
        self.chains: dict[str, _Chain] = {}

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
            if name == self._arrived:
                self.is_head_met, self.after_head = True, self.events
                code = code or self._unlike_head(arrival)
            if code:
                yield Problem(code, ordinal, str(columns[0]), int(str(columns[2])), name)
        self.after_head = self.events - self.after_head if self.is_head_met else 0

    def _check(self, name: str, data: bytes, columns: tuple[Any, ...]) -> str:
        """Return what is wrong with an event, empty where nothing is."""
        inside = _read(data)
        wrong_link = self._link(columns, name, inside)
        if inside is None or sha256(data).hexdigest() != name:
            return "bytes_changed"
        if astuple(inside)[_WITHIN:] != columns:
            return "columns_changed"
        return wrong_link

    def _link(self, columns: tuple[Any, ...], name: str, inside: _Inside | None) -> str:
        """Note an event and tell what is wrong with its place in its chain, where that is whole.

        Two events with one `prev` are a fork: kept by design, no damage. What waits for the event
        before it is no gap either.
        """
        chain, seq = self.chains.get(columns[1]) or self.chain(columns[1]), columns[2]
        last = chain.last
        if seq > last:
            chain.last = seq
        if not chain.is_whole:
            return ""
        chain.known.add(name)
        if (inside is None or inside.prev not in chain.known) and name not in self._waiting:
            return "gap" if seq > last + 1 else "wrong_order"
        if not chain.is_own or inside is None:
            return ""
        if seq <= last:
            self.forked_at = min(self.forked_at or seq, seq)
        elif inside.wall < self._latest_ms:
            return self._clock_back(inside.wall)
        else:
            self._latest_ms, self._is_behind = inside.wall, False
        return ""

    def _clock_back(self, wall: int) -> str:
        """Tell where the clock of this node was set back: at the first event of each such time."""
        was_behind = self._is_behind
        self._is_behind = wall < self._latest_ms - CLOCK_BACK_MS
        return "clock_back" if self._is_behind and not was_behind else ""

    def chain(self, name: str) -> _Chain:
        """Return how far a chain was walked; nothing of it where no event was met."""
        if name not in self.chains:
            self.chains[name] = _Chain(not self.own or name in self.own, name in self.own[:1])
        return self.chains[name]

    def _unlike_head(self, arrival: str) -> str:
        """Tell whether the order of arrival up to here is another one than was signed."""
        signed = "" if self._head is None else self._head.arrival
        return "rearranged" if signed and signed != arrival else ""


def _head_problems(walk: _Walk, head: Head | None, key: bytes | None) -> Iterator[Problem]:
    """Yield what the signed head knows better: a chain cut at its end, or replaced."""
    if head is None:
        if key is not None and walk.own and walk.chain(walk.own[0]).last:
            yield Problem("head_missing", 0)
        return
    if key is not None and not is_signed(head.text, head.signature, key):
        yield Problem("head_forged", 0, head.station, head.seq, head.hash)
    chain = walk.chain(head.chain)
    if chain.last < head.seq:
        yield Problem("cut", 0, head.station, head.seq, head.hash)
    elif head.hash not in chain.known:
        yield Problem("replaced", 0, head.station, head.seq, head.hash)
    elif head.arrived and not walk.is_head_met:
        yield Problem("arrivals_cut", 0, head.station, 0, head.arrived)


def _anchor_problems(
    walk: _Walk, anchors: tuple[Anchor, ...], key: bytes | None
) -> Iterator[Problem]:
    """Yield what the server's word knows better: a chain it held longer, or another one."""
    for one in anchors:
        chain = walk.chain(one.chain)
        if key is not None and not is_signed(one.text, one.signature, key):
            yield Problem("anchor_forged", 0, one.station, one.seq, one.hash)
        elif chain.last < one.seq:
            yield Problem("anchor_cut", 0, one.station, one.seq, one.hash)
        elif chain.is_whole and one.hash not in chain.known:
            yield Problem("anchor_replaced", 0, one.station, one.seq, one.hash)


def _not_checked(
    connection: Connection,
    walk: _Walk,
    head: Head | None,
    anchors: tuple[Anchor, ...],
    keys: Keys,
) -> Iterator[str]:
    """Say what could not be checked, and why."""
    if head is None:
        yield "no_head_file"
    elif keys.own is None:
        yield "head_signature"
    if walk.after_head:
        yield "after_head"
    if anchors or (walk.own and _is_acknowledged(connection, walk.own[0])):
        if keys.server is None:
            yield "anchor_signature"
        elif not anchors:
            yield "no_anchor"
    if walk.own and set(walk.chains) - set(walk.own):
        yield "others_chains"


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


def _is_acknowledged(connection: Connection, chain: str) -> bool:
    """Tell whether the server gave an event of this chain its place."""
    query = (
        select(receipt.c.hash)
        .join(event, event.c.hash == receipt.c.hash)
        .where(event.c.chain == chain, receipt.c.position.is_not(None))
        .limit(1)
    )
    return connection.execute(query).first() is not None
