"""The three writers of state, and there is no other: `carry_out`, `take_in`, `refold`.

Each runs inside a write transaction that its caller opens (the writer thread, the server, the
simulation) and is on disk when that transaction has committed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec
from msgspec.structs import astuple
from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    false,
    insert,
    select,
)

from app.journal import folding
from app.journal.capability import Acting, Command, Handler
from app.journal.event import (
    NOBODY,
    PLANT,
    Covering,
    Envelope,
    Event,
    Happened,
    Sealed,
    payload_of,
    seal,
)
from app.journal.heard import Heard, heard, is_due, keep_rights_at, note_heard, rights_at
from app.journal.ledger import tips_of
from app.journal.pages import append_events, end_of, whose
from app.journal.signing import SIGNED
from app.journal.upcast import Vocabulary
from app.kernel.clock import Clock, HybridClock
from app.kernel.ids import new_id
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.store.prepared import Among
from app.store.tables import event, outbox, receipt
from app.store.upsert import upsert_lines

SLICE = 128
"""Events taken in between two looks at whether somebody waits."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the server said of one event; `verdict` is empty while it counts."""

    hash: str
    area: str
    position: int | None
    received_at: int
    plant_position: int
    verdict: str = ""
    reason: str = ""
    log_hash: str = ""


QUARANTINED = "quarantined"
WAITING = "waiting"


class Arrival(msgspec.Struct, frozen=True):
    """An event that comes in, with the server's word on it where there is one."""

    sealed: Sealed
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes here: a station, in one incarnation (`chain`), at home in one area."""

    station: str
    chain: str
    area: str

    @property
    def place(self) -> Place:
        """Return where this writes: where people need their rights."""
        return Place(self.area, self.station)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a transaction changed, for screens that look at it to ask again.

    `arrival`: the order of arrival rolled up to the last of `events`, for the signed head.
    """

    streams: frozenset[str]
    kinds: frozenset[str]
    events: tuple[Sealed, ...]
    arrival: str = ""


May = Callable[[Connection, str, str, Place], bool]
"""Tells whether a person has a right now in a place: (connection, person, right, place)."""


