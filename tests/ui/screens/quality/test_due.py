"""What is due: begun by a tap or a scan, counted in the navigation, taken back if by mistake."""

import pytest

from app.kernel.symbols import own
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    INSPECTOR,
    PATROL,
    a_quality_station,
    begin,
    come,
    the_due,
    the_inspection,
)
from tests.ui.screens.station_at_work import OPERATOR, ORDER


@pytest.fixture
def at(tmp_path):
    return a_quality_station(tmp_path / "station")


@pytest.fixture
def hands(qtbot, at):
    made = at_window(qtbot, at)
    yield made
    made.close()


def test_a_scan_of_the_traveller_begins_what_is_due_of_it(hands):
    come(hands)
    hands.window.go(Place("due"))
    hands.reads("逾期 5 分")
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.is_at("inspect")
    assert the_inspection(hands).row.begun_by == INSPECTOR


def test_a_scan_of_something_nothing_is_due_of_is_said_in_words(hands):
    come(hands)
    hands.window.go(Place("due"))
    hands.sees(lambda: hands.find("due-state") is not None)
    hands.scan(own.operation_code(ORDER, "B20"))
    hands.reads("现在没有要检验的")


def test_begun_by_mistake_is_taken_back_while_nothing_was_entered(hands):
    begin(hands)
    hands.press("toast-undo")
    hands.is_at("due")
    hands.sees(lambda: the_inspection(hands).row.state == "cancelled")
    assert PATROL.code in the_due(hands.at)


def test_who_may_not_inspect_reads_a_sentence(hands):
    come(hands, OPERATOR)
    hands.window.go(Place("due"))
    hands.reads("没有这项操作的权限")


def test_the_navigation_counts_what_is_due(qtbot, at):
    hands = at_window(qtbot, at, language="en", density="bench")
    come(hands)
    hands.window.go(Place("due"))
    hands.floor.changed.emit(None)
    hands.sees(lambda: "Due inspections 1" in hands.said())
    hands.close()
