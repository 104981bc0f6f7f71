"""A plan comes in through the panel: mapped, checked, confirmed, imported once."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from app.capabilities.production.progress.queries import order_lines
from app.ui.kit import Banner, Button, Field, Switch
from app.ui.screens.production.work_orders import WorkOrders
from app.ui.screens.screen import Place
from tests.capabilities.production.plan.plan_files import HEADER, a_csv, a_row
from tests.ui.screens.plant import OPERATOR, OPERATOR_PIN, Bench, free, press

PLANS = Path(__file__).parents[3] / "vectors" / "plans"
FILES = sorted(path for path in PLANS.iterdir() if path.suffix != ".json")


@pytest.fixture
def screen(qtbot, bench, bench_station):
    """The work orders of a station where the line lead is in front."""
    bench_station.log_in()
    made = WorkOrders(bench_station.floor, bench)
    qtbot.addWidget(made)
    made.resize(1680, 1000)
    with qtbot.waitExposed(made):
        made.show()
    made.enter(Place("work-orders"))
    return made


def choose(qtbot, screen, path):
    """Open the panel and read a file; done when the import button says what it would do."""
    if screen.findChild(QLineEdit, "plan-path") is None:
        press(qtbot, screen, "import-plan")
    screen.findChild(QLineEdit, "plan-path").setText(str(path))
    press(qtbot, screen, "plan-read")
    button = screen.findChild(Button, "plan-import")
    qtbot.waitUntil(lambda: button.isVisible() and button.reason != "not checked")
    return button


def planned(station: Bench):
    return {line.order: line for line in station.ask(order_lines, "2026-01-01")}


def as_expected(path):
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plants_own_plan_becomes_planned_orders(qtbot, screen, bench_station, path):
    choose(qtbot, screen, path)
    expected = as_expected(path)
    if expected["rejected"]:
        screen.findChild(Switch, "plan-accept").click()
    with qtbot.waitSignal(screen.tell, timeout=5000):
        press(qtbot, screen, "plan-import")
    found = planned(bench_station)
    assert found.keys() == {order["order"] for order in expected["orders"]}
    for order in expected["orders"]:
        line = found[order["order"]]
        assert (line.product, line.quantity) == (order["product_code"], Decimal(order["quantity"]))
        assert (line.due, line.start) == (order["due"], order["start"] or "")


def test_with_bad_rows_nothing_is_imported_before_a_person_says_so(qtbot, screen, bench_station):
    button = choose(qtbot, screen, PLANS / "plan-03-bad-rows.xlsx")
    assert not button.isEnabled()
    assert button.reason == "confirm first"
    button.click()
    assert planned(bench_station) == {}
    screen.findChild(Switch, "plan-accept").click()
    assert free(screen, "plan-import")


def test_every_bad_row_says_where_it_stands_and_why(qtbot, screen, bench_station):
    choose(qtbot, screen, PLANS / "plan-03-bad-rows.xlsx")
    expected = as_expected(PLANS / "plan-03-bad-rows.xlsx")["rejected"]
    for row in expected:
        line = screen.findChild(object, f"plan-bad-{row['row']}")
        texts = [label.full() for label in line.findChildren(QLabel)]
        assert f"row {row['row']}" in texts
        assert any(text.endswith(".") for text in texts), texts


def test_the_same_file_twice_changes_nothing_and_says_so(qtbot, screen, bench_station):
    path = PLANS / "plan-01-kingdee.xlsx"
    choose(qtbot, screen, path)
    with qtbot.waitSignal(screen.tell, timeout=5000):
        press(qtbot, screen, "plan-import")
    before = planned(bench_station)
    button = screen.findChild(Button, "plan-import")
    qtbot.waitUntil(lambda: button.reason == "nothing new")
    press(qtbot, screen, "plan-change")
    button = choose(qtbot, screen, path)
    qtbot.waitUntil(lambda: button.reason == "nothing new")
    assert "planned just so already" in screen.findChild(Banner, "plan-same").accessibleName()
    assert planned(bench_station) == before


def test_an_order_planned_otherwise_is_a_bad_row_and_stays_as_it_was(
    qtbot, screen, bench_station, tmp_path
):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(a_csv([HEADER, a_row("MO-1")]))
    second.write_bytes(a_csv([HEADER, a_row("MO-1", quantity=500), a_row("MO-2")]))
    choose(qtbot, screen, first)
    with qtbot.waitSignal(screen.tell, timeout=5000):
        press(qtbot, screen, "plan-import")
    press(qtbot, screen, "plan-change")
    choose(qtbot, screen, second)
    texts = [one.full() for one in screen.findChild(object, "plan-bad-2").findChildren(QLabel)]
    assert "Already planned with quantity 20,000, which stays. Check it in the ERP." in texts
    screen.findChild(Switch, "plan-accept").click()
    with qtbot.waitSignal(screen.tell, timeout=5000):
        press(qtbot, screen, "plan-import")
    found = planned(bench_station)
    assert found["MO-1"].quantity == 20000
    assert "MO-2" in found


def test_a_person_maps_a_column_that_no_name_gives_away(qtbot, screen, bench_station, tmp_path):
    path = tmp_path / "odd.csv"
    header = ["任务单号", "产品编码", "丁", "交货日期"]
    path.write_bytes(a_csv([header, ["MO-9", "LA-316", 200, "2026-12-05"]]))
    button = choose(qtbot, screen, path)
    assert button.reason
    combo = screen.findChild(QComboBox, "plan-column-C")
    combo.setCurrentIndex(combo.findData("quantity"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: free(screen, "plan-import"))
    with qtbot.waitSignal(screen.tell, timeout=5000):
        press(qtbot, screen, "plan-import")
    assert planned(bench_station)["MO-9"].quantity == 200


def test_a_broken_file_gets_its_sentence(qtbot, screen, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    press(qtbot, screen, "import-plan")
    screen.findChild(QLineEdit, "plan-path").setText(str(path))
    press(qtbot, screen, "plan-read")
    note = screen.findChild(Field, "plan-path-field")
    qtbot.waitUntil(lambda: any("is damaged" in t.full() for t in note.findChildren(QLabel)))


def test_bad_rows_are_exported_for_whoever_mends_the_plan(qtbot, screen, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(a_csv([HEADER, a_row("MO-1"), a_row("MO-2", quantity="=1+1")]))
    choose(qtbot, screen, path)
    press(qtbot, screen, "plan-export-bad")
    target = tmp_path / "plan-bad-rows.csv"
    qtbot.waitUntil(target.exists)
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["row", "order", "reason", "value"]
    assert rows[1][0::3] == ["3", "'=1+1"]


def test_who_may_not_plan_cannot_open_the_import(qtbot, screen, bench_station):
    bench_station.log_in(OPERATOR, OPERATOR_PIN)
    screen.refresh()
    assert not free(screen, "import-plan")
