"""Stations that live as long as their test: a bench, and a person at a touch station's window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store import space
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.plant import Bench, a_bench, opened_again
from tests.ui.screens.station_at_work import AtWork, a_peopled_station, a_station


@pytest.fixture(scope="session")
def founded(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a bench that nobody has worked at yet: founded once, then copied."""
    folder = tmp_path_factory.mktemp("plant") / "SUP-1"
    a_bench(folder).close()
    return folder


@pytest.fixture
def bench_station(founded: Path, tmp_path: Path) -> Iterator[Bench]:
    folder = tmp_path / "station"
    shutil.copytree(founded, folder, ignore=shutil.ignore_patterns(space.FILE_NAME))
    made = opened_again(folder)
    yield made
    made.close()


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    made = at_window(qtbot, a_peopled_station(tmp_path / "station"))
    yield made
    made.close()


@pytest.fixture
def reopened(qtbot: QtBot) -> Iterator[Callable[[Hands], Hands]]:
    """Close a station and open it again, as after a power cut; the clock goes on."""
    opened: list[Hands] = []

    def again(hands: Hands) -> Hands:
        hands.close()
        at: AtWork = a_station(hands.at.folder, clock=hands.at.clock)
        opened.append(at_window(qtbot, at))
        return opened[-1]

    yield again
    for hands in opened:
        hands.close()
