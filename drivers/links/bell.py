"""A bell that wakes a thread which waits on file descriptors; rung from any thread."""

import contextlib
import socket
import threading


class Bell:
    """Two ends of a wire: `fileno` becomes readable when somebody rings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)

    def fileno(self) -> int:
        """Return what to wait on; -1 once closed."""
        return self._near.fileno()

    def ring(self) -> None:
        """Wake whoever waits. Harmless after `close`."""
        # Under the lock: a closed number may be another file's by the time it is written to.
        with self._lock, contextlib.suppress(OSError):  # full: it rings already
            self._far.send(b"!")

    def hush(self) -> None:
        """Be ready to be rung again."""
        with contextlib.suppress(OSError):
            self._near.recv(4096)

    def close(self) -> None:
        """Put the bell away. Harmless twice."""
        with self._lock:
            self._near.close()
            self._far.close()
