"""The exchange's hands in this node's store: does what the machine asks, tells what came of it.

Reads go through the reader's connection, every write through the one writer; which ones is the
caller's choice, so that the simulation drives the same code over its own disks.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from app.journal.journal import Journal
from app.kernel.refused import Refused
from app.store import content
from app.store.writer import Batch
from app.sync import inbox, outbox
from app.sync.anchors import NOWHERE, Anchors
from app.sync.protocol import OPEN_BYTES, Content, End, Give, Page
from app.sync.signing import Identity
from app.sync.steps import (
    Apply,
    Collect,
    Collected,
    Do,
    Failed,
    Found,
    KeepContent,
    Look,
    Note,
    Opened,
    Remind,
    StartOver,
    Stored,
    Told,
)

T = TypeVar("T")

PUSH_BYTES = OPEN_BYTES // 2
"""Events in one push, unpacked: well under what the server opens."""
FETCHES = 16


class Read(Protocol):
    """Runs a query on the reader's connection."""

    def __call__(self, query: Callable[[Connection], T]) -> T: ...


Write = Callable[[Batch], None]
"""Runs a batch on the one writer and returns when its last slice is on disk."""


class Storeroom:
    """Does every step of the exchange that touches the store."""

    def __init__(
        self,
        journal: Journal,
        me: Identity,
        areas: Sequence[str],
        read: Read,
        write: Write,
        anchors: Anchors = NOWHERE,
    ) -> None:
        self._journal = journal
        self._me = me
        self._areas = tuple(areas)
        self._read = read
        self._write = write
        self._anchors = anchors
        self._asked = ""

    def open(self) -> Opened:
        """Return how far the logs are held, and where the own chain ends."""
        return self._read(lambda c: Opened(inbox.cursors(c, self._areas), self._end(c)))

    def do(self, do: Do) -> Told:
        """Do one step; a broken answer of the server is told as a failure, nothing is kept."""
        try:
            return self._done(do)
        except Refused as refused:
            return Failed(refused.code)

    def _done(self, do: Do) -> Told:
        match do:
            case Remind():
                self._once(outbox.remind)
                return Stored()
            case Collect(limit):
                return self._read(
                    lambda c: Collected(
                        outbox.collect(c, self._me, limit, PUSH_BYTES), self._end(c)
                    )
                )
            case Apply():
                return self._apply(do)
            case Note():
                return self._note(do)
            case StartOver(epoch):
                self._once(lambda c: inbox.start_over(c, self._journal, epoch, self._areas))
                return Stored()
            case _:
                return self._content(do)

    def _content(self, do: Do) -> Told:
        match do:
            case Look(wants):
                return self._look(wants)
            case KeepContent(name, found):
                return self._keep(name, found)
            case _:
                raise ValueError(f"{do} is nothing for the store")

    def _once(self, work: Callable[[Connection], object]) -> None:
        def batch(connection: Connection, _: Callable[[], bool]) -> bool:
            work(connection)
            return True

        self._write(batch)

    def _apply(self, do: Apply) -> Stored:
        arrived = inbox.read(do.area, do.since, do.page)
        if not do.admitted and (end := self._read(lambda c: self._put_back(c, do.page.held))):
            return Stored(put_back=end)
        if self._read(lambda connection: inbox.contradicts(connection, arrived)):
            return Stored(contradicted=True)
        if _brings_something(do.since.epoch, do.page):
            self._take_in(arrived)
        elif inbox.is_to_the_end(do.page) and self._read(
            lambda connection: self._journal.is_to_hear(connection, do.area)
        ):
            self._once(lambda connection: self._journal.hear(connection, do.area))
        return Stored()

    def _end(self, connection: Connection) -> End:
        seq, name = self._journal.end(connection)
        return End(self._journal.author.chain, seq, name)

    def _put_back(self, connection: Connection, held: End | None) -> End | None:
        """Return where the own chain ends, if the server holds an event of it that is not here.

        An own event is on this disk before it leaves, so nothing else than an older copy of the
        disk can lack one.
        """
        own = self._journal.author.chain
        if held is None or held.chain != own or inbox.is_held(connection, held.hash):
            return None
        return self._end(connection)

    def _take_in(self, arrived: inbox.Arrived) -> None:
        done = 0

        def batch(connection: Connection, enough: Callable[[], bool]) -> bool:
            nonlocal done
            done = inbox.apply(connection, self._journal, arrived, done, enough)
            return done == len(arrived.arrivals)

        self._write(batch)

    def _note(self, do: Note) -> Stored:
        agreed = False
        anchors = self._anchors.proven(self._me.station, do.pushed)

        def work(connection: Connection) -> None:
            nonlocal agreed
            agreed = inbox.note(connection, self._journal, do.push, do.pushed)
            if agreed:
                self._anchors.keep(connection, anchors)

        self._once(work)
        if agreed:
            self._anchors.keep_beside(self._journal.author.chain, anchors)
        return Stored(contradicted=not agreed)

    def _look(self, wants: tuple[str, ...]) -> Found:
        def query(connection: Connection) -> Found:
            missing = content.wants(connection, FETCHES, self._asked)
            missing = missing or content.wants(connection, FETCHES)
            return Found(_first_held(connection, wants), missing)

        found = self._read(query)
        self._asked = found.missing[-1] if found.missing else ""
        return found

    def _keep(self, name: str, found: Content) -> Told:
        data = found.data
        if data is None:
            return Stored()
        if sha256(data).hexdigest() != name:
            return Failed("sync.content_broken")
        self._once(lambda connection: content.keep(connection, data, found.media))
        return Stored()


def _brings_something(epoch: str, page: Page) -> bool:
    """Tell whether there is anything to write: a poll that finds nothing costs no fsync."""
    return bool(page.events) or page.cursor.epoch != epoch


def _first_held(connection: Connection, names: tuple[str, ...]) -> Give | None:
    for name in names:
        data = content.fetch(connection, name)
        if data is not None:
            return Give(media=content.media(connection, name) or "", data=data)
    return None
