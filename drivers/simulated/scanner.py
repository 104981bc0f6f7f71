"""A bar code scanner played on a pseudo-terminal, with the faults of a real one.

    scanner = SimulatedScanner()
    port = scanner.open()          # give this to the station as its scanner's port
    scanner.scan("LS1/B/OP-07")

The port is a link with a lasting name: pulling the cable takes it away, plugging brings it back.
"""

import contextlib
import os
import select
import tempfile
import threading
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

GARBAGE = bytes((0x00, 0xFF, 0x80, 0x1B))

READER_POLLS = 200


class Fault(StrEnum):
    """What can go wrong with one scan on its way."""

    NONE = "none"
    SPLIT = "split"
    MERGED = "merged"
    GARBAGE = "garbage"
    DROPPED_CR = "dropped_cr"


class SimulatedScanner:
    """One scanner on one pty. Not for threads: whoever plays it plays it alone."""

    def __init__(self, *, suffix: bytes = b"\r", name: str = "scanner") -> None:
        self._suffix = suffix
        self._name = name
        self._folder: Path | None = None
        self._ends: tuple[int, int] | None = None
        self._held_back = b""

    def open(self) -> str:
        """Plug the scanner in and return the name of its port."""
        if not hasattr(os, "openpty"):
            raise OSError("a simulated scanner needs a system with pseudo-terminals")
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="lineside-scanner-"))
        self.plug()
        return str(self._port)

    def scan(self, text: str, fault: Fault = Fault.NONE) -> None:
        """Send one symbol. A merged one waits and leaves together with the next.

        With the cable out, or nobody reading, a scan is lost: as with a real one.
        """
        frame = text.encode() + (b"" if fault is Fault.DROPPED_CR else self._suffix)
        if fault is Fault.MERGED:
            self._held_back += frame
            return
        if fault is Fault.GARBAGE:
            self._send(GARBAGE + self._suffix)
        data, self._held_back = self._held_back + frame, b""
        middle = len(data) // 2 if fault is Fault.SPLIT else 0
        self._send(data[:middle])
        if middle:
            self.await_reader()
        self._send(data[middle:])

    def pull(self) -> None:
        """Take the cable out: the port vanishes under whoever reads it."""
        if self._ends is not None:
            self._port.unlink(missing_ok=True)
            for end in self._ends:
                os.close(end)
            self._ends = None

    def plug(self) -> None:
        """Put the cable back: the same port, another pty behind it."""
        if self._ends is not None:
            return
        import tty  # not on every system; `open` has said so before

        outer, inner = os.openpty()
        tty.setraw(inner)  # else the terminal echoes and rewrites what nobody has opened yet
        os.set_blocking(outer, False)
        self._ends = (outer, inner)
        self._port.symlink_to(os.ttyname(inner))

    def await_reader(self) -> None:
        """Wait until what was sent has been read, 0.2 s at most."""
        inner = self._ends[1] if self._ends else -1
        for _ in range(READER_POLLS):
            if inner < 0 or not select.select([inner], [], [], 0)[0]:
                return
            threading.Event().wait(0.001)

    def received(self, timeout_s: float) -> bytes:
        """Return what the station wrote to the scanner; empty if nothing came in time."""
        outer = self._ends[0] if self._ends else -1
        if outer < 0 or not select.select([outer], [], [], timeout_s)[0]:
            return b""
        return os.read(outer, 4096)

    def close(self) -> None:
        """Put the scanner away. Harmless twice."""
        self.pull()
        if self._folder is not None:
            self._folder.rmdir()
            self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _port(self) -> Path:
        if self._folder is None:
            raise OSError("the simulated scanner is not open")
        return self._folder / self._name

    def _send(self, data: bytes) -> None:
        if self._ends is not None and data:
            with contextlib.suppress(BlockingIOError):  # nobody reads and the buffer is full
                os.write(self._ends[0], data)
