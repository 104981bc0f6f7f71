"""One benchmark in a process of its own: `python -m tests.bench.one NAME SHARE` says its figures.

So none warms another, fills its memory or brings it down; `tests.bench` starts them in turn.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.kernel.loading import loading
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 600

Bench = Callable[[Path, int], Iterator[Figure]]

NAMES = (
    "save_report",
    "save_under_backlog",
    "cold_start",
    "screen_switch",
    "list_100k",
    "take_in",
    "push_and_pull",
    "late_event",
    "verify",
    "login",
    "signing",
    "scan",
    "hear_weight",
    "write",
    "pull",
    "udi_parse",
    "submit_label",
    "weight",
    "prove_label",
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A benchmark that could not be run to its end."""

    name: str
    why: str


def apart(name: str, share: int) -> tuple[Figure, ...] | Broken:
    """Run a benchmark in its own process; `share` makes it that many times smaller."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.one", name, str(share)],
            capture_output=True,
            timeout=PATIENCE_S,
            cwd=ROOT,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Broken(name, f"not done after {PATIENCE_S} s")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return Broken(name, said[-1] if said else f"ended with {done.returncode}")
    return msgspec.json.decode(done.stdout, type=tuple[Figure, ...])


def here(name: str, share: int) -> tuple[Figure, ...]:
    """Run a benchmark in this process, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lineside-bench-") as folder:
        return tuple(_benches()[name](Path(folder), share))


def _benches() -> dict[str, Bench]:
    with loading():
        from tests.bench import (
            devices,
            printing,
            reading,
            saving,
            screens,
            signing,
            starting,
            taking,
            verifying,
            weighing,
            wire,
        )
    every: tuple[Bench, ...] = (
        saving.save_report,
        saving.save_under_backlog,
        starting.cold_start,
        screens.screen_switch,
        screens.list_100k,
        taking.take_in,
        wire.push_and_pull,
        taking.late_event,
        taking.verify_all,
        signing.login,
        signing.signing,
        devices.scan,
        devices.hear_weight,
        devices.write,
        devices.pull,
        reading.udi_parse,
        printing.submit_label,
        weighing.weight,
        verifying.prove_label,
    )
    return dict(zip(NAMES, every, strict=True))


if __name__ == "__main__":
    told = msgspec.json.encode(here(sys.argv[1], int(sys.argv[2])))
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    os._exit(0)  # all is said; Qt's windows need not be taken down in any order