class Journal:
    """The journal of one node. Not thread-safe: the one writer calls it."""

    def __init__(  # everything a node's journal needs is handed in, once
        self,
        author: Author,
        vocabulary: Vocabulary,
        clock: Clock,
        may: May,
        time_quality: Callable[[], str] = lambda: "unsynchronised",
    ) -> None:
        self.author = author
        self.vocabulary = vocabulary
        self._clock = clock
        self._hybrid = HybridClock(clock)
        self._may = may
        self.time_quality = time_quality

    @cached_property
    def _handlers(self) -> dict[type[Command], Handler]:
        return {
            command: handler
            for capability in self.vocabulary.capabilities
            for command, handler in capability.commands.items()
        }

    def carry_out(
        self, connection: Connection, command: Command, actor: str, witness: str = ""
    ) -> Changes:
        """Do what a person asks, or raise Refused; nothing is left half done.

        `witness` is who signs beside the actor what it makes, in this transaction: whoever names
        one has proved who it is, and lets them sign (`Signing.act_witnessed`).

        Raises Refused `right.missing` and whatever the command's rules say; `signature.witness`
        where it takes a second person who does not sign here and now. The right a command names is
        asked first; what its events need beyond that, once it is known which they are.
        """
        if command.witness and command.witness != witness:
            raise Refused("signature.witness")
        place = self.author.place
        if command.right and not self._may(connection, actor, command.right, place):
            raise Refused("right.missing", right=command.right)
        happened = tuple(self._handlers[type(command)](self.acting(connection, actor), command))
        self._check_needs(connection, happened, actor, command.right)
        done = self.record(connection, happened, actor)
        return merged((done, *self.react(connection, done.events)))

    def rehearse(self, connection: Connection, command: Command, actor: str) -> None:
        """Raise what `carry_out` would refuse now, and record nothing.

        For an act that is signed: people hear what is wrong before they are asked for a secret.
        """
        if command.right and not self._may(connection, actor, command.right, self.author.place):
            raise Refused("right.missing", right=command.right)
        tuple(self._handlers[type(command)](self.acting(connection, actor), command))

    def acting(self, connection: Connection, actor: str) -> Acting:
        """Return what a handler is given: who acts here, now, on what is committed."""
        return Acting(
            connection,
            actor,
            self.author.station,
            self.author.area,
            self._clock.now_ms(),
            lambda: new_id(self._clock),
            self.vocabulary.checks,
            self.vocabulary.documents,
            self.vocabulary.plugs,
            self._clock.offset_min(),
        )

    def offset_min(self) -> int:
        """Return how far the zone of this node is from UTC, in minutes."""
        return self._clock.offset_min()

    def react(self, connection: Connection, events: Sequence[Sealed]) -> tuple[Changes, ...]:
        """Let what follows from events happen too, in the area of each: for acts, and arrivals.

        Arrivals are reacted to by the server alone, who sees what stations did apart. What follows
        is named by its rule and subject: what a station concluded is not concluded again.
        """
        known = tuple(filter(None, map(self.vocabulary.understand, events)))
        areas: dict[str, list[Event]] = {}
        for event_ in known if self.vocabulary.reactions else ():
            areas.setdefault(event_.area, []).append(event_)
        followed = (self._reacted(connection, each, area) for area, each in areas.items())
        return tuple(one for one in followed if one is not None)

    def _reacted(
        self, connection: Connection, events: Sequence[Event], area: str
    ) -> Changes | None:
        acting = replace(self.acting(connection, NOBODY), area=area)
        follows = [what for one in self.vocabulary.reactions for what in one(acting, events)]
        return self.record(connection, follows, NOBODY, area) if follows else None

    def record(
        self,
        connection: Connection,
        happened: Iterable[Happened | Covering],
        actor: str,
        area: str = "",
    ) -> Changes:
        """Append and fold what happened, new streams in `area` or at home; the chain vouches."""
        facts = tuple(
            what if isinstance(what, Covering) else Covering(what, ()) for what in happened
        )
        held, areas = self._streams(connection, {fact.happened.stream for fact in facts})
        events = self._sealed(connection, facts, actor, held, areas, area or self.author.area)
        arrival = append_events(connection, events, unsent=True)
        folding.fold_new(connection, self.vocabulary, events, held)
        return _changes(events, arrival)

    def end(self, connection: Connection) -> tuple[int, str]:
        """Return where this node's own chain ends: (seq, hash) of its last event."""
        return end_of(connection, self.author.chain)

    def take_in(
        self,
        connection: Connection,
        arrivals: Sequence[Arrival],
        enough: Callable[[], bool] = lambda: False,
    ) -> int:
        """Keep and fold events that came from elsewhere; return how many were taken.

        Idempotent by hash. At least one slice is taken; more while not told enough. Nothing is
        ever refused here: what must not count carries a verdict in its receipt.
        """
        taken = 0
        while taken < len(arrivals) and (taken == 0 or not enough()):
            self._take_slice(connection, arrivals[taken : taken + SLICE])
            taken = min(taken + SLICE, len(arrivals))
        return taken

    def judge(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        """Note what the server said of events held here; fold out, or in again, what it changed."""
        before = _receipts(connection, [r.hash for r in receipts])
        receipts = [r for r in receipts if before.get(r.hash) != r]
        if not receipts:  # a page that brings back what the push was told already
            return
        hashes = [r.hash for r in receipts]
        upsert_lines(connection, receipt, [astuple(r) for r in receipts])
        rows = connection.execute(_HELD, {"hashes": hashes}).all()
        if rows:
            connection.execute(_SENT, {"ordinals": [row.ordinal for row in rows]})
        turned = {r.hash for r in receipts if bool(r.verdict) != _is_out(before.get(r.hash))}
        self.refold(connection, sorted({row.stream for row in rows if row.hash in turned}))

    def start_over(self, connection: Connection) -> None:
        """Forget every word of the server, and offer all that is held again.

        The server was restored from a backup: what it said since may no longer be so.
        """
        keep_rights_at(connection)
        judged = select(event.c.stream).join(receipt, receipt.c.hash == event.c.hash)
        turned = connection.execute(judged.where(receipt.c.verdict != "").distinct()).scalars()
        streams = sorted(turned)
        connection.execute(delete(receipt))
        connection.execute(delete(outbox))
        everything = select(event.c.ordinal, false())
        connection.execute(insert(outbox).from_select(["ordinal", "waits"], everything))
        self.refold(connection, streams)

    def refold(self, connection: Connection, streams: Sequence[str]) -> None:
        """Forget the state of `streams` and fold their effective events again."""
        folding.refold(connection, self.vocabulary, streams)

    def hear(self, connection: Connection, area: str) -> None:
        """Note that an area's log is held to its end just now: what it says is fresh."""
        seq, _ = self.end(connection)
        note_heard(connection, area, Heard(self._clock.now_ms(), seq))

    def is_to_hear(self, connection: Connection, area: str) -> bool:
        """Tell whether it is time to note that again, of a log in which nothing is new."""
        return is_due(heard(connection, area), self._clock.now_ms())

    def greatest(self, connection: Connection, streams: set[str]) -> dict[str, int]:
        """Return the greatest hlc held of each stream: what sorts before it comes late."""
        return folding.greatest_hlc(connection, streams)

    def tips(self, connection: Connection, stream: str) -> tuple[str, ...]:
        """Return what a new event of a stream comes after: the latest signatures held of it."""
        return tips_of(connection, stream, self.author.station)

    def _check_needs(
        self, connection: Connection, facts: Iterable[Happened | Covering], actor: str, held: str
    ) -> None:
        """Ask for the rights the server will ask for, so that it quarantines no honest act."""
        place = self.author.place
        for fact in facts:
            what = fact.happened if isinstance(fact, Covering) else fact
            rights = self.vocabulary.needed(what, actor, lambda name: whose(connection, name))
            if not rights or held in rights:
                continue
            if not any(self._may(connection, actor, right, place) for right in rights):
                raise Refused("right.missing", right=rights[0])

    def _take_slice(self, connection: Connection, arrivals: Sequence[Arrival]) -> None:
        unique = {arrival.sealed.hash: arrival for arrival in arrivals}
        if not unique:
            return
        known = {name for (name,) in _KNOWN.all(connection, list(unique))}
        new = [arrival for name, arrival in unique.items() if name not in known]
        self.judge(connection, [a.receipt for n, a in unique.items() if n in known and a.receipt])
        ordered = {
            a.sealed.envelope.stream
            for a in new
            if not self.vocabulary.is_order_free(a.sealed.envelope.kind)
        }
        held = self.greatest(connection, ordered)
        append_events(connection, [a.sealed for a in new if a.receipt is None], unsent=True)
        append_events(connection, [a.sealed for a in new if a.receipt is not None], unsent=False)
        receipts = [astuple(a.receipt) for a in new if a.receipt is not None]
        upsert_lines(connection, receipt, receipts)
        counting = [a.sealed for a in new if a.receipt is None or not a.receipt.verdict]
        folding.fold_new(connection, self.vocabulary, counting, held)
        self._hybrid.receive(arrival.sealed.envelope.hlc for arrival in new)

    def _streams(
        self, connection: Connection, streams: set[str]
    ) -> tuple[dict[str, int], dict[str, str]]:
        """Return the greatest held hlc and the area of each stream that exists."""
        held, areas = dict.fromkeys(streams, 0), {}
        for stream in streams:
            last = folding.LAST_OF_STREAM.first(connection, {"stream": stream})
            if last is not None:
                held[stream], areas[stream] = last
        return held, areas

    def _sealed(
        self,
        connection: Connection,
        facts: tuple[Covering, ...],
        actor: str,
        held: Mapping[str, int],
        areas: Mapping[str, str],
        home: str,
    ) -> list[Sealed]:
        author, greatest = self.author, dict(held)
        seq, prev = self.end(connection)
        known_rights = rights_at(connection)
        wall, offset = self._clock.now_ms(), self._clock.offset_min()
        tips = {stream: self.tips(connection, stream) for stream in greatest}
        events = []
        for fact in facts:
            what, stream = fact.happened, fact.happened.stream
            greatest[stream] = self._hybrid.tick(greatest[stream])
            sealed = seal(
                Envelope(
                    station=author.station,
                    chain=author.chain,
                    seq=(seq := seq + 1),
                    prev=prev,
                    hlc=greatest[stream],
                    wall=wall,
                    offset=offset,
                    time_quality=self.time_quality(),
                    actor=actor,
                    rights_at=known_rights,
                    area=areas.get(stream) or (PLANT if what.plant_wide else home),
                    stream=stream,
                    kind=what.kind,
                    v=what.v,
                    after=tips[stream],
                    covers=fact.covers,
                    payload=payload_of(what),
                    blobs=what.blobs,
                )
            )
            prev = sealed.hash
            if what.kind == SIGNED:
                tips[stream] = (sealed.hash,)
            events.append(sealed)
        return events


_HASHES: BindParameter[str] = bindparam("hashes", expanding=True)
_KNOWN = Among(select(event.c.hash), event.c.hash)
_HELD = select(event.c.hash, event.c.stream, event.c.ordinal).where(event.c.hash.in_(_HASHES))
_RECEIPTS = select(receipt).where(receipt.c.hash.in_(_HASHES))
_SENT = delete(outbox).where(outbox.c.ordinal.in_(bindparam("ordinals", expanding=True)))


def _receipts(connection: Connection, hashes: Sequence[str]) -> dict[str, Receipt]:
    rows = connection.execute(_RECEIPTS, {"hashes": list(hashes)}) if hashes else ()
    return {row.hash: Receipt(**row._mapping) for row in rows}


def _is_out(word: Receipt | None) -> bool:
    return word is not None and word.verdict != ""


def merged(changes: Iterable[Changes]) -> Changes:
    """Return several changes of one transaction as one."""
    each = tuple(changes)
    return Changes(
        frozenset().union(*(one.streams for one in each)),
        frozenset().union(*(one.kinds for one in each)),
        tuple(sealed for one in each for sealed in one.events),
        each[-1].arrival if each else "",
    )


def _changes(events: Sequence[Sealed], arrival: str) -> Changes:
    return Changes(
        frozenset(sealed.envelope.stream for sealed in events),
        frozenset(sealed.envelope.kind for sealed in events),
        tuple(events),
        arrival,
    )
