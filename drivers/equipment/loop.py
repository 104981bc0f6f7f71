"""One asyncio loop on one thread, for every device that waits on many things at once.

It begins with the first device and ends with the last. Nothing that runs on it may block: what
blocks goes through `asyncio.to_thread`.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)

Work = Callable[[], Coroutine[Any, Any, None]]


class SharedLoop:
    """Runs devices' work side by side. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._working = 0

    def begin(self, work: Work) -> "Running":
        """Run `work` until it ends or is stopped."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_run, args=(self._loop,), name="equipment", daemon=True
                )
                self._thread.start()
            self._working += 1
            running = Running(self, self._loop)
            asyncio.run_coroutine_threadsafe(running.run(work), self._loop)
            return running

    def is_here(self) -> bool:
        """Tell whether the caller stands on the loop's own thread."""
        return threading.current_thread() is self._thread

    def leave(self) -> None:
        """One work less; the last one ends loop and thread."""
        with self._lock:
            self._working -= 1
            if self._working or self._loop is None or self._thread is None:
                return
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        loop.call_soon_threadsafe(loop.stop)
        if threading.current_thread() is not thread:
            thread.join()


class Running:
    """One device's work on the loop."""

    def __init__(self, shared: SharedLoop, loop: asyncio.AbstractEventLoop) -> None:
        self._shared, self._loop = shared, loop
        self._task: asyncio.Task[None] | None = None
        self._stop = threading.Event()
        self._ended = threading.Event()

    async def run(self, work: Work) -> None:
        """Do the work on the loop; a stop from any thread cancels it."""
        self._task = asyncio.ensure_future(work())
        if self._stop.is_set():
            self._task.cancel()
        try:
            await self._task
        except asyncio.CancelledError:
            return
        except Exception:  # the edge of the loop: one device's bug must not silence the others
            log.exception("equipment.work_died")
        finally:
            self._ended.set()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Cancel the work and wait until it has let go. Harmless twice."""
        if self._stop.is_set():
            return
        self._stop.set()
        self._loop.call_soon_threadsafe(self._cancel)
        if not self._shared.is_here():
            self._ended.wait(timeout_s)
        self._shared.leave()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


LOOP = SharedLoop()
"""The process's one loop: like a thread pool it knows nothing of who works on it."""


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
