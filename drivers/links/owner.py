"""One thread that owns a port: it alone opens, reads, writes and closes, and heals what breaks.

`close()` from elsewhere gives TypeError in a reader (pyserial #712), and `cancel_read()` can hang
on CDC ports (#630). So stopping is a flag and a join, and writing is a queue and a wake-up.
Everything is told on the owner thread, as frozen values; nothing is told after a stop.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from drivers.health import Condition, Health, Trouble
from drivers.links.backoff import Backoff
from drivers.links.bell import Bell
from drivers.links.link import LinkEars
from drivers.links.outgoing import Outgoing
from drivers.links.troubles import MISHAPS, Stalled, trouble_of
from drivers.links.waiting import ready

log = logging.getLogger(__name__)

LOOK_UP_S = 1.0
"""How often the owner thread looks up where nothing wakes it."""
OPENING_S = 0.25
"""How long a stop waits for a port that is being opened: serial ports are there by then."""
POLL_S = 0.02
"""The longest a write waits where a port cannot be waited on: serial ports on Windows."""
PROVEN_S = 10.0
"""A port that stayed open so long has earned a fresh back-off."""
STALL_S = 5.0
"""A device that takes not one more byte for so long has stalled: a printer held by its cover."""
MOST_READ = 65_536


class Port(Protocol):
    """An open way for bytes, used by one thread. Every call may raise one of MISHAPS."""

    @property
    def is_one_way(self) -> bool:
        """Whether nothing can ever be heard here. Reading then only tells that the port is gone."""
        ...

    def fileno(self) -> int:
        """Return what can be waited on, or -1 where nothing can."""
        ...

    def read(self, wait_s: float) -> bytes:
        """Return what has come, at most MOST_READ bytes; empty if nothing came within `wait_s`.

        Raises EOFError where the other end has hung up. `wait_s` matters only without a `fileno`.
        """
        ...

    def write(self, data: memoryview) -> int:
        """Send what can leave now and return how many bytes that were, perhaps 0."""
        ...

    def close(self) -> None:
        """Let go of the port, dropping what the system has not yet sent."""
        ...


class OwnedLink:
    """A link over any port: `open_port` is called on the owner thread, again after each failure."""

    def __init__(
        self,
        open_port: Callable[[], Port],
        ears: LinkEars,
        *,
        name: str,
        backoff: Backoff | None = None,
        stall_s: float = STALL_S,
    ) -> None:
        self._open_port = open_port
        self._ears = ears
        self._backoff = backoff or Backoff()
        self._stall_s = stall_s
        self._outgoing = Outgoing()
        self._stop = threading.Event()
        self._is_open = False
        self._told: Health | None = None
        self._bell = Bell()
        self._starting = threading.Lock()
        self._thread = threading.Thread(target=self._own, name=name, daemon=True)

    def start(self) -> None:
        """Begin to open the port; what comes of it is told to the ears. Harmless twice."""
        with self._starting:
            if not self._stop.is_set() and self._thread.ident is None:
                self._bell.open()
                self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go of the port. Harmless twice, from an ear, and before `start`.

        A port that is being opened (a host that does not answer) is not waited for: the thread
        ends by itself then, and tells nothing.
        """
        with self._starting:
            self._stop.set()
            is_unborn = self._thread.ident is None
        if is_unborn:
            return
        self._bell.ring()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout_s if self._is_open else min(timeout_s, OPENING_S))

    def write(self, data: bytes) -> "Future[None]":
        """Hand bytes to the owner thread; see `Link.write`."""
        done = self._outgoing.put(data)
        self._bell.ring()
        return done

    def _own(self) -> None:
        self._tell(Health(Condition.OPENING))
        while not self._stop.is_set():
            try:
                self._serve()
            except MISHAPS as error:
                self._tell(self._after(error))
            except Exception as error:  # the edge of the thread: a port must not die of a surprise
                log.exception("link.broke name=%s", self._thread.name)
                self._tell(Health(Condition.FAULTED, Trouble.SILENT_FAILURE, repr(error)))
            self._stop.wait(self._backoff.next_s())
        self._bell.close()

    def _serve(self) -> None:
        """Open the port, then read and write until it fails or we are told to stop."""
        port = self._open_port()
        self._is_open = True
        try:
            if self._stop.is_set():
                return
            self._outgoing.open()
            unseen = Trouble.NO_STATUS if port.is_one_way else Trouble.NONE
            self._tell(Health(Condition.READY, unseen))
            opened_s = moved_s = time.monotonic()
            while not self._stop.is_set():
                moved_s = self._turn(port, moved_s)
                if time.monotonic() >= opened_s + PROVEN_S:
                    self._backoff.worked()
        finally:
            self._outgoing.shut("the link was lost")
            _close(port)
            self._is_open = False

    def _turn(self, port: Port, moved_s: float) -> float:
        """Wait once, then read and write what can be; return when bytes last left, or had none to.

        Reading goes on while much is written: a device may ask for a pause, or answer early.
        """
        rest = self._outgoing.rest()
        can_read, can_write = self._wait(port, is_writing=bool(rest))
        if can_read and (data := port.read(0.0 if rest else POLL_S)):
            self._hear(data)
        now_s = time.monotonic()
        if not rest:
            return now_s
        sent = port.write(rest) if can_write else 0
        self._outgoing.sent(sent)
        if sent:
            return now_s
        if now_s > moved_s + self._stall_s:
            raise Stalled(f"not one byte was taken for {self._stall_s:g} s")
        return moved_s

    def _wait(self, port: Port, *, is_writing: bool) -> tuple[bool, bool]:
        """Wait for bytes, room for bytes or the bell; return whether to read and to write."""
        way, bell = port.fileno(), self._bell.fileno()
        if way < 0 and (is_writing or not port.is_one_way):
            return not port.is_one_way, True
        heard = (bell,) if port.is_one_way else (bell, way)
        watched = () if way < 0 else (way,)
        can_read, can_write = ready(
            heard,
            min(LOOK_UP_S, self._stall_s) if is_writing else LOOK_UP_S,
            writing=watched if is_writing else (),
            watching=watched,
        )
        if bell in can_read:
            self._bell.hush()
        return way in can_read, way in can_write

    def _hear(self, data: bytes) -> None:
        try:
            self._ears.bytes(data)
        except Exception:  # the edge between a port and who listens: the port lives on
            log.exception("link.ear_failed name=%s", self._thread.name)

    def _after(self, error: Exception) -> Health:
        """Return the health a failure leaves: losing an open port is a pulled cable."""
        trouble, detail, told = trouble_of(error), str(error), self._told
        if trouble is Trouble.SILENT:
            return Health(Condition.FAULTED, trouble, detail)
        if told is not None and told.condition is Condition.READY:
            return Health(Condition.ABSENT, Trouble.PULLED, detail)
        if trouble in (Trouble.NO_SUCH_PORT, Trouble.UNREACHABLE):
            if told is not None and told.trouble is Trouble.PULLED:
                return told  # still the same pulled cable
            return Health(Condition.ABSENT, trouble, detail)
        return Health(Condition.FAULTED, trouble, detail)

    def _tell(self, health: Health) -> None:
        """Say a change once; retries that end the same way stay quiet."""
        told, news = self._told, (health.condition, health.trouble)
        if told is not None and (told.condition, told.trouble) == news:
            return
        self._told = health
        if self._stop.is_set():
            return
        try:
            self._ears.health(health)
        except Exception:  # the edge between a port and who listens: the port lives on
            log.exception("link.ear_failed name=%s", self._thread.name)


def _close(port: Port) -> None:
    try:
        port.close()
    except MISHAPS as error:  # gone already; what was wrong before is what counts
        log.info("link.close_failed detail=%s", error)
