"""An engineer reviews an inspection sheet: chooses it, settles what is open, makes the draft."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.documents.queries import revisions
from app.demo.sheet_exhibits import SHEET
from app.kernel.words import Bilingual
from app.ui.kit import DataTable
from app.ui.screens.forms.places import IMPORT
from app.ui.screens.forms.review.grid import SheetGrid
from app.ui.screens.screen import Place
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.station_at_work import a_peopled_station

ENGINEER = "P-0120"


@pytest.fixture
def desk(qtbot, tmp_path):
    at = a_peopled_station(tmp_path / "station")
    at.define("engineer", "documents.draft", "documents.view", "production.view")
    at.admit(ENGINEER, "engineer", Bilingual("工艺工程师", "Process engineer"))
    hands = at_window(qtbot, at, density="bench")
    hands.window.resize(1920, 1080)
    hands.log_in(ENGINEER)
    hands.window.go(Place(IMPORT))
    hands.is_at(IMPORT)
    yield hands
    hands.close()


def write(hands: Hands, name: str, text: str) -> None:
    field = hands.find(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    hands.qtbot.keyClicks(field, text)


def choose(hands: Hands, path: object) -> None:
    write(hands, "review-path", str(path))
    hands.press("review-read")


def picked(hands: Hands) -> str:
    table = hands.window.findChild(DataTable, "review-fields")
    assert table is not None
    line = table.current()
    return "" if line is None or line.field is None else line.field.read.label


def test_a_sheet_is_read_settled_and_becomes_a_draft(desk):
    choose(desk, SHEET)
    desk.reads("1 处未识别")
    assert picked(desk) == "穿刺力"
    desk.press("question-1-fill")
    write(desk, "review-lsl", "20")
    desk.sees(lambda: "1 处未识别" not in desk.said())
    desk.press("question-1-confirm")
    desk.press("question-1-confirm")
    desk.reads("没有待处理的单元格")
    desk.reads("填写表单编号")
    write(desk, "review-code", "QF-IPQC-03")
    desk.press("review-make")
    desk.is_at("document-edit")
    (made,) = desk.at.ask(revisions, "form", "QF-IPQC-03", desk.at.clock.now_ms())
    assert (made.title.zh, made.is_open) == ("注塑刺针过程检验记录", True)


def test_a_cell_and_its_field_lead_to_each_other_and_a_step_can_be_taken_back(desk):
    choose(desk, SHEET)
    desk.reads("2 处待确认")
    grid = desk.window.findChild(SheetGrid)
    cell = next(one for one in grid.paper.view.cells if one.source == "D12")
    place = grid.paper.room_of(cell).center().toPoint()
    desk.qtbot.mouseClick(grid.paper, Qt.MouseButton.LeftButton, pos=place)
    desk.sees(lambda: picked(desk) == "刺针长度")
    assert [one.source for one in grid.paper.cells_in_front()][:2] == ["C12", "D12"]
    write(desk, "review-usl", "26")
    desk.reads("下限 ≤ 目标 ≤ 上限")
    write(desk, "review-usl", "29.5")
    desk.sees(lambda: "下限 ≤ 目标 ≤ 上限" not in desk.said())
    desk.press("review-undo")
    desk.sees(lambda: desk.find("review-undo") is None)


def test_a_review_is_brought_back_when_the_language_is_switched(desk):
    choose(desk, SHEET)
    desk.reads("1 处未识别")
    write(desk, "review-lsl", "20")
    desk.sees(lambda: "1 处未识别" not in desk.said())
    desk.window.turn(language="en")
    desk.window.go(Place(IMPORT))
    desk.reads("2 to confirm")
    assert "not understood" not in desk.said()


def test_the_form_is_shown_as_it_will_be_filled(desk):
    choose(desk, SHEET)
    desk.reads("1 处未识别")
    desk.press("review-view-bench")
    desk.sees(lambda: desk.find("form-page") is not None)
    desk.reads("工艺参数")
    desk.press("review-view-check")
    desk.sees(lambda: desk.find("review-confirm") is not None)


def test_a_file_that_is_no_inspection_is_refused_and_the_open_review_stays(desk, tmp_path):
    choose(desk, tmp_path / "none.xlsx")
    desk.reads("没有读出表单")
    choose(desk, SHEET)
    desk.reads("1 处未识别")
    desk.press("review-other")
    menu = tmp_path / "menu.csv"
    menu.write_text("菜名,价格", "utf-8")
    choose(desk, menu)
    desk.reads("menu.csv")
    desk.press("review-back")
    desk.reads("1 处未识别")


def test_who_may_not_draft_finds_no_way_to_it(qtbot, tmp_path):
    hands = at_window(qtbot, a_peopled_station(tmp_path / "station"), density="bench")
    hands.log_in()
    hands.sees(lambda: hands.window.screen_in_front is not None)
    assert not [
        one for one in hands.window.findChildren(QWidget, f"nav-{IMPORT}") if one.isVisible()
    ]
    hands.close()
