"""A bell that wakes a thread which waits on file descriptors; rung from any thread."""

import contextlib
import socket
import threading


class Bell:
    """Two ends of a wire: `fileno` becomes readable when somebody rings.

    It holds no file before `open`: what is never started leaves nothing open.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: tuple[socket.socket, socket.socket] | None = None

    def open(self) -> None:
        """Be ready to be rung."""
        near, far = socket.socketpair()
        near.setblocking(False)
        far.setblocking(False)
        with self._lock:
            self._ends = (near, far)

    def fileno(self) -> int:
        """Return what to wait on; -1 while it is not open."""
        return -1 if self._ends is None else self._ends[0].fileno()

    def ring(self) -> None:
        """Wake whoever waits. Harmless before `open` and after `close`."""
        # Under the lock: a closed number may be another file's by the time it is written to.
        with self._lock, contextlib.suppress(OSError):  # full: it rings already
            if self._ends is not None:
                self._ends[1].send(b"!")

    def hush(self) -> None:
        """Be ready to be rung again."""
        with contextlib.suppress(OSError):
            if self._ends is not None:
                self._ends[0].recv(4096)

    def close(self) -> None:
        """Put the bell away. Harmless twice, and before `open`."""
        with self._lock:
            ends, self._ends = self._ends, None
        for end in ends or ():
            end.close()
