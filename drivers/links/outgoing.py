"""What waits to leave by a link: taken from any thread, sent by the one that owns the port."""

import threading
from collections import deque
from concurrent.futures import Future


class Outgoing:
    """Bytes in the order they were given. Shut while the port is: an old order may do harm."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_open = False
        self._waiting: deque[tuple[bytes, Future[None]]] = deque()
        self._sending: tuple[memoryview, Future[None]] | None = None

    def put(self, data: bytes) -> "Future[None]":
        """Let bytes wait; the future holds OSError where the port is not open, or was lost."""
        done: Future[None] = Future()
        with self._lock:
            if self._is_open:
                self._waiting.append((data, done))
                return done
        done.set_exception(OSError("the link is not open"))
        return done

    def open(self) -> None:
        """Take bytes from now on. The port's owner calls this and all that follows."""
        with self._lock:
            self._is_open = True

    def shut(self, why: str) -> None:
        """Take no more, and give up what waits or was half sent."""
        with self._lock:
            self._is_open = False
            lost = [done for _, done in self._waiting if done.set_running_or_notify_cancel()]
            self._waiting.clear()
        if self._sending is not None:
            lost.insert(0, self._sending[1])
            self._sending = None
        for done in lost:
            done.set_exception(OSError(why))

    def rest(self) -> memoryview:
        """Return what is left of the bytes now leaving; empty where nothing waits."""
        while self._sending is None:
            with self._lock:
                if not self._waiting:
                    return memoryview(b"")
                data, done = self._waiting.popleft()
            if done.set_running_or_notify_cancel():  # else somebody thought better of it
                self._sending = memoryview(data), done
                self.sent(0)
        return self._sending[0]

    def sent(self, length: int) -> None:
        """Note that so many bytes of the rest have left."""
        if self._sending is None:
            return
        rest, done = self._sending
        if length < len(rest):
            self._sending = rest[length:], done
        else:
            self._sending = None
            done.set_result(None)
