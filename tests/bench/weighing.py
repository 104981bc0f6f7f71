"""A weight's way from the scale's bytes to the painted figure, beside a bare pty."""

import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.composition import Workplace, application
from app.stations.bench import Binding, Condition
from app.ui.kit import LiveValue
from app.ui.screens.screen import Place
from drivers.simulated.stage import PtyStage
from tests.bench.devices import RAW_IS, bare
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds
from tests.ui.screens.station_at_work import OPERATOR, PIN, a_peopled_station

WEIGHTS = 60
"""Weights of one round."""
PATIENCE_S = 10
SCALE = "SC-01"


def weight(folder: Path, share: int) -> Iterator[Figure]:
    """Measure from a continuous scale's line to its figure on the devices screen."""
    application()
    at = a_peopled_station(folder / "station")
    at.station.sessions.log_in(OPERATOR, PIN)
    count = max(4, WEIGHTS // share)
    with closing(PtyStage("scale")) as stage:
        stage.plug()
        workplace = Workplace(at.station)
        workplace.bench.bind(Binding(SCALE, "scale.generic-st", stage.address))
        shown = _shown(workplace, stage)
        ours = [
            [milliseconds(partial(_one, stage, shown, round_ * count + n)) for n in range(count)]
            for round_ in range(REPEATS)
        ]
        workplace.close()
    raw = [bare(_line(0), count) for _ in range(REPEATS)]
    yield Figure(
        "weight_to_painted_p95",
        "ms",
        Bar(most=50),
        at_percent(ours, 95),
        at_percent(raw, 95),
        RAW_IS,
    )


def _shown(workplace: Workplace, stage: PtyStage) -> LiveValue:
    """Open the devices screen and let the scale be ready; return where its weight is painted."""
    window = workplace.window
    window.show()
    window.go(Place("sync-devices"))
    n = 0
    deadline = time.monotonic() + PATIENCE_S
    while not any(one.condition is Condition.READY for one in workplace.bench.states()):
        assert time.monotonic() < deadline, "the scale did not become ready"
        n += 1
        stage.send(_line(n))
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    live = window.findChild(LiveValue, "device-value")
    assert live is not None
    return live


def _one(stage: PtyStage, live: LiveValue, number: int) -> None:
    figure = _figure(number)
    stage.send(_line(number))
    deadline = time.monotonic() + PATIENCE_S
    while all(one.text != figure for one in live.written):
        assert time.monotonic() < deadline, f"{figure} was not painted"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def _figure(number: int) -> str:
    return f"{1 + number / 1000:.3f}"


def _line(number: int) -> bytes:
    return f"ST,GS,+{_figure(number):>8}kg\r\n".encode()
