"""The board: where each order stands, who and for how long, and how old that news is."""

from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.capabilities.people.accounts.commands import NoteLogin
from app.capabilities.production.calls.commands import CallForHelp
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.calls.queries import open_calls
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.ui.screens.production.board_cell import CURRENT, DONE, NODE
from app.ui.screens.production.board_row import BoardRow
from app.ui.screens.production.board_wall import BoardWall
from app.ui.screens.production.progress_board import ProgressBoard
from app.ui.screens.screen import Place
from tests.capabilities.production.factory import a_planned_order
from tests.ui.screens.plant import OPERATOR, OPERATOR_PIN, Bench, press

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


@pytest.fixture
def station(bench_station: Bench) -> Bench:
    """A station with an order of each product released and the line lead in front."""
    bench_station.log_in()
    infusion = msgspec.structs.replace(a_planned_order("MO-A", 20000), product="IS-20F")
    bench_station.act(ImportPlan(orders=(infusion, a_planned_order("MO-B"))))
    for name in ("MO-A", "MO-B"):
        bench_station.act(ReleaseOrder(order=name))
    return bench_station


@pytest.fixture
def screen(qtbot, bench, station):
    made = ProgressBoard(station.floor, bench)
    qtbot.addWidget(made)
    made.resize(1680, 1000)
    with qtbot.waitExposed(made):
        made.show()
    made.enter(Place("board"))
    qtbot.waitUntil(lambda: made.findChild(BoardRow, "board-MO-B") is not None)
    yield made
    made.leave()


def field(screen, order, operation_like):
    """Return the field of an order whose words hold a text."""
    row = screen.findChild(BoardRow, f"board-{order}")
    found = [one for one in row.view.fields if one and operation_like in one.said()]
    return found[0] if found else None


def kinds(screen, order):
    row = screen.findChild(BoardRow, f"board-{order}")
    return [one.kind for one in row.view.fields if one is not None]


def styles(screen, order):
    row = screen.findChild(BoardRow, f"board-{order}")
    return [one.style for one in row.view.fields if one is not None]


def texts(widget: QWidget) -> str:
    found = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return " | ".join(label.full() if hasattr(label, "full") else label.text() for label in found)


def worked(station: Bench, good: int = 50) -> None:
    """Let the warehouse kit part of the adaptor's order."""
    station.act_at("WH-PK", StartOperation(order="MO-B", operation="B10"))
    report = ReportOperation(order="MO-B", operation="B10", good=Decimal(good))
    station.act_at("WH-PK", report)


def refreshed(qtbot, screen, seen):
    screen.refresh()
    qtbot.waitUntil(seen)


def test_orders_of_both_routes_stand_side_by_side(qtbot, screen, station):
    worked(station)
    refreshed(qtbot, screen, lambda: kinds(screen, "MO-B")[:2] == [CURRENT, CURRENT])
    assert kinds(screen, "MO-B") == [CURRENT, CURRENT, NODE, NODE]
    assert kinds(screen, "MO-A") == [CURRENT, NODE, NODE, NODE]
    first = field(screen, "MO-B", "WH-PK")
    assert (first.good, first.amounts) == ("50", "150 here, 0 lost")
    assert "Operator 01" in first.who


def test_what_is_through_is_quiet_and_says_how_much(qtbot, screen, station):
    worked(station, good=200)
    refreshed(qtbot, screen, lambda: kinds(screen, "MO-B")[0] == DONE)
    first = screen.findChild(BoardRow, "board-MO-B").view.fields[0]
    assert (first.good, first.amounts) == ("200", "no scrap")


def test_idle_time_counts_from_the_last_report_and_then_points_at_it(qtbot, screen, station):
    station.act_at("WH-PK", StartOperation(order="MO-B", operation="B10"))
    station.clock.ms += 20 * MINUTE_MS
    report = ReportOperation(order="MO-B", operation="B10", good=Decimal(10))
    station.act_at("WH-PK", report)
    station.clock.ms += 7 * MINUTE_MS
    refreshed(qtbot, screen, lambda: field(screen, "MO-B", "idle 7 min") is not None)
    station.clock.ms += 2 * HOUR_MS
    station.act_at("WH-PK", NoteLogin(person=OPERATOR))
    screen.refresh()
    qtbot.waitUntil(lambda: styles(screen, "MO-B")[0] == "stalled")
    assert field(screen, "MO-B", "idle 2 h 7 min") is not None


def test_news_that_is_old_says_since_when(qtbot, screen, station):
    worked(station)
    then = screen.findChild(QWidget, "age-WH-PK")
    station.clock.ms += 31 * MINUTE_MS
    refreshed(qtbot, screen, lambda: field(screen, "MO-B", "as of 16:26") is not None)
    assert field(screen, "MO-B", "as of 16:26").style == "stale"
    tile = screen.findChild(QWidget, "age-WH-PK")
    assert tile is not then
    assert "not updated since" in tile.accessibleName()
    assert "16:26" in tile.accessibleName()
    assert "no news ever" in screen.findChild(QWidget, "age-CNC-QC").accessibleName()


def test_a_call_is_answered_from_the_board(qtbot, screen, station):
    station.act_at("CNC-QC", CallForHelp(reason=CallReason.QUALITY))
    station.clock.ms += 12 * MINUTE_MS
    refreshed(qtbot, screen, lambda: "12 min" in texts(screen.findChild(QWidget, "calls")))
    press(qtbot, screen, "answer-0")
    qtbot.waitUntil(lambda: "Line lead 01 is coming" in texts(screen.findChild(QWidget, "calls")))
    assert station.ask(open_calls)[0].answered_by == "P-0110"


def test_who_may_not_answer_gets_no_button(qtbot, screen, station):
    station.act_at("CNC-QC", CallForHelp(reason=CallReason.MATERIAL))
    station.log_in(OPERATOR, OPERATOR_PIN)
    refreshed(qtbot, screen, lambda: "Material" in texts(screen.findChild(QWidget, "calls")))
    assert screen.findChild(QWidget, "answer-0") is None


def test_two_starts_of_one_operation_show_both_sides_and_an_owner(qtbot, screen, station):
    for place in ("WH-PK", "CNC-QC"):
        station.record_at(place, OperationStarted(order="MO-B", operation="B10"))
    line = screen.findChild(QWidget, "board-discrepancies")
    refreshed(qtbot, screen, lambda: line.isVisible())
    assert "Line lead 01" in line.accessibleName()
    press(qtbot, screen, "board-discrepancies")
    sheet = screen.findChild(QWidget, "discrepancies")
    qtbot.waitUntil(lambda: sheet.isVisible())
    said = texts(sheet)
    assert "Owner: Line lead 01" in said
    assert "started it at WH-PK" in said
    assert "started it at CNC-QC" in said


def test_a_line_of_the_board_opens_its_order(qtbot, screen, station):
    with qtbot.waitSignal(screen.go) as went:
        press(qtbot, screen, "board-MO-A")
    assert went.args[0] == Place("work-orders", order="MO-A")


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800)])
def test_the_wall_shows_the_same_without_a_person(qtbot, bench, station, size):
    worked(station)
    station.floor.lock()
    wall = BoardWall(station.floor, bench)
    qtbot.addWidget(wall)
    wall.resize(*size)
    with qtbot.waitExposed(wall):
        wall.show()
    qtbot.waitUntil(lambda: wall.findChild(BoardRow, "board-MO-B") is not None)
    assert field(wall, "MO-B", "WH-PK").good == "50"
    wall.close()
