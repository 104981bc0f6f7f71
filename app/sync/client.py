"""The exchange at work: one thread that exchanges, one that listens for the server's bell.

    client = SyncClient(Facts(...), on_status)
    client.start()
    client.wake()            # something was saved: exchange now
    client.cable(out=True)   # for demo and tests: as if the cable were out

The thread writes only through the one writer and reads on a connection of its own.
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.journal.event import PLANT
from app.journal.journal import Journal
from app.kernel.clock import Clock
from app.store.writer import Batch, Writer
from app.sync import outbox
from app.sync.anchors import NOWHERE, Anchors
from app.sync.exchange import State, step
from app.sync.protocol import WAIT_S, Content, Given, Heard, Page, Pushed, Watch
from app.sync.signing import Identity
from app.sync.status import Standing, SyncStatus, standing
from app.sync.steps import Call, Do, Failed, Moment, Replied, Rest, Rested, Told, Woken
from app.sync.storeroom import Storeroom
from app.sync.transport import Contact, Server, Transport, Trouble

log = logging.getLogger(__name__)

REPORT_EVERY_S = 0.25
CLOSE_S = 5.0
"""How long closing waits for a call under way; the thread holds nothing that is not on disk."""

T = TypeVar("T")
Listener = Callable[[SyncStatus], None]
"""Told on the exchange's thread whenever the status has changed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the client works with. `reading` is an engine nobody else uses.

    `heard` is told of each answer with the time it told, on the thread that asked.
    """

    server: Server
    me: Identity
    areas: Sequence[str]
    journal: Journal
    writer: Writer
    reading: Engine
    clock: Clock
    at_rest: Callable[[Transport], None] = lambda _: None
    """Told on the exchange's thread when a round is over and the server answered."""
    heard: Callable[[Contact], None] = lambda contact: None
    anchors: Anchors = NOWHERE


