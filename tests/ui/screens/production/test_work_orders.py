"""The list of work orders and one order opened: released, dispatched, printed, its past legible."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from app.capabilities.flows.moves.events import Cause
from app.capabilities.flows.moves.queries import moves_at
from app.capabilities.production.operations.commands import (
    CorrectReport,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.queries import order
from app.capabilities.production.progress.answers import Phase
from app.capabilities.production.progress.queries import order_lines, task
from app.capabilities.production.release.commands import ReleaseOrder
from app.ui.kit import Banner, DataTable, FilterChips
from app.ui.screens.production.work_orders import WorkOrders
from app.ui.screens.screen import Place
from tests.capabilities.production.factory import a_planned_order
from tests.ui.screens.plant import OPERATOR, OPERATOR_PIN, Bench, free, press

NAMES = ("MO-1", "MO-2", "MO-3")


@pytest.fixture
def station(bench_station: Bench) -> Bench:
    """A station with three planned orders and the line lead in front."""
    bench_station.log_in()
    bench_station.act(ImportPlan(orders=tuple(a_planned_order(name) for name in NAMES)))
    return bench_station


@pytest.fixture
def screen(qtbot, bench, station):
    made = WorkOrders(station.floor, bench)
    qtbot.addWidget(made)
    made.resize(1680, 1000)
    with qtbot.waitExposed(made):
        made.show()
    made.enter(Place("work-orders"))
    qtbot.waitUntil(lambda: len(table(made).rows()) == 3)
    return made


def table(screen):
    return screen.findChild(DataTable, "orders")


def opened(qtbot, screen, name):
    """Open an order; done when its facts are there."""
    screen.enter(Place("work-orders", order=name))
    qtbot.waitUntil(lambda: name in texts(screen.findChild(QWidget, "order")))
    return screen.findChild(QWidget, "order")


def texts(widget: QWidget) -> list[str]:
    found = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return [label.full() if hasattr(label, "full") else label.text() for label in found]


def phases(station: Bench) -> dict[str, Phase]:
    return {line.order: line.phase for line in station.ask(order_lines, "2025-11-22")}


def test_an_order_is_released_with_the_lot_a_person_wrote(qtbot, screen, station):
    opened(qtbot, screen, "MO-1")
    lot = screen.findChild(QLineEdit, "order-lot")
    assert lot.text() == "LA2511-MO-1"
    lot.setText("LA2511-007")
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "order-release")
    assert station.ask(order, "MO-1").lot == "LA2511-007"
    qtbot.waitUntil(lambda: free(screen, "order-traveller"))
    assert not free(screen, "order-release")


def test_several_planned_orders_are_released_at_once(qtbot, screen, station):
    view = table(screen).view
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in (0, 2):
        view.selectionModel().select(view.model().index(place, 0), rows)
    qtbot.waitUntil(lambda: free(screen, "release-chosen"))
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "release-chosen")
    assert phases(station) == {
        "MO-1": Phase.WAITING,
        "MO-2": Phase.PLANNED,
        "MO-3": Phase.WAITING,
    }


def test_the_list_counts_filters_and_searches(qtbot, screen, station):
    with qtbot.waitSignal(station.floor.changed):
        station.act(ReleaseOrder(order="MO-2"))
    chips = screen.findChild(FilterChips, "orders-filters")
    waiting = chips.findChild(QWidget, "filter-waiting")
    qtbot.waitUntil(lambda: waiting.accessibleName().endswith(" 1"))
    waiting.click()
    assert [line.order for line in table(screen).rows()] == ["MO-2"]
    chips.findChild(QWidget, "filter-all").click()
    screen.findChild(QLineEdit, "orders-search").setText("mo-3")
    assert [line.order for line in table(screen).rows()] == ["MO-3"]


def test_an_order_past_its_day_is_pointed_out(qtbot, screen, station):
    station.clock.ms += 400 * 24 * 3_600_000
    screen.refresh()
    late = screen.findChild(FilterChips, "orders-filters")
    qtbot.waitUntil(lambda: late.findChild(QWidget, "filter-late") is not None)
    assert late.findChild(QWidget, "filter-late").accessibleName() == "Late 3"


def test_an_operation_is_sent_to_a_station_and_a_machine(qtbot, screen, station):
    station.act(ReleaseOrder(order="MO-1"))
    opened(qtbot, screen, "MO-1")
    qtbot.waitUntil(lambda: free(screen, "dispatch-B20"))
    press(qtbot, screen, "dispatch-B20")
    for name, key in (("dispatch-station", "WH-PK"), ("dispatch-equipment", "CNC-02")):
        combo = screen.findChild(QComboBox, name)
        combo.setCurrentIndex(combo.findData(key))
    with qtbot.waitSignal(station.floor.changed):
        press(qtbot, screen, "dispatch-send")
    sent = station.ask(task, "MO-1", "B20")
    assert (sent.station, sent.equipment) == ("WH-PK", "CNC-02")


def test_the_traveller_is_written_as_a_pdf(qtbot, screen, station, tmp_path):
    station.act(ReleaseOrder(order="MO-1"))
    opened(qtbot, screen, "MO-1")
    qtbot.waitUntil(lambda: free(screen, "order-traveller"))
    press(qtbot, screen, "order-traveller")
    path = tmp_path / "papers" / "MO-1.pdf"
    screen.findChild(QLineEdit, "traveller-path").setText(str(path))
    with qtbot.waitSignal(screen.tell):
        press(qtbot, screen, "traveller-save")
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_traveller_that_cannot_be_written_says_so_and_stays_open(qtbot, screen, station):
    station.act(ReleaseOrder(order="MO-1"))
    opened(qtbot, screen, "MO-1")
    qtbot.waitUntil(lambda: free(screen, "order-traveller"))
    press(qtbot, screen, "order-traveller")
    screen.findChild(QLineEdit, "traveller-path").setText("/proc/nobody/may/write.pdf")
    press(qtbot, screen, "traveller-save")
    sheet = screen.findChild(QWidget, "traveller-printing")
    qtbot.waitUntil(lambda: any("cannot be written" in text for text in texts(sheet)))
    assert free(screen, "traveller-save")


def test_a_correction_stands_beside_what_it_takes_back(qtbot, screen, station):
    station.act(ReleaseOrder(order="MO-1"))
    for command in (
        StartOperation(order="MO-1", operation="B10"),
        ReportOperation(order="MO-1", operation="B10", good=Decimal(50)),
    ):
        station.act_at("WH-PK", command)
    (reported,) = [
        move for move in station.ask(moves_at, "MO-1", "B10") if move.cause == Cause.GOOD
    ]
    correction = CorrectReport(move=reported.hash, quantity=Decimal(8), reason="counted twice")
    station.act_at("WH-PK", correction)
    sheet = opened(qtbot, screen, "MO-1")
    said = texts(sheet.findChild(QWidget, "order-history"))
    assert "50 (now 42)" in said
    assert "-8" in said
    assert "B10 correction: counted twice" in said


@pytest.mark.requirement("AL-01")
def test_a_report_says_when_it_happened_was_entered_and_reached_the_server(qtbot, screen, station):
    station.act(ReleaseOrder(order="MO-1"))
    station.act_at("WH-PK", StartOperation(order="MO-1", operation="B10"))
    earlier_ms = station.station.clock.now_ms() - 90 * 60_000
    station.act_at(
        "WH-PK",
        ReportOperation(
            order="MO-1",
            operation="B10",
            good=Decimal(50),
            occurred_ms=earlier_ms,
            late_because="from_paper",
        ),
    )
    (reported,) = station.ask(moves_at, "MO-1", "B10")
    sheet = opened(qtbot, screen, "MO-1")
    said = " ".join(texts(sheet.findChild(QWidget, "order-history")))
    assert "Copied from paper" in said
    name = f"times-{reported.hash[:8]}"
    qtbot.waitUntil(lambda: free(screen, name))
    press(qtbot, screen, name)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "times") is not None)
    told = texts(screen.findChild(QWidget, "times"))
    for text in ("Happened", "Entered", "Reached the server", "not yet", "Copied from paper"):
        assert text in told


def test_gates_that_nobody_holds_yet_are_said(qtbot, screen, station):
    sheet = opened(qtbot, screen, "MO-1")
    gates = sheet.findChild(Banner, "order-gates")
    assert gates is not None
    assert "B20" in gates.accessibleDescription()


def test_who_may_not_release_is_told_so(qtbot, screen, station):
    station.log_in(OPERATOR, OPERATOR_PIN)
    opened(qtbot, screen, "MO-1")
    button = screen.findChild(QWidget, "order-release")
    qtbot.waitUntil(button.isVisible)
    assert button.reason == "You lack this right"
