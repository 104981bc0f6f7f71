"""The one writer thread of a station, person first.

Two queues: acts of people, then batches of arrivals. A batch runs in slices: it is told when it
has had enough (an act waits, or its 10 ms are over), commits, and comes back behind the act.
Measured (SYNC): two connections made a person wait 954 ms at p99 while syncing; this, 45 ms.
"""

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from app.kernel.refused import Refused
from app.store.space import is_full

T = TypeVar("T")
SLICE_S = 0.010
Act = Callable[[Connection], T]
Enough = Callable[[], bool]
Batch = Callable[[Connection, Enough], bool]
"""Works until told enough; returns True when nothing is left to do."""

log = logging.getLogger(__name__)


class _Job(Generic[T]):
    def __init__(self, work: Callable[..., T]) -> None:
        self.work = work
        self.future: Future[T] = Future()


class Writer:
    """Runs acts and batches on its own thread, each in one write transaction.

    `after_commit` runs on the writer thread after each commit, with the work's answer.
    On a full disk `make_room` is asked once; else the work is Refused `store.disk_full`.
    """

    def __init__(
        self,
        engine: Engine,
        after_commit: Callable[[object], None] | None = None,
        make_room: Callable[[], bool] = lambda: False,
    ) -> None:
        self._connection = engine.connect()
        self._after_commit = after_commit
        self._make_room = make_room
        self._acts: deque[_Job[object]] = deque()
        self._batches: deque[_Job[bool]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def act(self, work: Act[T]) -> "Future[T]":
        """Queue a person's act; its future is done when it is on disk, or holds its refusal."""
        job = _Job(work)
        with self._wake:
            self._refuse_when_closed()
            self._acts.append(job)  # type: ignore[arg-type]  # a queue of acts of any answer
            self._wake.notify()
        return job.future

    def batch(self, work: Batch) -> "Future[bool]":
        """Queue a batch; the future is done when its last slice is on disk."""
        job = _Job(work)
        with self._wake:
            self._refuse_when_closed()
            self._batches.append(job)
            self._wake.notify()
        return job.future

    def close(self) -> None:
        """Finish what is queued and end the thread. Twice does no harm."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()
        self._connection.close()

    def _refuse_when_closed(self) -> None:
        if self._closing:
            raise RuntimeError("the writer is closed")

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._acts or self._batches or self._closing)
                if self._acts:
                    job, is_act = self._acts.popleft(), True
                elif self._batches:
                    job, is_act = self._batches.popleft(), False  # type: ignore[assignment]  # told apart by is_act
                else:
                    return
            if is_act:
                self._settle(job, job.work)
            else:
                self._slice(job)  # type: ignore[arg-type]  # told apart by is_act

    def _slice(self, job: _Job[bool]) -> None:
        until = time.monotonic() + SLICE_S

        def enough() -> bool:
            return bool(self._acts) or time.monotonic() > until

        def work(connection: Connection) -> bool:
            return job.work(connection, enough)

        outcome: Future[bool] = Future()
        self._commit(work, outcome)
        error = outcome.exception()
        if error is not None:
            job.future.set_exception(error)
        elif outcome.result():
            job.future.set_result(True)
        else:
            with self._wake:
                self._batches.appendleft(job)

    def _settle(self, job: _Job[T], work: Act[T]) -> None:
        if job.future.set_running_or_notify_cancel():
            self._commit(work, job.future)

    def _commit(self, work: Act[T], future: "Future[T]") -> None:
        try:
            answer = self._in_transaction(work)
        except Exception as error:  # the edge of the thread: every failure goes to who asked
            future.set_exception(error)
        else:
            future.set_result(answer)  # who asked is told first, then whoever else looks on
            self._say_committed(answer)

    def _say_committed(self, answer: object) -> None:
        """Tell `after_commit`. Its failure is no failure of the work, which is on disk.

        Whoever heard "failed" of a saved report would report it again.
        """
        if self._after_commit is None:
            return
        try:
            self._after_commit(answer)
        except Exception:  # the edge of the thread: a head file that cannot be written, a listener
            log.exception("store.after_commit_failed")

    def _in_transaction(self, work: Act[T]) -> T:
        """Do the work once; once more when the disk was full and room could be made."""
        try:
            with self._connection.begin():
                return work(self._connection)
        except (OperationalError, sqlite3.OperationalError) as error:
            if not is_full(error):
                raise
            if not self._make_room():
                raise Refused("store.disk_full") from error
        with self._connection.begin():
            return work(self._connection)
