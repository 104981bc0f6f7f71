"""Intake: one push, in one transaction, from raw bytes to a word on every event.

What cannot be read is held. What is not authentic or never was permitted is quarantined. What its
author vouched for gets its place in the area's log as soon as the server has what it follows on;
until then it waits, and the answer names the missing hash (DESIGN §2, §4).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Connection

from app.journal.chain import Seal
from app.journal.event import PLANT, Sealed, unseal
from app.journal.journal import QUARANTINED, WAITING, Arrival, Journal, Receipt
from app.journal.ledger import keep_lists
from app.kernel.clock import Clock
from app.kernel.refused import Refused
from app.store import content
from app.sync import outbox
from app.sync.protocol import (
    HELD,
    OPEN_BYTES,
    PUSH_EVENTS,
    WANTS,
    Outcome,
    Push,
    Pushed,
    PutBack,
)
from app.sync.signing import Identity
from server import anchoring, forks, shelves
from server.area_log import AreaLog
from server.directory import (
    Authority,
    Directory,
    Flag,
    Known,
    LossPoint,
    Readmission,
)
from server.placing import Case, Lack, Placing
from server.vouching import FORGED, GOOD, REVOKED, Proof, newly_vouched, spread, weigh

STREAM_ELSEWHERE, INDIGESTIBLE, READMITTED = "stream_elsewhere", "indigestible", "readmitted"


@dataclass(frozen=True, slots=True)
class Domain:
    """What intake asks of the domain, and the rules it places by."""

    directory: Directory
    authority: Authority
    flag: Flag
    placing: Placing
    readmission: Readmission


@dataclass(frozen=True, slots=True)
class Sitting:
    """One transaction of intake; `said` grows with every word on an event."""

    connection: Connection
    log: AreaLog
    digestible: bool = True
    said: dict[str, shelves.Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Events to be judged together; `carried`: those that not their author brought."""

    events: Mapping[str, Sealed]
    carried: frozenset[str]
    proof: Proof


