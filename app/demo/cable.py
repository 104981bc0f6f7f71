"""A network cable of the demo: one station's way to the server, pulled and plugged by a switch.

cable = Cable(server.port)      # the station is told cable.url instead of the server's
cable.pull()
cable.plug()

It carries bytes and understands none. Pulled, it cuts what is open and answers nobody.
"""

import contextlib
import select
import socket
import threading

LOCAL = "127.0.0.1"
CHUNK = 65_536
CONNECT_S = 3.0


class Cable:
    """Plugged in from the start. Pulling and plugging twice does no harm."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._lock = threading.Lock()
        self._is_in = True
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server((LOCAL, 0))
        self.port: int = self._listening.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, name="cable", daemon=True)
        self._accepting.start()

    @property
    def url(self) -> str:
        """Return where a station finds the server through this cable."""
        return f"http://{LOCAL}:{self.port}"

    def pull(self) -> None:
        """Take it out: what is being said is cut off in the middle."""
        with self._lock:
            self._is_in = False
            for end in self._open:
                _hang_up(end)

    def plug(self) -> None:
        """Put it in again."""
        with self._lock:
            self._is_in = True

    def close(self) -> None:
        """Put the cable away; twice does no harm."""
        self.pull()
        _hang_up(self._listening)
        self._listening.close()
        self._accepting.join()

    def _accept(self) -> None:
        while True:
            try:
                station, _ = self._listening.accept()
            except OSError:  # closed
                return
            threading.Thread(
                target=self._carry, args=(station,), name="cable-call", daemon=True
            ).start()

    def _carry(self, station: socket.socket) -> None:
        """Carry one conversation to its end, on a thread of its own."""
        with station, contextlib.suppress(OSError):  # cut, or the server is not there
            server = socket.create_connection((LOCAL, self._server_port), timeout=CONNECT_S)
            with server:
                server.settimeout(None)
                if self._takes(station, server):
                    try:
                        _exchange(station, server)
                    finally:
                        self._forget(station, server)

    def _takes(self, *ends: socket.socket) -> bool:
        with self._lock:
            if self._is_in:
                self._open.update(ends)
            return self._is_in

    def _forget(self, *ends: socket.socket) -> None:
        with self._lock:
            self._open.difference_update(ends)


def _exchange(station: socket.socket, server: socket.socket) -> None:
    """Pass on what either says until one hangs up."""
    other = {station: server, server: station}
    while True:
        ready, _, _ = select.select([station, server], [], [])
        for end in ready:
            data = end.recv(CHUNK)
            if not data:
                return
            other[end].sendall(data)


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has hung up by itself
        end.shutdown(socket.SHUT_RDWR)
