"""Saving one report, from the command to the screen that is told, alone and under a backlog."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject

from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.composition import application
from app.journal.journal import Arrival, Changes
from app.ui.floor import Floor
from app.ui.tidy import Tidier
from tests.bench import raw
from tests.bench.figures import BESIDE, REPEATS, Bar, Figure, at_percent, median, milliseconds
from tests.bench.production import arrivals
from tests.ui.screens.station_at_work import OPERATOR, PIN, AtWork, a_peopled_station, release

REPORTS = 80
"""Reports of one round."""
BACKLOG, BATCH = 50_000, 500
PACE_S = 0.02
"""A person is slower; the backlog is not over so soon."""
ORDER = "WORK900001"


class Reporter(QObject):
    """Somebody at work on one operation; `report` returns when the screen has been told."""

    def __init__(self, folder: Path) -> None:
        application()
        super().__init__()
        self._at: AtWork = a_peopled_station(folder)
        release(self._at, ORDER, 10**9)
        self.station = self._at.station
        self.station.sessions.log_in(OPERATOR, PIN)
        self._floor = Floor(self.station)
        self._loop = QEventLoop()
        self._tidier = Tidier(self)  # as a station's process has it
        self._ask(StartOperation(order=ORDER, operation="B10"))

    def report(self) -> None:
        self._ask(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)))

    def close(self) -> None:
        self._floor.close()
        self.station.close()

    def _ask(self, command) -> None:
        self._answer: object = None
        self._floor.act(self, command, self._told, self._told)
        self._loop.exec()
        if not isinstance(self._answer, Changes):
            raise AssertionError(f"{command}: {self._answer}")

    def _told(self, answer: object) -> None:
        self._answer = answer
        self._loop.quit()


def save_report(folder: Path, share: int) -> Iterator[Figure]:
    """Command → right → decisions → chain → fold → fsync → signed head → told, in rounds."""
    reporter, write = Reporter(folder / "save"), raw.report_writer(folder / "save-raw.db")
    ours, bare, floor, cpu = [], [], [], []
    count = max(5, REPORTS // share)
    with (folder / "floor").open("wb") as file:
        for _ in range(REPEATS):
            spent, round_, raw_round, floor_round = 0.0, [], [], []
            for _ in range(count):
                before = time.process_time()
                round_.append(milliseconds(reporter.report))
                spent += time.process_time() - before
                raw_round.append(milliseconds(write))
                floor_round.append(milliseconds(lambda: raw.fsync(file)))
            cpu.append(spent * 1000 / count)
            ours.append(round_)
            bare.append(raw_round)
            floor.append(floor_round)
    reporter.close()
    by_hand = "the same rows through sqlite3, real fsync"
    yield Figure("save_report_cpu", "ms", Bar(most=1.5), median(cpu))
    yield Figure(
        "save_report_p50", "ms", BESIDE, at_percent(ours, 50), at_percent(bare, 50), by_hand
    )
    yield Figure(
        "save_report_p99",
        "ms",
        Bar(times_raw=3),
        at_percent(ours, 99),
        at_percent(bare, 99),
        by_hand,
    )
    yield Figure("fsync_p50", "ms", BESIDE, at_percent(floor, 50))
    yield Figure("fsync_p99", "ms", BESIDE, at_percent(floor, 99))


def save_under_backlog(folder: Path, share: int) -> Iterator[Figure]:
    """Save while others' events come in: beside two raw connections that wait for each other."""
    backlog = arrivals(BACKLOG // share)
    reporter = Reporter(folder / "backlog")
    done = reporter.station.writer.batch(_taking(reporter, backlog))
    ours = _saved_while(lambda: not wait([done], timeout=PACE_S).done, reporter.report)
    reporter.close()
    path = folder / "backlog-raw.db"
    write = raw.report_writer(path)
    thread = threading.Thread(target=_insert, args=(path, backlog))
    thread.start()
    bare = _saved_while(partial(_goes_on, thread), write)
    yield Figure(
        "save_under_backlog_p99",
        "ms",
        Bar(most=60),
        at_percent([ours], 99),
        at_percent([bare], 99),
        "a second sqlite3 connection that waits for the first",
    )


def _taking(reporter: Reporter, backlog: list[Arrival]):
    journal, taken = reporter.station.journal, 0

    def batch(connection, enough) -> bool:
        nonlocal taken
        taken += journal.take_in(connection, backlog[taken:], enough)
        return taken == len(backlog)

    return batch


def _saved_while(goes_on: Callable[[], bool], save: Callable[[], None]) -> list[float]:
    saved = [milliseconds(save)]
    while goes_on():
        saved.append(milliseconds(save))
    return saved


def _goes_on(thread: threading.Thread) -> bool:
    thread.join(PACE_S)
    return thread.is_alive()


def _insert(path: Path, backlog: list[Arrival]) -> None:
    database = raw.opened(path)
    raw.insert(database, backlog, BATCH)
    database.close()
