"""Inspecting at the bench: the grid is filled by keyboard alone, or from a spreadsheet's column."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    a_quality_station,
    an_earlier_round,
    begin,
    come,
    held,
    in_front,
    the_inspection,
)


@pytest.fixture
def hands(qtbot, tmp_path):
    at = a_quality_station(tmp_path / "station")
    made = at_window(qtbot, at, language="en", density="bench")
    yield made
    made.close()


def grid(hands):
    hands.sees(lambda: hands.find("grid") is not None)
    return hands.find("grid")


def type_in(hands, *texts):
    cells = grid(hands).view
    cells.setFocus()
    for text in texts:
        QTest.keyClicks(cells, text)
        QTest.keyClick(cells, Qt.Key.Key_Return)


def test_the_grid_is_filled_by_keyboard_alone(hands):
    begin(hands)
    type_in(hands, "2.51", "2.49", "2.59", "2.50", "2.52", "0")
    wanted = {"bore/1", "bore/2", "bore/3", "width", "length", "burrs"}
    hands.sees(lambda: held(hands).keys() == wanted)
    assert held(hands)["bore/3"] == "2.59 mm"
    hands.reads("Complete and sign")
    assert the_inspection(hands).form_state == "open"


def test_a_column_of_a_spreadsheet_is_pasted_downwards(hands):
    begin(hands)
    cells = grid(hands).view
    grid(hands).go(0 if grid(hands).go(0, 0) else 1, 0)
    QGuiApplication.clipboard().setText("2.51\r\n2.50\r\n2.64\r\n1\r\n")
    QTest.keySequence(cells, QKeySequence(QKeySequence.StandardKey.Paste))
    hands.sees(lambda: held(hands).keys() == {"bore/1", "width", "length", "burrs"})
    assert held(hands)["length"] == "2.64 mm"


def test_what_cannot_be_read_is_said_at_its_cell_and_the_rest_is_kept(hands):
    begin(hands)
    type_in(hands, "2.51234", "2.50")
    hands.sees(lambda: "bore/2" in held(hands))
    assert "bore/1" not in held(hands)
    grid(hands).go(in_front_row(hands), 0)
    hands.reads("Not recorded")


def in_front_row(hands):
    assert in_front(hands).key == "bore"
    return grid(hands).current().row


def test_a_half_typed_cell_survives_a_power_cut(hands, reopened):
    begin(hands)
    cells = grid(hands).view
    cells.setFocus()
    QTest.keyClicks(cells, "2.4")
    place = hands.window.place
    hands.floor.station.ask(lambda _: None).result()
    again = reopened(hands)
    come(again)
    again.window.turn(density="bench")
    again.window.go(place)
    again.is_at("inspect")
    again.sees(lambda: again.find("grid") is not None and again.find("grid").draft() == "2.4")
    assert held(again) == {}


def test_beside_the_grid_stands_what_the_rounds_before_were_capable_of(hands):
    for number, values in enumerate((("2.49", "2.51", "2.50"), ("2.50", "2.53", "2.49")) * 2):
        an_earlier_round(hands.at, f"R-{number}", values)
    begin(hands)
    hands.sees(lambda: "." in figure(hands, "cpk"))


def figure(hands, name):
    """Return what a figure beside the grid says; empty before it stands there."""
    tile = hands.find(f"figure-{name}")
    return "" if tile is None else " ".join(one.text() for one in tile.findChildren(QLabel))
