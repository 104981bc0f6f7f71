"""Where stations are served: who asks, may they, then the house does it. One method per word."""

import asyncio
import logging
from collections import Counter as Tally
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from app.journal.event import LIMIT_BYTES, PLANT
from app.kernel.refused import Refused
from app.store import content
from app.store.tables import area_head
from app.sync.protocol import (
    PROTOCOL,
    PUSH_EVENTS,
    WAIT_S,
    WANTS,
    AskKey,
    Content,
    Enrol,
    Enrolled,
    Fetch,
    Give,
    Given,
    Heard,
    Hello,
    KeySent,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
    Renew,
    Renewed,
    Watch,
    Watched,
)
from server import area_log, keys, leases, shelves, tickets
from server.door import Buckets, Sender
from server.house import House

log = logging.getLogger(__name__)

T = TypeVar("T")

STRANGERS_LIMIT = 10_000
"""Events of unenrolled senders that are kept for a person to look at."""
WATCHES = 2
"""Long polls a station may have open at once."""
KEYS_AT_ONCE, KEYS_PER_S = 10, 1 / 30
"""Keys a station may ask for: a shift that begins at a new station, not a list of the plant."""


class Bell:
    """Wakes who listens when a log has grown."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    @property
    def next(self) -> asyncio.Event:
        """Return what is set at the next ring."""
        return self._next


class Counter:
    """Serves stations, on the event loop's thread."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._bell = Bell()
        self._listening: Tally[str] = Tally()
        self._keys = Buckets(house.clock, KEYS_AT_ONCE, KEYS_PER_S)

    async def hello(self) -> Hello:
        """Say who answers here."""
        plate = self._house.nameplate
        return Hello(
            protocol=PROTOCOL,
            epoch=plate.epoch,
            time_ms=self._house.clock.now_ms(),
            server_key=plate.key,
        )

    async def push(self, sender: Sender, ask: Push) -> Pushed:
        """Take in events; the answer is given after the commit. Refuses `sync.too_large`."""
        if max(len(ask.events), len(ask.seals)) > PUSH_EVENTS:
            raise Refused("sync.too_large", limit=PUSH_EVENTS)
        intake = self._house.intake
        try:
            pushed = await self._write(lambda c: intake.push(c, sender.station, ask))
        except (Refused, SQLAlchemyError):
            raise
        except Exception:  # a fault of ours met one of these events; the station halves its pushes
            log.exception("sync.indigestible station=%s events=%s", sender.station, len(ask.events))
            if len(ask.events) > 1:
                raise
            pushed = await self._write(
                lambda c: intake.push(c, sender.station, ask, digestible=False)
            )
        self._bell.ring()
        return pushed

    async def hold(self, sender: str, ask: Push) -> None:
        """Keep what an unenrolled sender offered, for a person to look at; nothing of it counts."""
        now_ms = self._house.clock.now_ms()
        # Longer ones are no events: a few packed bytes of a stranger's would fill the disk.
        offered = [data for data in ask.events if len(data) <= LIMIT_BYTES]

        def work(connection: Connection) -> None:
            room = max(0, STRANGERS_LIMIT - shelves.held_count(connection))
            shelves.hold(connection, sender[:64], offered[:room], now_ms, "station_unknown")

        await self._write(work)

    async def pull(self, sender: Sender, ask: Pull) -> Page:
        """Hand out what follows the cursor. Refuses `sync.area_foreign`, `sync.key_revoked`."""
        _check_area(sender, ask.area)
        epoch, now_ms = self._house.nameplate.epoch, self._house.clock.now_ms()

        def query(connection: Connection) -> Page:
            wants = content.wants(connection, WANTS, f"{now_ms % 16:x}")
            return area_log.page(connection, sender.station, ask, epoch, wants)

        return await self.read(query)

    async def put_back(self, sender: Sender, ask: PutBack) -> Heard:
        """Say that a station's disk is an older copy: it lacks what it once sent."""
        if await self._write(lambda c: self._house.intake.put_back(c, sender.station, ask)):
            log.warning("sync.put_back station=%s seq=%s", sender.station, ask.end.seq)
            self._bell.ring()
        return Heard()

    async def watch(self, sender: Sender, ask: Watch) -> Watched:
        """Answer when a log grows beyond what the station has, or when the wait is over."""
        for area in ask.heads:
            _check_area(sender, area)
        if self._listening[sender.station] >= WATCHES:
            raise Refused("sync.too_many")
        self._listening[sender.station] += 1
        try:
            return await self._watched(ask)
        finally:
            self._listening[sender.station] -= 1

    async def fetch(self, sender: Sender, ask: Fetch) -> Content:
        """Hand out content that an event names which this station may read."""
        areas = (PLANT, *sorted(sender.areas))

        def query(connection: Connection) -> Content:
            if sender.is_revoked or not content.is_named(connection, ask.name, areas):
                raise Refused("sync.area_foreign", area="")
            data = content.fetch(connection, ask.name)
            return Content(media=content.media(connection, ask.name) or "", data=data)

        return await self.read(query)

    async def give(self, sender: Sender, ask: Give) -> Given:
        """Take content an event here names; anything else is not wanted."""
        _check_counts(sender)
        intake = self._house.intake
        name = await self._write(lambda c: intake.keep_content(c, ask.data, ask.media))
        self._bell.ring()
        return Given(name=name)

    async def renew(self, sender: Sender, ask: Renew) -> Renewed:
        """Say how long the station's people may sign without us."""
        _check_counts(sender)
        lease = await self.read(lambda c: leases.grant(self._house, c, sender.station))
        return Renewed(lease=lease)

    async def key(self, sender: Sender, ask: AskKey) -> KeySent:
        """Pack a person's key for a station. Refuses `keys.*`, `sync.too_many`."""
        _check_counts(sender)
        self._keys.take(sender.station)
        sent = await self._write(lambda c: keys.send(self._house, c, sender.station, ask))
        self._bell.ring()
        return sent

    async def enrol(self, ask: Enrol) -> Enrolled:
        """Take a station in."""
        enrolled = await self._write(lambda c: tickets.redeem(self._house, c, ask))
        self._bell.ring()
        return enrolled

    async def _watched(self, ask: Watch) -> Watched:
        until = asyncio.get_running_loop().time() + max(0, min(ask.wait_s, WAIT_S))
        while True:
            rung = self._bell.next
            heads = await self.read(lambda c: _heads(c, ask.heads))
            left = until - asyncio.get_running_loop().time()
            if left <= 0 or any(heads[area] > held for area, held in ask.heads.items()):
                return Watched(heads=heads)
            try:
                await asyncio.wait_for(rung.wait(), left)
            except TimeoutError:
                continue

    async def _write(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._house.write(work))

    async def read(self, query: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._house.read(query))


def _check_counts(sender: Sender) -> None:
    if sender.is_revoked:
        raise Refused("sync.key_revoked", station=sender.station)


def _check_area(sender: Sender, area: str) -> None:
    _check_counts(sender)
    if area != PLANT and area not in sender.areas:
        raise Refused("sync.area_foreign", area=area)


def _heads(connection: Connection, areas: Iterable[str]) -> dict[str, int]:
    wanted = list(areas)
    query = select(area_head.c.area, area_head.c.position).where(area_head.c.area.in_(wanted))
    return dict.fromkeys(wanted, 0) | {row.area: row.position for row in connection.execute(query)}
