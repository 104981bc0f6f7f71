"""One benchmark in a process of its own: `python -m tests.bench.one NAME SHARE` says its figures.

So none warms another, fills its memory or brings it down; `tests.bench` starts them in turn.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import msgspec

from app.kernel.loading import loading
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 600

Bench = Callable[[Path, int], Iterator[Figure]]

ROOMS = {
    "save_report": "saving.save_report",
    "save_under_backlog": "saving.save_under_backlog",
    "cold_start": "starting.cold_start",
    "screen_switch": "screens.screen_switch",
    "list_100k": "screens.list_100k",
    "spc_chart": "charting.spc_chart",
    "take_in": "taking.take_in",
    "push_and_pull": "wire.push_and_pull",
    "late_event": "taking.late_event",
    "verify": "taking.verify_all",
    "login": "signing.login",
    "signing": "signing.signing",
    "scan": "devices.scan",
    "hear_weight": "devices.hear_weight",
    "write": "devices.write",
    "pull": "devices.pull",
    "udi_parse": "reading.udi_parse",
    "submit_label": "printing.submit_label",
    "weight": "weighing.weight",
    "prove_label": "verifying.prove_label",
    "form_keystroke": "filling.form_keystroke",
    "rules_200": "ruling.rules_200",
}
"""Where each lies, in the order they run: module and function."""
NAMES = tuple(ROOMS)


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
        return tuple(_bench(name)(Path(folder), share))


def _bench(name: str) -> Bench:
    """Import the one that is asked for, and no other: it measures a process of its own."""
    module, _, function = ROOMS[name].partition(".")
    with loading():
        found: Bench = getattr(import_module(f"tests.bench.{module}"), function)
    return found


if __name__ == "__main__":
    told = msgspec.json.encode(here(sys.argv[1], int(sys.argv[2])))
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    os._exit(0)  # all is said; Qt's windows need not be taken down in any order
