"""A TCP connection: printers on port 9100, serial servers, simulators where there are no ptys."""

import socket
from collections.abc import Callable

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import MOST_READ, OwnedLink

CONNECT_WAIT_S = 3.0
WRITE_WAIT_S = 5.0


class TcpPort:
    """One open connection. A cable pulled far away is told by keep-alives, not by silence."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), CONNECT_WAIT_S)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for option, seconds in (("TCP_KEEPIDLE", 5), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 3)):
            if hasattr(socket, option):
                self._socket.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), seconds)

    def fileno(self) -> int:
        return self._socket.fileno()

    def read(self, wait_s: float) -> bytes:
        self._socket.settimeout(max(wait_s, 0.001))
        try:
            data = self._socket.recv(MOST_READ)
        except TimeoutError:
            return b""
        if not data:
            raise EOFError("the other end has hung up")
        return data

    def write(self, data: bytes) -> None:
        self._socket.settimeout(WRITE_WAIT_S)
        self._socket.sendall(data)

    def close(self) -> None:
        self._socket.close()


def tcp_link(host: str, port: int, *, name: str, backoff: Callable[[], Backoff]) -> Connect:
    """Return what makes links to a host and port."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(lambda: TcpPort(host, port), ears, name=name, backoff=backoff())

    return connect
