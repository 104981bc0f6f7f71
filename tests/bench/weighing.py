"""From a weight's frame on the wire to its reading, beside a bare pty in the same run."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from drivers.device import Binding, Device, Ears, Times
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.reading import Reading
from drivers.roster import driver
from drivers.simulated.stage import PtyStage
from tests.bench.devices import PATIENCE_S, RAW_IS, bare_ms
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds

FRAMES = 400
FRAME = b"ST,GS,+   5.230kg\r\n"


def weigh(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from a stable frame of an indicator that talks by itself to its reading."""
    times, ours, raw = max(4, FRAMES // share), [], []
    for _ in range(REPEATS):
        readings: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        stage = PtyStage("scale")
        with _weighing(stage, readings):
            one = partial(_one_frame, stage, readings)
            ours.append([milliseconds(one) for _ in range(times)])
        stage.close()
        raw.append(bare_ms(FRAME, times))
    yield Figure(
        "weight_to_told_p95",
        "ms",
        Bar(most=15),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


@contextmanager
def _weighing(stage: PtyStage, readings: "queue.SimpleQueue[Reading]") -> Iterator[Device]:
    stage.plug()
    found = driver("scale.generic-st")
    assert found is not None
    states: queue.SimpleQueue[Health] = queue.SimpleQueue()
    binding = Binding("scale", found.word, stage.address, settings={"settle_s": "0"})
    ears: Ears[Reading] = Ears(readings.put, states.put, lambda traffic: None)
    scale = found.load()(binding, connect_to(binding), ears, Times(lambda: 0))
    scale.start()
    while states.get(timeout=PATIENCE_S).condition is not Condition.PROBING:
        pass
    yield scale
    scale.stop()


def _one_frame(stage: PtyStage, readings: "queue.SimpleQueue[Reading]") -> None:
    stage.send(FRAME)
    if readings.get(timeout=PATIENCE_S).decoded.text != "+5.230":
        raise AssertionError("another weight was told")
