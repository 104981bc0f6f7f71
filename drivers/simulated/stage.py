"""The stage a simulated device plays on: a port with a cable that can be pulled.

    stage = PtyStage("scale")      # or TcpStage(): the same on every system
    stage.plug()
    station_binds(stage.address)   # serial:/tmp/lineside-…/scale, or tcp:127.0.0.1:40123
    stage.send(b"S S     12.34 g\r\n")
    stage.received(timeout_s=1)    # what the station wrote

The address lasts: pulling the cable takes the port away, plugging brings the same one back. A
stage may be used by two threads: the device's, which waits for requests, and that of whoever pulls
its cable. Whoever has many frames to say uses `SimulatedDevice`, not a stage by itself.
"""

import os
import socket
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from drivers.links.waiting import ready
from drivers.simulated.cable import Cable

MOST_READ = 65_536
READER_WAIT_S = 0.2
REBIND_S = 2.0
HIGHEST_PORT = 65_535
CHECK_S = 0.001


class Stage(Protocol):
    """What every stage offers, whatever the cable is."""

    @property
    def address(self) -> str:
        """Where a station finds the device, as `drivers/links/address.py` reads it."""
        ...

    @property
    def is_plugged(self) -> bool:
        """Whether the cable is in."""
        ...

    def plug(self) -> None:
        """Put the cable in. Harmless twice."""
        ...

    def pull(self) -> None:
        """Take the cable out: the port vanishes under whoever reads it. Harmless twice."""
        ...

    def send(self, data: bytes) -> None:
        """Say bytes. With the cable out, or nobody reading, they are lost."""
        ...

    def received(self, timeout_s: float) -> bytes:
        """Return what the station wrote; empty if nothing came in time or the stage is closed."""
        ...

    def await_reader(self) -> None:
        """Wait until what was sent has been read, 0.2 s at most; over TCP nobody can tell."""
        ...

    def close(self) -> None:
        """Clear the stage. Harmless twice; not to be plugged again."""
        ...


class PtyStage(Cable):
    """A pseudo-terminal under a lasting name. Raises OSError on a system without them."""

    def __init__(self, name: str = "device") -> None:
        if not hasattr(os, "openpty"):
            raise OSError("a simulated serial port needs a system with pseudo-terminals")
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="lineside-"))
        self._port = self._folder / name
        self._ends: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """See `Stage.address`."""
        return f"serial:{self._port}"

    @property
    def port(self) -> str:
        """The port's name, for whoever opens it without an address."""
        return str(self._port)

    @property
    def is_plugged(self) -> bool:
        """See `Stage.is_plugged`."""
        return self._ends is not None

    def plug(self) -> None:
        """See `Stage.plug`: the same name, another pty behind it."""
        import tty  # not on every system; the constructor has said so before

        with self._lock:
            if self._ends is not None or self._is_closed:
                return
            outer, inner = os.openpty()
            tty.setraw(inner)  # else the terminal echoes and rewrites what nobody has opened yet
            os.set_blocking(outer, False)
            self._ends = (outer, inner)  # the inner end stays open: else a reader's going hangs up
            self._port.symlink_to(os.ttyname(inner))
            self._bell.ring()

    def pull(self) -> None:
        """See `Stage.pull`."""
        with self._lock:
            if self._ends is None:
                return
            self._port.unlink(missing_ok=True)
            for end in self._ends:
                os.close(end)
            self._ends = None
            self._bell.ring()

    def await_reader(self) -> None:
        """See `Stage.await_reader`."""
        late_s = time.monotonic() + READER_WAIT_S
        while time.monotonic() < late_s and self._has_unread():
            threading.Event().wait(CHECK_S)

    def _clear_away(self) -> None:
        self._folder.rmdir()

    def _has_unread(self) -> bool:
        with self._lock:
            return self._ends is not None and bool(ready((self._ends[1],), 0)[0])

    def _way_out(self) -> int:
        return self._ends[0] if self._ends else -1

    def _ways_in(self) -> tuple[int, ...]:
        return self._ends[:1] if self._ends else ()

    def _put(self, data: memoryview) -> int:
        try:
            return os.write(self._way_out(), data)
        except BlockingIOError:
            return 0

    def _take(self) -> bytes:
        try:
            return os.read(self._way_out(), MOST_READ) if self._ends else b""
        except BlockingIOError:
            return b""


class TcpStage(Cable):
    """A server on 127.0.0.1, as a printer's port 9100 or a serial server; the last caller is heard.

    `port` 0 takes a free one. While the cable is out the port stays reserved and refuses.
    """

    def __init__(self, port: int = 0) -> None:
        self._server = _bound(port)  # first: a taken port leaves nothing open
        super().__init__()
        self._port = int(self._server.getsockname()[1])
        self._is_plugged = False
        self._caller: socket.socket | None = None

    @property
    def address(self) -> str:
        """See `Stage.address`."""
        return f"tcp:127.0.0.1:{self._port}"

    @property
    def is_plugged(self) -> bool:
        """See `Stage.is_plugged`."""
        return self._is_plugged

    def plug(self) -> None:
        """See `Stage.plug`."""
        with self._lock:
            if not self._is_plugged and not self._is_closed:
                self._server.listen()
                self._is_plugged = True
                self._bell.ring()

    def pull(self) -> None:
        """See `Stage.pull`."""
        with self._lock:
            if self._is_plugged:
                self._is_plugged = False
                with suppress(OSError):  # the old one listens as long as somebody waits on it
                    self._server.shutdown(socket.SHUT_RDWR)
                self._bell.ring()
                self._server.close()
                self._server = _bound_again(self._port)
                self._hang_up()  # last: whoever hears it calls again at once, and gets nobody

    def await_reader(self) -> None:
        """See `Stage.await_reader`."""

    def _clear_away(self) -> None:
        self._server.close()

    def _way_out(self) -> int:
        self._answer_the_phone()
        return self._caller.fileno() if self._caller else -1

    def _ways_in(self) -> tuple[int, ...]:
        if not self._is_plugged:
            return ()
        caller = (self._caller.fileno(),) if self._caller else ()
        return (self._server.fileno(), *caller)

    def _put(self, data: memoryview) -> int:
        if self._caller is None:
            return len(data)
        try:
            return self._caller.send(data)
        except BlockingIOError:
            return 0
        except OSError:  # the caller has gone: what is said now is said to nobody
            self._hang_up()
            return len(data)

    def _take(self) -> bytes:
        data = self._heard()  # first what the caller said before another one called
        self._answer_the_phone()
        return data or self._heard()

    def _heard(self) -> bytes:
        if self._caller is None:
            return b""
        try:
            data = self._caller.recv(MOST_READ)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def _answer_the_phone(self) -> None:
        while self._is_plugged:
            try:
                caller, _ = self._server.accept()
            except BlockingIOError:
                return
            self._hang_up()
            caller.setblocking(False)
            caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._caller = caller

    def _hang_up(self) -> None:
        if self._caller is not None:
            self._caller.close()
            self._caller = None


def _bound(port: int) -> socket.socket:
    """Return a socket that holds the port but does not listen: whoever calls is refused."""
    if not 0 <= port <= HIGHEST_PORT:
        raise OSError(f"no such port: {port}")
    server = socket.socket()
    try:
        if os.name != "nt":  # there the option would let two programs hold one port
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
    except OSError:
        server.close()
        raise
    server.setblocking(False)
    return server


def _bound_again(port: int) -> socket.socket:
    late_s = time.monotonic() + REBIND_S
    while True:
        try:
            return _bound(port)
        except OSError:
            if time.monotonic() > late_s:
                raise
            threading.Event().wait(CHECK_S)
