"""A person before a window whose bench has devices that software plays."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.stations.bench import Bench, Binding
from tests.stations.at_bench import quick
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.station_at_work import LEAD, AtWork, a_peopled_station

RIGHTS = ("production.report", "production.view", "production.call", "production.answer")
BIND = "sites.bind_devices"


@contextmanager
def at_devices(
    qtbot: QtBot, folder: Path, *bindings: Binding, rights=(*RIGHTS, BIND), **window
) -> Iterator[Hands]:
    """Open a station whose line lead has these rights, with what hangs on it."""
    at = a_peopled_station(folder)
    at.define("line_lead", *rights)
    with a_window(qtbot, at, *bindings, **window) as hands:
        yield hands


@contextmanager
def a_window(qtbot: QtBot, at: AtWork, *bindings: Binding, **window) -> Iterator[Hands]:
    """Open the window of a station, the line lead in front."""
    bench = Bench(bindings, now_ms=at.clock.now_ms, backoff=quick)
    hands = at_window(qtbot, at, bench=bench, **window)
    for state in bench.states():
        hands.router.changed(state)
    try:
        hands.log_in(LEAD)
        hands.sees(lambda: hands.window.place is not None)
        yield hands
    finally:
        bench.stop()
        hands.close()


def type_into(hands: Hands, name: str, text: str) -> None:
    """Put a text into a field that is in sight."""
    hands.sees(lambda: hands.find(name) is not None)
    field = hands.find(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def name_a_port(hands: Hands, sheet: str, address: str) -> None:
    """Type an address into the sheet that asks for one."""
    type_into(hands, f"{sheet}-sheet-text", address)
    hands.press(f"{sheet}-sheet-take")
