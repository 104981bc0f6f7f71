"""A bench station that lives as long as its test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.screens.plant import Bench, a_bench


@pytest.fixture
def bench_station(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "station")
    yield made
    made.close()
