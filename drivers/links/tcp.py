"""A TCP connection: printers on port 9100, serial servers, simulators where there are no ptys."""

import socket
from collections.abc import Callable

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import MOST_READ, OwnedLink

CONNECT_WAIT_S = 3.0
UNHEARD_MS = 10_000
"""Bytes nobody acknowledges for so long mean that a cable is out somewhere."""

_OPTIONS = (
    ("TCP_NODELAY", 1),
    ("TCP_KEEPIDLE", 5),
    ("TCP_KEEPINTVL", 2),
    ("TCP_KEEPCNT", 3),
    ("TCP_USER_TIMEOUT", UNHEARD_MS),
)


class SocketPort:
    """One connected socket as a port; it is closed with the port."""

    is_one_way = False

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        self._socket = connected

    def fileno(self) -> int:
        return self._socket.fileno()

    def read(self, wait_s: float) -> bytes:
        try:
            data = self._socket.recv(MOST_READ)
        except BlockingIOError:
            return b""
        if not data:
            raise EOFError("the other end has hung up")
        return data

    def write(self, data: memoryview) -> int:
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0

    def close(self) -> None:
        self._socket.close()


def open_tcp(host: str, port: int) -> SocketPort:
    """Connect. A cable pulled far away is told by keep-alives (11 s), not by silence."""
    connected = socket.create_connection((host, port), CONNECT_WAIT_S)
    try:
        if connected.getsockname() == connected.getpeername():
            # Knocking at a free port of one's own computer, TCP may come to answer itself.
            raise ConnectionRefusedError("nobody listens")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in _OPTIONS:
            if hasattr(socket, option):  # not every system has every one
                connected.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    except OSError:
        connected.close()
        raise
    return SocketPort(connected)


def tcp_link(host: str, port: int, *, name: str, backoff: Callable[[], Backoff]) -> Connect:
    """Return what makes links to a host and port."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(lambda: open_tcp(host, port), ears, name=name, backoff=backoff())

    return connect
