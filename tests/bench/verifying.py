"""A scan's way from the scanner's bytes to what it proves: on disk, and painted."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QLabel

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.labels.jobs.commands import MarkClaimed, MarkSending, MarkSent
from app.capabilities.labels.jobs.decisions import expected_scan
from app.capabilities.labels.jobs.queries import template_of
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.queries import queue
from app.composition import Workplace, application
from app.stations.bench import Binding, Condition
from app.ui.kit import ScanBar
from app.ui.screens.screen import Place
from drivers.simulated.scanner import SimulatedScanner
from tests.bench.devices import RAW_IS, bare
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds
from tests.capabilities.labels.factory import TEMPLATE, asked
from tests.ui.screens.station_at_work import OPERATOR, PIN, AtWork, a_peopled_station

LABELS = 20
"""Labels proven in one round."""
PATIENCE_S = 10


def prove_label(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from a label's scan to its proof on disk and on the screen."""
    application()
    count = max(4, LABELS // share)
    at = a_peopled_station(folder / "station")
    at.define("operator", "production.view", "production.report", "labels.print")
    at.publish(LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE, title=TEMPLATE.name)
    scans = _printed(at, count * REPEATS)
    at.station.sessions.log_in(OPERATOR, PIN)
    with SimulatedScanner() as scanner:
        workplace = Workplace(at.station)
        bar = _queue(workplace, scanner)
        one = partial(_one, workplace, scanner, bar)
        taken = [milliseconds(partial(one, scan)) for scan in scans]
        ours = [taken[n * count : (n + 1) * count] for n in range(REPEATS)]
        proven = at.ask(queue, "S1").sums.verified
        workplace.close()
    assert proven == len(scans), "a scan was shown that is not on disk"
    raw = [bare(scans[0].encode() + b"\r", count) for _ in range(REPEATS)]
    yield Figure(
        "scan_to_shown_p95",
        "ms",
        Bar(most=100),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


def _printed(at: AtWork, count: int) -> list[str]:
    """Let so many labels have been printed; return what a scanner sends of each."""
    at.do(asked(count, printer="label1"))
    rows = sorted(at.ask(queue, "S1").jobs, key=lambda row: row.serial)
    return [_sent(at, row) for row in rows]


def _sent(at: AtWork, row: LabelRow) -> str:
    at.do(MarkClaimed(label=row.label))
    at.do(MarkSending(label=row.label, rendered="ab" * 32, size=9))
    at.do(MarkSent(label=row.label))
    return "]d2" + str(at.ask(lambda c: expected_scan(row, template_of(c, row))))


def _queue(workplace: Workplace, scanner: SimulatedScanner) -> ScanBar:
    window = workplace.window
    window.show()
    workplace.bench.bind(Binding("SCAN-1", "scanner", f"serial:{scanner.open()}"))
    window.go(Place("labels"))
    _until(lambda: any(one.condition is Condition.READY for one in workplace.bench.states()))
    bar = window.findChild(ScanBar, "label-scan")
    assert bar is not None
    _until(lambda: bool(bar.isVisible()))
    return bar


def _one(workplace: Workplace, scanner: SimulatedScanner, bar: ScanBar, scan: str) -> None:
    number = scan.rpartition("\x1d21")[2] or scan.rpartition("21")[2]
    scanner.scan(scan)
    _until(lambda: _is_proven(bar, number))
    QCoreApplication.processEvents()  # paints what the answer has changed


def _is_proven(bar: ScanBar, number: str) -> bool:
    said = any(number in label.text() for label in bar.findChildren(QLabel))
    return said and bar.state() == "accepted"


def _until(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < deadline, "nothing was shown"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