class Intake:
    """Takes in what stations push. Called by the one writer, inside its transaction."""

    def __init__(
        self, journal: Journal, identity: Identity, domain: Domain, clock: Clock, epoch: str
    ) -> None:
        self.epoch = epoch
        self._journal = journal
        self._identity = identity
        self._domain = domain
        self._clock = clock

    def push(
        self, connection: Connection, sender: str, push: Push, *, digestible: bool = True
    ) -> Pushed:
        """Judge and keep every event of a push; the answer holds once this has committed.

        `digestible=False`: what would get a place is quarantined unfolded, because folding it
        failed; so one event that meets a fault of the program does not block its station.
        """
        sitting = self._sit(connection, digestible=digestible)
        events = [_read(data) for data in push.events]
        unreadable = [d for d, one in zip(push.events, events, strict=True) if one is None]
        shelves.hold(connection, sender, unreadable, sitting.log.now_ms, "unreadable")
        readable = {sealed.hash: sealed for sealed in events if sealed is not None}
        keep_lists(connection, readable.values(), push.lists)
        before = self.known(connection, readable)
        self._take(sitting, sender, readable, before, push.seals)
        words = {**before, **sitting.said}
        lacks = shelves.told_lacks(connection, [n for n, w in words.items() if w.verdict])
        return Pushed(
            epoch=self.epoch,
            received_at=sitting.log.now_ms,
            plant_position=sitting.log.plant_position,
            outcomes=tuple(_outcome(sealed, words, lacks) for sealed in events),
            wants=content.wants(connection, WANTS, f"{sitting.log.now_ms % 16:x}"),
            anchors=anchoring.anchors(
                connection,
                self._identity,
                sender,
                readable.values(),
                (self.epoch, sitting.log.now_ms),
            ),
        )

    def keep_content(self, connection: Connection, data: bytes, media: str) -> str:
        """Keep content that an event here names, and judge what waited for it; return its name.

        Refuses `sync.not_wanted`.
        """
        name = content.keep_wanted(connection, data, media)
        self._free(self._sit(connection), {name})
        return name

    def put_back(self, connection: Connection, sender: str, ask: PutBack) -> bool:
        """Say that a station's disk is an older copy, once however often it tells; was it said?"""
        if not anchoring.lacks(connection, sender, ask):
            return False
        end, held = ask.end, ask.held
        happened = self._domain.flag(
            LossPoint(sender, end.chain, end.seq, end.hash, held.seq, held.hash)
        )
        if anchoring.is_said(connection, happened):
            return False
        self._journal.record(connection, [happened], "")
        self.settle_own(connection)
        return True

    def settle_own(self, connection: Connection) -> None:
        """Give what the server itself recorded in this transaction its place, and seal it."""
        self._settle_own(self._sit(connection))

    def known(
        self, connection: Connection, readable: Mapping[str, Sealed]
    ) -> Mapping[str, shelves.Word]:
        """Return, by hash, what was said of those of these events that are held."""
        return shelves.words(connection, readable)

    def _sit(self, connection: Connection, *, digestible: bool = True) -> Sitting:
        log = AreaLog(connection, self.epoch, self._clock.now_ms())
        return Sitting(connection, log, digestible)

    def _take(
        self,
        sitting: Sitting,
        sender: str,
        readable: Mapping[str, Sealed],
        before: Mapping[str, shelves.Word],
        seals: Sequence[Seal],
    ) -> None:
        """Judge what is new or still open, and what lies here and only now is vouched for."""
        new = {name: one for name, one in readable.items() if _is_open(before.get(name))}
        proof = weigh(seals, self._authors(sitting, [seal.station for seal in seals]))
        spread(proof, readable.values())
        below = newly_vouched(sitting.connection, proof, readable.values())
        new = {sealed.hash: sealed for sealed in below} | new
        carried = frozenset(name for name, one in new.items() if one.envelope.station != sender)
        waiting = self._judge(sitting, Batch(new, carried, proof))
        shelves.keep_seals(sitting.connection, [s for s in proof.good if s.hash in readable])
        shelves.keep_unproven_seals(sitting.connection, [s for s in seals if s.hash in waiting])

    def _judge(self, sitting: Sitting, batch: Batch) -> frozenset[str]:
        """Place, quarantine or set aside every event of a batch; return what waits."""
        if not batch.events:
            return frozenset()
        judged = self._domain.placing.judge(self._case(sitting, batch))
        quarantined = [batch.events[name] for name in judged.quarantined]
        self._keep(sitting, quarantined, QUARANTINED, judged.quarantined)
        self._wait(sitting, batch, judged.waiting)
        self._place(sitting, judged.in_order)
        self._promote(sitting, [*judged.in_order, *quarantined])
        return frozenset(judged.waiting)

    def _case(self, sitting: Sitting, batch: Batch) -> Case:
        """Look up what is known of a batch before it is judged."""
        connection, events = sitting.connection, batch.events.values()
        names = {sealed.hash: self._domain.authority.named(sealed) for sealed in events}
        return Case(
            batch.events,
            batch.carried,
            self._authors(sitting, [sealed.envelope.station for sealed in events]),
            batch.proof,
            shelves.links(connection, events, chain.from_iterable(names.values())),
            shelves.absent_lists(connection, events),
            names,
        )

    def _authors(self, sitting: Sitting, stations: Iterable[str]) -> dict[str, Known | None]:
        directory = self._domain.directory
        return {name: directory.station(sitting.connection, name) for name in sorted({*stations})}

    def _place(self, sitting: Sitting, events: Sequence[Sealed]) -> None:
        """Give places, in runs: who acts after an event of the plant is judged after its fold."""
        run: dict[str, Sealed] = {}
        in_plant = False
        for sealed in events:
            if in_plant and sealed.envelope.actor:
                self._place_run(sitting, run)
                run, in_plant = {}, False
            run[sealed.hash] = sealed
            in_plant = in_plant or sealed.envelope.area == PLANT
        self._place_run(sitting, run)
        self._flag_forks(sitting, events)

    def _flag_forks(self, sitting: Sitting, placed: Sequence[Sealed]) -> None:
        points = forks.found(sitting.connection, placed)
        if points:
            facts = [self._domain.flag(point) for point in points]
            self._journal.record(sitting.connection, facts, "")
            self._settle_own(sitting)

    def _settle_own(self, sitting: Sitting) -> None:
        connection = sitting.connection
        while push := outbox.collect(connection, self._identity, PUSH_EVENTS, OPEN_BYTES):
            events = [unseal(data) for data in push.events]
            receipts = [sitting.log.place(one.envelope.area, one.hash) for one in events]
            sitting.log.save()
            self._journal.judge(connection, receipts)
            shelves.keep_seals(connection, push.seals)
            self._promote(sitting, events)

    def _place_run(self, sitting: Sitting, run: Mapping[str, Sealed]) -> None:
        events = tuple(run.values())
        ruled = self._domain.authority(sitting.connection, events)
        refused = {
            **{name: ruling.reason for name, ruling in ruled.items() if ruling.is_out},
            **_astray(sitting.connection, events),
        }
        remarks = {name: ruling.reason for name, ruling in ruled.items()}
        if not sitting.digestible:
            refused = dict.fromkeys(run, INDIGESTIBLE) | refused
        self._keep(sitting, [run[name] for name in refused], QUARANTINED, refused)
        arrivals = [
            Arrival(s, sitting.log.place(s.envelope.area, s.hash, remarks.get(s.hash, "")))
            for s in events
            if s.hash not in refused
        ]
        sitting.log.save()
        self._take_in(sitting, arrivals)
        if self._journal.react(sitting.connection, [one.sealed for one in arrivals]):
            self._settle_own(sitting)
        shelves.wait_no_more(sitting.connection, list(run))
        self._readmit(sitting, [arrival.sealed for arrival in arrivals])

    def _readmit(self, sitting: Sitting, placed: Iterable[Sealed]) -> None:
        """Give the quarantined events that these let in their places, and fold them in."""
        rule = self._domain.readmission
        names = [name for sealed in placed if (name := rule.names(sealed))]
        for sealed in shelves.quarantined_for(sitting.connection, names, rule.reasons):
            word = sitting.log.place(sealed.envelope.area, sealed.hash, READMITTED)
            sitting.log.save()
            self._journal.judge(sitting.connection, [word])
            sitting.said[sealed.hash] = shelves.Word(word.position, word.verdict, word.reason)
            if self._journal.react(sitting.connection, [sealed]):
                self._settle_own(sitting)
            self._readmit(sitting, [sealed])
            self._flag_forks(sitting, [sealed])

    def _wait(self, sitting: Sitting, batch: Batch, lacks: Mapping[str, Lack]) -> None:
        reasons = {name: lack.reason for name, lack in lacks.items()}
        self._keep(sitting, [batch.events[name] for name in lacks], WAITING, reasons)
        rows = [
            shelves.Waiting(
                name,
                lack.missing,
                name in batch.carried,
                batch.proof.of(batch.events[name]) == GOOD,
            )
            for name, lack in lacks.items()
        ]
        shelves.wait(sitting.connection, rows)

    def _keep(
        self,
        sitting: Sitting,
        events: Sequence[Sealed],
        verdict: str,
        reasons: Mapping[str, str],
    ) -> None:
        """Keep events beside the log: no place, nobody pulls them, folded out."""
        arrivals = [
            Arrival(
                sealed,
                Receipt(
                    hash=sealed.hash,
                    area=sealed.envelope.area,
                    position=None,
                    received_at=sitting.log.now_ms,
                    plant_position=sitting.log.plant_position,
                    verdict=verdict,
                    reason=reasons[sealed.hash],
                ),
            )
            for sealed in events
        ]
        self._take_in(sitting, arrivals)
        if verdict == QUARANTINED:
            shelves.wait_no_more(sitting.connection, [sealed.hash for sealed in events])

    def _take_in(self, sitting: Sitting, arrivals: Sequence[Arrival]) -> None:
        self._journal.take_in(sitting.connection, arrivals)
        for arrival in arrivals:
            word = arrival.receipt
            if word is not None:
                sitting.said[word.hash] = shelves.Word(word.position, word.verdict, word.reason)

    def _promote(self, sitting: Sitting, settled: Sequence[Sealed]) -> None:
        """Judge again what has waited for these."""
        streams = {s.envelope.stream for s in settled if s.envelope.area == PLANT}
        self._free(sitting, {sealed.hash for sealed in settled} | streams)

    def _free(self, sitting: Sitting, keys: Collection[str]) -> None:
        """Judge again what has waited for `keys`, with all that waits in the same chains."""
        connection = sitting.connection
        rows = shelves.waiting_for(connection, keys)
        if not rows:
            return
        events = {sealed.hash: sealed for _, sealed in rows}
        stations = [sealed.envelope.station for sealed in events.values()]
        seals = outbox.seals_of(connection, list(events))
        proof = weigh(seals, self._authors(sitting, stations))
        for row, sealed in rows:
            if row.vouched:
                proof.say(sealed.envelope.station, sealed.hash, GOOD)
        spread(proof, events.values())
        carried = frozenset(row.hash for row, _ in rows if row.carried)
        self._judge(sitting, Batch(events, carried, proof))


def _read(data: bytes) -> Sealed | None:
    try:
        return unseal(data)
    except Refused:
        return None


def _is_open(word: shelves.Word | None) -> bool:
    """Tell whether an event may still get a place: new, waiting, or only its seal was bad.

    Under a revoked key it was nobody's; the station's next key may vouch for it.
    """
    return word is None or word.verdict == WAITING or word.reason in (FORGED, REVOKED)


def _astray(connection: Connection, events: Sequence[Sealed]) -> dict[str, str]:
    """Find events of streams at home in another area: a stream never changes area."""
    homes = shelves.homes(connection, {sealed.envelope.stream for sealed in events})
    astray = {}
    for sealed in events:
        envelope = sealed.envelope
        if homes.setdefault(envelope.stream, envelope.area) != envelope.area:
            astray[sealed.hash] = STREAM_ELSEWHERE
    return astray


def _outcome(
    sealed: Sealed | None, words: Mapping[str, shelves.Word], lacks: Mapping[str, str]
) -> Outcome:
    if sealed is None:
        return Outcome(verdict=HELD, reason="unreadable")
    word = words[sealed.hash]
    return Outcome(word.position, word.verdict, word.reason, lacks.get(sealed.hash, ""))
