"""One thread that owns a port: it alone opens, reads, writes and closes, and heals what breaks.

`close()` from elsewhere gives TypeError in a reader (pyserial #712), and `cancel_read()` can hang
on CDC ports (#630). So stopping is a flag and a join, and writing is a queue and a wake-up.
Everything is told on the owner thread, as frozen values.
"""

import queue
import select
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from drivers.health import Condition, Health, Trouble
from drivers.links.backoff import Backoff
from drivers.links.link import LinkEars
from drivers.links.troubles import MISHAPS, trouble_of

LOOK_UP_S = 0.25
"""The longest a stop waits for the owner thread where the port can be waited on with a wake-up."""
POLL_S = 0.02
"""The longest a write waits where it cannot: serial ports on Windows."""
PROVEN_S = 10.0
"""A port that stayed open so long has earned a fresh back-off."""
MOST_READ = 65_536


class Port(Protocol):
    """An open way for bytes, used by one thread. Every call may raise one of MISHAPS."""

    def fileno(self) -> int:
        """Return what `select` can wait on, or -1 where it cannot."""
        ...

    def read(self, wait_s: float) -> bytes:
        """Return what has come, at most MOST_READ bytes; empty if nothing came within `wait_s`.

        Raises EOFError where the other end has hung up.
        """
        ...

    def write(self, data: bytes) -> None:
        """Send all of it, or fail within the port's own time-out."""
        ...

    def close(self) -> None:
        """Let go of the port."""
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
    ) -> None:
        self._open_port = open_port
        self._ears = ears
        self._backoff = backoff or Backoff()
        self._outgoing: queue.SimpleQueue[tuple[bytes, Future[None]]] = queue.SimpleQueue()
        self._is_open = threading.Event()
        self._stop = threading.Event()
        self._told: Health | None = None
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._thread = threading.Thread(target=self._own, name=name, daemon=True)

    def start(self) -> None:
        """Begin to open the port; what comes of it is told to the ears."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Let go of the port. Harmless twice, and before `start`."""
        self._stop.set()
        self._wake()
        if self._thread is threading.current_thread():
            return  # told to stop from an ear: the thread ends by itself
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        if not self._thread.is_alive():
            self._bell.close()
            self._ring.close()

    def write(self, data: bytes) -> "Future[None]":
        """Hand bytes to the owner thread; see `Link.write`."""
        done: Future[None] = Future()
        if not self._is_open.is_set():
            done.set_exception(OSError("the link is not open"))
            return done
        self._outgoing.put((data, done))
        self._wake()
        return done

    def _own(self) -> None:
        self._tell(Health(Condition.OPENING))
        while not self._stop.is_set():
            try:
                self._serve()
            except MISHAPS as error:
                self._tell(self._after(error))
                self._stop.wait(self._backoff.next_s())

    def _serve(self) -> None:
        """Open the port and read until it fails or we are told to stop."""
        port = self._open_port()
        try:
            self._is_open.set()
            self._tell(Health(Condition.READY))
            proven_at_s = time.monotonic() + PROVEN_S
            while not self._stop.is_set():
                self._send(port)
                if data := self._read(port):
                    self._ears.bytes(data)
                if time.monotonic() >= proven_at_s:
                    self._backoff.worked()
        finally:
            self._is_open.clear()
            self._give_up_outgoing()
            port.close()

    def _read(self, port: Port) -> bytes:
        if port.fileno() < 0:
            return port.read(POLL_S)
        way, bell = port.fileno(), self._bell.fileno()
        readable, _, _ = select.select([way, bell], [], [], LOOK_UP_S)
        if bell in readable:
            self._hush()
        return port.read(0) if way in readable else b""

    def _send(self, port: Port) -> None:
        while not self._outgoing.empty():
            data, done = self._outgoing.get()
            try:
                port.write(data)
            except MISHAPS as error:
                done.set_exception(OSError(str(error)))
                raise
            done.set_result(None)

    def _give_up_outgoing(self) -> None:
        """Drop what was meant for the device before the cable went: an old order may do harm."""
        while not self._outgoing.empty():
            self._outgoing.get()[1].set_exception(OSError("the link was lost"))

    def _wake(self) -> None:
        try:
            self._ring.send(b"!")
        except OSError:  # full: a wake-up waits already; closed: nobody is left to wake
            return

    def _hush(self) -> None:
        try:
            self._bell.recv(4096)
        except BlockingIOError:
            return

    def _after(self, error: Exception) -> Health:
        """Return the health a failure leaves: losing an open port is a pulled cable."""
        detail = str(error)
        told = self._told
        if told is not None and told.condition is Condition.READY:
            return Health(Condition.ABSENT, Trouble.PULLED, detail)
        trouble = trouble_of(error)
        if trouble in (Trouble.NO_SUCH_PORT, Trouble.UNREACHABLE):
            if told is not None and told.trouble is Trouble.PULLED:
                return told  # still the same pulled cable
            return Health(Condition.ABSENT, trouble, detail)
        return Health(Condition.FAULTED, trouble, detail)

    def _tell(self, health: Health) -> None:
        """Say a change once; retries that end the same way stay quiet."""
        told = self._told
        if told is None or (told.condition, told.trouble) != (health.condition, health.trouble):
            self._told = health
            self._ears.health(health)
