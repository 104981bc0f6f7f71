"""Notices go out by every channel there is: each once, and not lost when the server is killed.

    delivering = Delivering(house, (JsonLines(path),))
    delivering.start()          # a thread of its own; without a channel there is none

What was handed over is noted on disk afterwards, so that a server killed in between hands it over
again: at least once, with a key by which the channel tells that it had it. What a channel does not
take waits longer from try to try, an hour at most; `standing` tells of it.
"""

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, exists, select

from app.capabilities.flows.notices.tables import NoticeRow
from app.capabilities.people.accounts.queries import people
from app.journal.rows import read
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import local
from app.store.tables import local as kept
from app.store.tables import receipt
from server.connectors.channel import Channel, Message, Undelivered
from server.house import House

log = logging.getLogger(__name__)

EVERY_S = 5.0
FIRST_WAIT_S, LONGEST_WAIT_S = 10, 3_600
NEWS_DAYS = 60
"""What no channel has taken by then is told nobody any more."""
AT_ONCE = 100
"""Notices looked at in one round of a channel."""

_BEGUN = "channel"
"""The shelf that holds since when each channel carries notices."""


class Failure(msgspec.Struct, frozen=True):
    """A message that a channel did not take: how often, when last (ms since 1970 UTC), and why."""

    tries: int
    at_ms: int
    why: str

    def is_due(self, now_ms: int) -> bool:
        """Tell whether it is tried again."""
        wait_s = min(FIRST_WAIT_S << min(self.tries - 1, 16), LONGEST_WAIT_S)
        return now_ms >= self.at_ms + wait_s * 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How a channel stands: what it took, what waits, and the failures it waits for."""

    channel: str
    delivered: int
    failures: tuple[Failure, ...]


class Delivering:
    """`round` is one pass over all channels; `start` makes them on a thread until `close`."""

    def __init__(self, house: House, channels: Sequence[Channel]) -> None:
        self._house = house
        self._channels = tuple(channels)
        self._begun: set[str] = set()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; quiet where no channel is configured."""
        if self._channels:
            self._thread = threading.Thread(target=self._go_on, name="delivering", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End after what is being handed over. Twice does no harm."""
        self._over.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def round(self) -> int:
        """Hand over what is due by every channel; return how many were taken."""
        return sum(self._round_of(channel) for channel in self._channels)

    def _go_on(self) -> None:
        while not self._over.is_set():
            try:
                self.round()
            except Refused as refused:  # the writer is busy: stations go first
                log.info("delivering.later code=%s", refused.code)
            except Exception:
                log.exception("delivering.failed")
            self._over.wait(EVERY_S)

    def _round_of(self, channel: Channel) -> int:
        """Hand over until the channel refuses one: then it is left alone until the next round."""
        now_ms, taken = self._house.clock.now_ms(), 0
        if channel.name not in self._begun:
            self._house.write(lambda c: _begin(c, channel.name, now_ms)).result()
            self._begun.add(channel.name)
        for message in self._house.read(lambda c: due(c, channel.name, now_ms)).result():
            if self._over.is_set() or not self._hand_over(channel, message):
                break
            taken += 1
        return taken

    def _hand_over(self, channel: Channel, message: Message) -> bool:
        why = _try(channel, message)
        now_ms, name = self._house.clock.now_ms(), channel.name
        if why:
            log.warning("delivering.undelivered channel=%s key=%s why=%s", name, message.key, why)
            self._house.write(lambda c: _note_failure(c, name, message.key, why, now_ms)).result()
            return False
        self._house.write(lambda c: _note_taken(c, name, message.key, now_ms)).result()
        return True


def due(connection: Connection, channel: str, now_ms: int) -> tuple[Message, ...]:
    """Return what a channel has not taken yet and is tried now, in the order it came here.

    Only what came since the channel was first there: nobody is told last year's news.
    """
    begun_ms = int(local.get(connection, _BEGUN, channel) or b"0")
    notices = NoticeRow.table
    taken = exists().where(kept.c.shelf == _taken(channel), kept.c.key == notices.c.notice)
    query = (
        select(notices)
        .join(receipt, receipt.c.hash == notices.c.sent)
        .where(
            notices.c.at_ms >= now_ms - NEWS_DAYS * 86_400_000,
            receipt.c.received_at >= begun_ms,
            receipt.c.verdict == "",
            ~taken,
        )
        .order_by(receipt.c.received_at, notices.c.notice)
    )
    failed = _failures(connection, channel)
    rows = (
        row
        for row in read(connection, NoticeRow, query)
        if row.notice not in failed or failed[row.notice].is_due(now_ms)
    )
    return tuple(_messages(connection, tuple(rows)[:AT_ONCE]))


def standings(connection: Connection) -> tuple[Standing, ...]:
    """Return how every channel stands that ever carried a notice, by name."""
    return tuple(
        Standing(
            name,
            len(local.shelf(connection, _taken(name))),
            tuple(_failures(connection, name).values()),
        )
        for name in local.shelf(connection, _BEGUN)
    )


def _try(channel: Channel, message: Message) -> str:
    """Hand a message over; return why it was not taken, empty where it was."""
    try:
        channel.send(message)
    except (Undelivered, OSError) as error:
        return str(error) or type(error).__name__
    except Exception as error:  # a channel's fault must not stop the others
        log.exception("delivering.channel_failed channel=%s", channel.name)
        return type(error).__name__
    return ""


def _messages(connection: Connection, rows: Sequence[NoticeRow]) -> Iterable[Message]:
    everybody = [one for one in people(connection) if one.is_active] if rows else []
    for row in rows:
        roles = set(row.roles)
        named = (one.person for one in everybody if not roles.isdisjoint(one.roles))
        yield Message(
            key=row.notice,
            text=Bilingual(row.zh, row.en),
            urgency=row.urgency,
            roles=row.roles,
            people=row.people,
            to=tuple(sorted({*row.people, *named})),
            matter=row.matters[0] if row.matters else Matter(),
            sent_by=row.sent_by,
            station=row.station,
            area=row.area,
            at_ms=row.at_ms,
        )


def _begin(connection: Connection, channel: str, now_ms: int) -> None:
    if local.get(connection, _BEGUN, channel) is None:
        local.put(connection, _BEGUN, channel, b"%d" % now_ms)


def _note_taken(connection: Connection, channel: str, key: str, now_ms: int) -> None:
    local.put(connection, _taken(channel), key, b"%d" % now_ms)
    local.drop(connection, _failed(channel), key)


def _note_failure(connection: Connection, channel: str, key: str, why: str, now_ms: int) -> None:
    before = _failures(connection, channel).get(key)
    failure = Failure(1 if before is None else before.tries + 1, now_ms, why[:200])
    local.put(connection, _failed(channel), key, msgspec.json.encode(failure))


def _failures(connection: Connection, channel: str) -> dict[str, Failure]:
    found = local.shelf(connection, _failed(channel))
    return {key: msgspec.json.decode(value, type=Failure) for key, value in found.items()}


def _taken(channel: str) -> str:
    return f"delivered/{channel}"


def _failed(channel: str) -> str:
    return f"undelivered/{channel}"