class SyncClient:
    """Keeps a station and the server in step. Its methods may be called from any thread."""

    def __init__(self, facts: Facts, listener: Listener) -> None:
        self._facts = facts
        self._listener = listener
        areas = (PLANT, *(area for area in facts.areas if area != PLANT))
        self._state = State(areas)
        self._storeroom = Storeroom(
            facts.journal, facts.me, areas, self._read, self._write, facts.anchors
        )
        self._transport = Transport(facts.server, facts.me, facts.clock)
        self._change = threading.Condition()
        self._wakes: list[Woken] = []
        self._is_out = False
        self._is_closing = False
        self._last_contact_ms = 0
        self._status = SyncStatus(Standing.OFFLINE)
        self._reported_s = 0.0
        self._bell = BellRope(facts, areas, self)
        self._thread = threading.Thread(target=self._run, name="exchange", daemon=True)

    @property
    def status(self) -> SyncStatus:
        """Return the last status."""
        return self._status

    def start(self) -> None:
        """Begin to exchange."""
        self._thread.start()
        self._bell.start()

    def wake(self, *, urgent: bool = False) -> None:
        """Exchange now; `urgent`: also while waiting after a failure, since a person asked."""
        with self._change:
            self._wakes.append(Woken(urgent))
            self._change.notify_all()

    def cable(self, *, out: bool) -> None:
        """Pull the cable out, or put it in again."""
        with self._change:
            self._is_out = out
        self.wake(urgent=not out)

    @property
    def is_out(self) -> bool:
        """Tell whether the cable is out."""
        return self._is_out

    def heard(self, transport: Transport) -> None:
        """Tell that the server answered; what comes in after the cable is out does not count."""
        if transport.contact is not None and not self._is_out:
            self._facts.heard(transport.contact)

    def close(self) -> None:
        """End both threads; what is under way is finished or given up. Twice does no harm."""
        with self._change:
            self._is_closing = True
            self._change.notify_all()
        self._transport.close()
        self._bell.close()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)

    # -- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        told: Told = self._storeroom.open()
        while not self._is_closing:
            told = self._take_step(told)

    def _take_step(self, told: Told) -> Told:
        """Take one step and do what it asks; return what came of it."""
        moment = Moment(time.monotonic(), random.random())  # jitter, no secret
        self._state, do = step(self._state, told, moment)
        if isinstance(do, Rest) or time.monotonic() - self._reported_s > REPORT_EVERY_S:
            self._report()
        if do is None:
            raise ValueError(f"{told} left nothing to do")
        try:
            return self._done(do)
        except Exception:  # the edge of the thread: a full disk must not end the exchange
            if self._is_closing:
                return Failed("sync.closing")
            log.exception("sync.step_failed doing=%s", type(do).__name__)
            return Failed("sync.station_trouble")

    def _done(self, do: Do) -> Told:
        match do:
            case Call():
                return self._call(do)
            case Rest(until_s):
                if not self._state.code and not self._is_out:
                    self._facts.at_rest(self._transport)
                return self._rest(until_s)
            case _:
                return self._storeroom.do(do)

    def _call(self, do: Call) -> Told:
        if self._is_out:
            return Failed("sync.unreachable")
        try:
            reply = self._transport.call(do.ask)
        except Trouble as trouble:
            return Failed(trouble.code, trouble.retry_after_s, trouble.refused)
        self._last_contact_ms = self._facts.clock.now_ms()
        self.heard(self._transport)
        if not isinstance(reply, Page | Pushed | Content | Given | Heard):
            return Failed("sync.server_trouble")
        return Replied(reply)

    def _rest(self, until_s: float) -> Told:
        """Wait until then, or until somebody wakes us for a reason that counts now."""
        while not self._is_closing:
            wakes = self._next_wakes(until_s)
            if any(wake.urgent for wake in wakes):
                return Woken(urgent=True)
            if wakes and not self._state.code:
                return Woken()
            if time.monotonic() >= until_s:
                return Rested()
            if wakes:  # the server is away and people work on: so does the count they see
                self._report()
        return Rested()

    def _next_wakes(self, until_s: float) -> list[Woken]:
        """Wait for wakes, at most until then. The writer wakes us, so nothing slow is in here."""
        with self._change:
            left_s = until_s - time.monotonic()
            if not self._wakes and not self._is_closing and left_s > 0:
                self._change.wait(left_s)
            wakes, self._wakes = self._wakes, []
        return wakes

    def _read(self, query: Callable[[Connection], T]) -> T:
        with self._facts.reading.begin() as connection:
            return query(connection)

    def _write(self, batch: Batch) -> None:
        self._facts.writer.batch(batch).result()

    # -- the status -----------------------------------------------------------------------------

    def _report(self) -> None:
        """Say how it stands. Whoever cannot be told does not stop the exchange."""
        self._reported_s = time.monotonic()
        try:
            status = self._now()
            if status != self._status:
                self._status = status
                self._listener(status)
        except Exception:  # the edge of the thread: a listener of a closed window, a failing disk
            if not self._is_closing:
                log.exception("sync.report_failed")

    def _now(self) -> SyncStatus:
        state = self._state
        unsent = self._read(outbox.unsent)
        quarantined = self._read(outbox.quarantined)
        return SyncStatus(
            state=standing(state, unsent, quarantined),
            unsent=unsent.events,
            waiting=unsent.waiting,
            oldest_unsent_ms=unsent.oldest_ms,
            unsent_kinds=unsent.kinds,
            quarantined=quarantined,
            last_contact_ms=self._last_contact_ms,
            next_try_ms=self._next_try_ms(),
            tries=state.tries,
            code=state.code or state.denied,
            rounds=state.rounds,
        )

    def _next_try_ms(self) -> int:
        if not isinstance(self._state.doing, Rest) or not self._state.code:
            return 0
        left_s = self._state.doing.until_s - time.monotonic()
        return self._facts.clock.now_ms() + int(left_s * 1000)


class BellRope:
    """Listens for the server's bell on a connection of its own, and wakes the client."""

    def __init__(self, facts: Facts, areas: Sequence[str], client: SyncClient) -> None:
        self._facts = facts
        self._areas = tuple(areas)
        self._client = client
        self._transport = Transport(facts.server, facts.me, facts.clock)
        self._heads = dict.fromkeys(self._areas, 0)
        self._quiet = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bell", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening; an open wait is given up, not waited for."""
        self._quiet.set()
        self._transport.close()

    def _run(self) -> None:
        while not self._quiet.is_set():
            pause_s = self._listen()
            self._quiet.wait(pause_s)

    def _listen(self) -> float:
        """Wait for one ring; return how long to pause before the next."""
        if self._client.is_out:
            return 1.0
        try:
            watched = self._transport.call(Watch(heads=self._heads, wait_s=WAIT_S))
        except Trouble as trouble:
            return max(5.0, trouble.retry_after_s)
        self._client.heard(self._transport)
        heads = getattr(watched, "heads", self._heads)
        if heads != self._heads:
            self._heads = heads
            self._client.wake()
        return 0.0
