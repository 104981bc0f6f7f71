"""Cold start: from the process's first instruction to a login one can use, beside a bare window."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.figures import REPEATS, Bar, Figure, median, milliseconds
from tests.ui.screens.station_at_work import a_peopled_station

PATIENCE_S = 60
ROOT = Path(__file__).resolve().parents[2]


def cold_start(folder: Path, share: int) -> Iterator[Figure]:
    """Start processes in turn; the first of each only warms the disk's cache and is not counted."""
    a_peopled_station(folder / "station").station.close()
    cache = str(folder / "bytecode")
    ours, bare = [], []
    for _ in range(1 + max(2, REPEATS * 2 // share)):
        ours.append(_painted("tests.bench.login_window", [str(folder / "station")], cache))
        bare.append(_painted("tests.bench.bare_window", [], cache))
    yield Figure(
        "cold_start",
        "ms",
        Bar(times_raw=2),
        median(ours[1:]),
        median(bare[1:]),
        "a bare window, PySide6.QtWidgets and SQLAlchemy (SQLite) imported",
    )


def _painted(module: str, arguments: Sequence[str], cache: str) -> float:
    """Return how long a process takes until it says that its window is painted."""
    found: list[subprocess.Popen[str]] = []
    taken = milliseconds(lambda: found.append(_until_painted(module, arguments, cache)))
    with found[0] as process:
        process.communicate(timeout=PATIENCE_S)
    return taken


def _until_painted(module: str, arguments: Sequence[str], cache: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=_environment(cache),
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    if said != "painted\n":
        raise RuntimeError(f"{module} said {said!r} and ended with {process.wait(PATIENCE_S)}")
    return process


def _environment(cache: str) -> dict[str, str]:
    """Return settings under which the second start finds its bytecode, as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache, "QT_QPA_PLATFORM": "offscreen"}
    return kept | ours
