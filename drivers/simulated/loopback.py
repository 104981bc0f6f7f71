"""A stage within one process, the same on every system: its cable is a pair of sockets.

    stage = LoopbackStage()
    device = SerialScale(binding, stage.connect_to("scale", Backoff), ears, times)

No address leads here; whoever has the stage makes the links.
"""

import errno
import socket
from collections.abc import Callable

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import MOST_READ, OwnedLink, Port
from drivers.links.tcp import SocketPort
from drivers.simulated.cable import Cable


class LoopbackStage(Cable):
    """One end of a cable; the other is a link's, one at a time."""

    address = "loopback:"

    def __init__(self) -> None:
        super().__init__()
        self._is_plugged = False
        self._far: socket.socket | None = None

    @property
    def is_plugged(self) -> bool:
        """See `Stage.is_plugged`."""
        return self._is_plugged

    def connect_to(self, name: str, backoff: Callable[[], Backoff] = Backoff) -> Connect:
        """Return what makes links to this stage."""

        def connect(ears: LinkEars) -> Link:
            return OwnedLink(self.open_port, ears, name=name, backoff=backoff())

        return connect

    def open_port(self) -> Port:
        """Return the other end. Raises FileNotFoundError while the cable is out."""
        with self._lock:
            if not self._is_plugged:
                raise FileNotFoundError(errno.ENOENT, "the cable is out")
            if self._has_reader():
                raise BlockingIOError(errno.EBUSY, "another link holds it")
            self._hang_up()
            self._far, near = socket.socketpair()
            self._far.setblocking(False)
            self._bell.ring()
            return SocketPort(near)

    def plug(self) -> None:
        """See `Stage.plug`."""
        with self._lock:
            self._is_plugged = not self._is_closed

    def pull(self) -> None:
        """See `Stage.pull`."""
        with self._lock:
            self._is_plugged = False
            self._hang_up()

    def await_reader(self) -> None:
        """See `Stage.await_reader`."""

    def _clear_away(self) -> None:
        """Nothing is left once the cable is out."""

    def _way_out(self) -> int:
        return self._far.fileno() if self._far else -1

    def _ways_in(self) -> tuple[int, ...]:
        return (self._far.fileno(),) if self._far else ()

    def _put(self, data: memoryview) -> int:
        if self._far is None:
            return len(data)
        try:
            return self._far.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self._hang_up()
            return len(data)

    def _take(self) -> bytes:
        if self._far is None:
            return b""
        try:
            data = self._far.recv(MOST_READ)
        except BlockingIOError:
            return b""
        if not data:
            self._hang_up()
        return data

    def _has_reader(self) -> bool:
        if self._far is None:
            return False
        try:
            return self._far.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True

    def _hang_up(self) -> None:
        if self._far is not None:
            self._far.close()
            self._far = None
