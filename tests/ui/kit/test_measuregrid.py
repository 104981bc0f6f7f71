"""A whole inspection is entered without a mouse, and nothing is entered by accident."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.ui import kit
from app.ui.audits import audit
from app.ui.kit.celldraft import CellDraft
from tests.ui.kit.test_entry import shown

HEADS = kit.GridHeads(
    "Characteristic", "Limits", "Latest", ("#1", "#2", "#3"), "Mean", "Range", "Verdict"
)
KEY = Qt.Key


def a_row(number="C1", *cells, **facts):
    made = tuple(kit.SampleCell(text) for text in (*cells, "", "", "")[:3])
    return kit.GridRow(number, "Bore", limits="2.5 ± 0.1 mm", samples=made, **facts)


@pytest.fixture
def grid(qtbot, bench):
    made = kit.MeasureGrid(bench, HEADS, name="grid", accessible="Measurements")
    section = kit.GridSection("Dimensions")
    made.show_rows((section, a_row("C1"), section, a_row("C2", "9.9"), a_row("C3")))
    shown(qtbot, made, 1200, 500)
    made.view.setFocus()
    return made


@pytest.fixture
def got(grid):
    heard: list[tuple[int, int, str]] = []
    grid.entered.connect(lambda entry: heard.append((entry.row, entry.sample, entry.text)))
    return heard


def press(grid, *keys):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(grid.view, key)
        else:
            QTest.keyClick(grid.view, key)


def here(grid):
    return grid.current().row, grid.current().sample


def test_digits_and_enter_go_down_the_sample_and_over_sections(grid, got):
    assert here(grid) == (1, 0)
    press(grid, "2.51", KEY.Key_Return, "2.49", KEY.Key_Return, "2.5", KEY.Key_Enter)
    assert got == [(1, 0, "2.51"), (3, 0, "2.49"), (4, 0, "2.5")]
    assert here(grid) == (1, 1)
    assert grid.rows()[3].samples[0] == kit.SampleCell("2.49", "busy", old="9.9")


def test_tab_goes_right_and_enter_too_where_one_works_row_by_row(grid, got):
    press(grid, "1", KEY.Key_Tab, "2", KEY.Key_Tab, "3", KEY.Key_Tab)
    assert got == [(1, 0, "1"), (1, 1, "2"), (1, 2, "3")]
    assert here(grid) == (3, 0)
    grid.enter_moves("right")
    press(grid, "4", KEY.Key_Return)
    assert here(grid) == (3, 1)


def test_arrows_enter_what_was_typed_and_stop_at_the_edges(grid, got):
    press(grid, KEY.Key_Up, KEY.Key_Left)
    assert here(grid) == (1, 0)
    press(grid, "7", KEY.Key_Down)
    assert got == [(1, 0, "7")]
    assert here(grid) == (3, 0)
    press(grid, KEY.Key_End)
    assert here(grid) == (3, 2)


def test_escape_gives_the_old_value_back_and_the_same_value_is_no_entry(grid, got):
    grid.go(3, 0)
    press(grid, "12", KEY.Key_Escape, KEY.Key_Return)
    press(grid, "")
    grid.go(3, 0)
    press(grid, "9.9", KEY.Key_Return)
    assert got == []
    assert grid.rows()[3].samples[0].text == "9.9"


def test_f2_edits_within_the_value(grid, got):
    grid.go(3, 0)
    press(grid, KEY.Key_F2, KEY.Key_Left, KEY.Key_Backspace, ".0", KEY.Key_Return)
    assert got == [(3, 0, "9.09")]


def test_delete_asks_for_a_reason_and_takes_nothing_away_by_itself(qtbot, grid):
    grid.go(3, 0)
    with qtbot.waitSignal(grid.removal_asked) as asked:
        press(grid, KEY.Key_Delete)
    assert asked.args == [kit.CellEntry(3, 0, "9.9")]
    assert grid.rows()[3].samples[0].text == "9.9"
    grid.go(4, 0)
    with qtbot.assertNotEmitted(grid.removal_asked):
        press(grid, KEY.Key_Delete)


def test_a_pasted_column_fills_downwards_and_skips_what_is_locked(grid, got):
    locked = a_row("C2").with_cell(1, kit.SampleCell(is_locked=True))
    grid.show_row(3, locked)
    grid.go(1, 1)
    QGuiApplication.clipboard().setText(" 2.51\t2.61\n2.52\t2.62\r\n2。53\n2.54\n")
    QTest.keyClick(grid.view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert got == [(1, 1, "2.51"), (1, 2, "2.61"), (3, 2, "2.62"), (4, 1, "2.53")]


def test_a_readonly_grid_and_a_signed_row_take_nothing(grid, got):
    grid.readonly(True)
    press(grid, "5", KEY.Key_Return)
    grid.put("5")
    grid.readonly(False)
    grid.show_row(1, a_row("C1", "2.5", is_readonly=True))
    grid.go(1, 0)
    press(grid, "5", KEY.Key_Delete, KEY.Key_Down)
    assert got == []


def test_an_answer_given_at_once_has_the_last_word(grid):
    grid.entered.connect(
        lambda entry: grid.show_cell(
            entry.row, entry.sample, kit.SampleCell(entry.text, "fail", "above the limit")
        )
    )
    grid.put("2.64")
    cell = grid.rows()[1].samples[0]
    assert (cell.state, cell.note) == ("fail", "above the limit")
    assert grid.view.grid.said(1, 3) == "C1 Bore #1 2.64 above the limit"


def test_tab_leaves_the_grid_behind_its_last_cell(qtbot, grid, got):
    grid.go(4, 2)
    press(grid, "1", KEY.Key_Tab)
    assert got == [(4, 2, "1")]
    assert here(grid) == (4, 2)


def test_a_mouse_picks_a_cell_and_the_heads_stay_in_sight(qtbot, grid):
    grid.show_rows(tuple(a_row(f"C{place}") for place in range(300)))
    spot = grid.view.visualRect(grid.view.grid.index(2, 4)).center()
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert here(grid) == (2, 1)
    grid.go(299, 0)
    fixed = grid.findChild(QTableView, "grid-rows").verticalScrollBar()
    bar = grid.view.verticalScrollBar()
    qtbot.waitUntil(lambda: fixed.value() == bar.value() > 0)
    assert audit(grid, grid.look) == ()


def test_a_draft_takes_only_what_a_number_is_written_with():
    draft = CellDraft().typed("−１２。5 mm")  # as a Chinese keyboard sends it
    assert (draft.text, draft.caret) == ("-12.5", 5)
    assert draft.moved(0).cut().typed("+").text == "+12.5"
    assert draft.moved(-3).rubbed() == draft.moved(0)


def test_news_of_the_same_rows_leave_what_is_being_typed(grid, got):
    grid.go(3, 1)
    press(grid, "2.5")
    section = kit.GridSection("Dimensions")
    grid.show_rows((section, a_row("C1", "2.44"), section, a_row("C2", "9.9"), a_row("C3")))
    press(grid, "1", KEY.Key_Return)
    assert got == [(3, 1, "2.51")]
    assert grid.rows()[1].samples[0].text == "2.44"
    grid.show_rows((a_row("C1"),))
    assert here(grid) == (-1, -1)
