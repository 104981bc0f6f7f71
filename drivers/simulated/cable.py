"""The cable of a simulated device: two threads may use and pull it at once without harm."""

import contextlib
import threading
import time

from drivers.links.bell import Bell
from drivers.links.waiting import ready

SEND_WAIT_S = 0.5
"""How long bytes wait for a reader whose buffers are full; then they are lost, as on a line."""


class Cable:
    """What all stages share: who waits is woken, and nobody touches a port that was pulled.

    A port is waited on without the lock, but read, written and closed under it: a pull can at
    worst wake a waiter for nothing, never hand it another file's bytes.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._is_closed = False
        self._bell = Bell()
        self._bell.open()

    def send(self, data: bytes) -> None:
        """See `Stage.send`."""
        late_s = time.monotonic() + SEND_WAIT_S
        rest = memoryview(data)
        while rest:
            with self._lock:
                way = self._way_out()
                sent = self._put(rest) if way >= 0 else len(rest)
            rest = rest[sent:]
            now_s = time.monotonic()
            if sent:
                late_s = now_s + SEND_WAIT_S
            wait_s = late_s - now_s
            if not rest or wait_s <= 0:
                return
            with contextlib.suppress(OSError):  # pulled meanwhile: seen under the lock
                ready((), wait_s, writing=(way,))

    def received(self, timeout_s: float) -> bytes:
        """See `Stage.received`."""
        late_s = time.monotonic() + timeout_s
        while ways := self._ways():
            with contextlib.suppress(OSError):  # pulled meanwhile: seen under the lock
                ready(ways, max(0.0, late_s - time.monotonic()))
            data = self._taken()
            if data or time.monotonic() >= late_s:
                return data
        return b""

    def close(self) -> None:
        """See `Stage.close`."""
        self.pull()
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._bell.ring()
                self._bell.close()
                self._clear_away()

    def pull(self) -> None:
        raise NotImplementedError

    def _clear_away(self) -> None:
        raise NotImplementedError

    def _ways(self) -> tuple[int, ...]:
        with self._lock:
            return () if self._is_closed else (self._bell.fileno(), *self._ways_in())

    def _taken(self) -> bytes:
        with self._lock:
            if self._is_closed:
                return b""
            self._bell.hush()
            return self._take()

    def _way_out(self) -> int:
        raise NotImplementedError

    def _ways_in(self) -> tuple[int, ...]:
        raise NotImplementedError

    def _put(self, data: memoryview) -> int:
        raise NotImplementedError

    def _take(self) -> bytes:
        raise NotImplementedError
