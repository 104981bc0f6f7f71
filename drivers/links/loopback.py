"""A port that hears what it says: `loopback:`, to try a driver or a wizard without any device."""

import socket
from collections.abc import Callable

from drivers.links.backoff import Backoff
from drivers.links.link import Connect, Link, LinkEars
from drivers.links.owner import OwnedLink
from drivers.links.tcp import SocketPort


class LoopbackPort(SocketPort):
    """What is written comes back; one inside this process, the same on every system."""

    def __init__(self) -> None:
        heard, self._said = socket.socketpair()
        self._said.setblocking(False)
        super().__init__(heard)

    def write(self, data: memoryview) -> int:
        try:
            return self._said.send(data)
        except BlockingIOError:
            return 0

    def close(self) -> None:
        super().close()
        self._said.close()


def loopback_link(*, name: str, backoff: Callable[[], Backoff]) -> Connect:
    """Return what makes links that hear themselves."""

    def connect(ears: LinkEars) -> Link:
        return OwnedLink(LoopbackPort, ears, name=name, backoff=backoff())

    return connect
