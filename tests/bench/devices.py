"""From a device's bytes to whoever waits for them, each beside a bare pty in the same run."""

import contextlib
import os
import queue
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from drivers.device import Binding, Device, Ears, Times
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.links.link import Link, LinkEars
from drivers.reading import Reading
from drivers.scales.manners import manner_of
from drivers.scales.scale import Scale
from drivers.scanners.scan import Scan
from drivers.scanners.serial import SerialScanner
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import PtyStage
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds

SCANS, WRITES, PULLS = 400, 400, 40
TEXT = "]d20109521234560029\x1d21A1B2C3"
WEIGHT = b"ST,GS,+   5.230kg\r\n"
REQUEST = b"SI\r\n"
PATIENCE_S = 10
RAW_IS = "the same bytes through a bare pty, one thread reading"


def scan(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from the scanner's bytes to the handler of the scan."""
    ours, raw = [], []
    for _ in range(REPEATS):
        scans: queue.SimpleQueue[Scan] = queue.SimpleQueue()
        with SimulatedScanner() as scanner, _listening(scanner, scans):
            one = partial(_one_scan, scanner, scans)
            ours.append([milliseconds(one) for _ in range(max(4, SCANS // share))])
        raw.append(bare(TEXT.encode() + b"\r", max(4, SCANS // share)))
    yield Figure(
        "scan_to_handler_p95",
        "ms",
        Bar(most=15),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


def hear_weight(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from a stable frame of an indicator that talks by itself to its reading."""
    ours, raw = [], []
    for _ in range(REPEATS):
        readings: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        with closing(PtyStage("scale")) as stage, _weighing(stage, readings):
            one = partial(_one_weight, stage, readings)
            ours.append([milliseconds(one) for _ in range(max(4, SCANS // share))])
        raw.append(bare(WEIGHT, max(4, SCANS // share)))
    yield Figure(
        "weight_to_reading_p95",
        "ms",
        Bar(most=15),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


def write(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from handing bytes to a link to their arrival at the device."""
    ours, raw = [], []
    for _ in range(REPEATS):
        with closing(PtyStage("bench")) as stage, _open(stage) as (link, _):
            one = partial(_one_write, stage, link)
            ours.append([milliseconds(one) for _ in range(max(4, WRITES // share))])
        raw.append(bare(REQUEST, max(4, WRITES // share)))
    yield Figure(
        "write_to_device_p95",
        "ms",
        Bar(most=50),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


def pull(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from a pulled cable to its being told."""
    ours, raw = [], []
    for _ in range(REPEATS):
        times = max(2, PULLS // share)
        with closing(PtyStage("bench")) as stage, _open(stage) as (_, states):
            ours.append([_one_pull(stage, states) for _ in range(times)])
        raw.append([_bare_pull() for _ in range(times)])
    yield Figure(
        "pulled_to_told_p95",
        "ms",
        Bar(most=500),
        at_percent(ours, 95),
        at_percent(raw, 95),
        "one thread reading a bare pty that is closed",
    )


@contextmanager
def _listening(scanner: SimulatedScanner, scans: "queue.SimpleQueue[Scan]") -> Iterator[Device]:
    states: queue.SimpleQueue[Health] = queue.SimpleQueue()
    binding = Binding("scanner", "scanner", f"serial:{scanner.open()}")
    ears: Ears[Scan] = Ears(scans.put, states.put, lambda traffic: None)
    device = SerialScanner(binding, connect_to(binding), ears, Times(lambda: 0))
    device.start()
    _until(states, Condition.READY)
    yield device
    device.stop()


@contextmanager
def _weighing(stage: PtyStage, readings: "queue.SimpleQueue[Reading]") -> Iterator[Device]:
    stage.plug()
    states: queue.SimpleQueue[Health] = queue.SimpleQueue()
    binding = Binding("scale", "scale.generic-st", stage.address, settings={"settle_s": "0"})
    ears: Ears[Reading] = Ears(readings.put, states.put, lambda traffic: None)
    scale = Scale(
        binding, connect_to(binding), ears, Times(lambda: 0), manner=manner_of("generic-st")
    )
    scale.start()
    _until(states, Condition.PROBING)
    yield scale
    scale.stop()


@contextmanager
def _open(stage: PtyStage) -> Iterator[tuple[Link, "queue.SimpleQueue[Health]"]]:
    stage.plug()
    states: queue.SimpleQueue[Health] = queue.SimpleQueue()
    quick = partial(Backoff, 0.001, 0.005)
    connect = connect_to(Binding("bench", "none", stage.address), quick)
    link = connect(LinkEars(lambda data: None, states.put))
    link.start()
    _until(states, Condition.READY)
    yield link, states
    link.stop()


def _one_scan(scanner: SimulatedScanner, scans: "queue.SimpleQueue[Scan]") -> None:
    scanner.scan(TEXT)
    scans.get(timeout=PATIENCE_S)


def _one_weight(stage: PtyStage, readings: "queue.SimpleQueue[Reading]") -> None:
    stage.send(WEIGHT)
    if readings.get(timeout=PATIENCE_S).decoded.text != "+5.230":
        raise AssertionError("another weight was told")


def _one_write(stage: PtyStage, link: Link) -> None:
    done: Future[None] = link.write(REQUEST)
    if stage.received(PATIENCE_S) != REQUEST:
        raise AssertionError("the bytes did not arrive")
    done.result(PATIENCE_S)


def _one_pull(stage: PtyStage, states: "queue.SimpleQueue[Health]") -> float:
    began_s = time.perf_counter()
    stage.pull()
    _until(states, Condition.ABSENT)
    taken_ms = (time.perf_counter() - began_s) * 1000
    stage.plug()
    _until(states, Condition.READY)
    return taken_ms


def _until(states: "queue.SimpleQueue[Health]", condition: Condition) -> None:
    while states.get(timeout=PATIENCE_S).condition is not condition:
        pass


def bare(data: bytes, times: int) -> list[float]:
    """Return how long bytes take through a pty to a thread that only reads, in ms."""
    outer, inner = _bare_pty()
    heard: queue.SimpleQueue[float] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_bare, args=(inner, len(data), times, heard))
    reader.start()
    taken = []
    for _ in range(times):
        began_s = time.perf_counter()
        os.write(outer, data)
        taken.append((heard.get(timeout=PATIENCE_S) - began_s) * 1000)
    reader.join()
    os.close(outer)
    os.close(inner)
    return taken


def _bare_pty() -> tuple[int, int]:
    import tty  # not on every system; whoever has no ptys measures nothing here

    outer, inner = os.openpty()
    tty.setraw(inner)
    return outer, inner


def _bare_pull() -> float:
    outer, inner = _bare_pty()
    gone: queue.SimpleQueue[float] = queue.SimpleQueue()
    heard: queue.SimpleQueue[float] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_until_gone, args=(inner, heard, gone))
    reader.start()
    os.write(outer, b"x")
    heard.get(timeout=PATIENCE_S)
    began_s = time.perf_counter()
    os.close(outer)
    taken_ms = (gone.get(timeout=PATIENCE_S) - began_s) * 1000
    reader.join()
    os.close(inner)
    return taken_ms


def _read_until_gone(
    inner: int, heard: "queue.SimpleQueue[float]", gone: "queue.SimpleQueue[float]"
) -> None:
    with contextlib.suppress(OSError):  # how a pty says that its other end has gone
        while os.read(inner, 1):
            heard.put(time.perf_counter())
    gone.put(time.perf_counter())


def _read_bare(inner: int, length: int, times: int, heard: "queue.SimpleQueue[float]") -> None:
    for _ in range(times):
        left = length
        while left:
            left -= len(os.read(inner, left))
        heard.put(time.perf_counter())
