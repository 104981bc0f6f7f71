"""Entering a number, a PIN, a choice; and being told why one cannot go on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui import kit
from app.ui.theme import Look


def shown(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 500) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def tap(qtbot: QtBot, inside: QWidget, name: str) -> None:
    button = inside.findChild(QWidget, name)
    assert isinstance(button, QWidget), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_fingers_and_digit_keys_type_into_the_same_number(qtbot: QtBot, look: Look) -> None:
    keypad = kit.Keypad(look)
    shown(qtbot, keypad)
    tap(qtbot, keypad, "key-2")
    qtbot.keyClick(keypad, Qt.Key.Key_4)
    tap(qtbot, keypad, "key-00")
    assert keypad.text() == "2400"
    qtbot.keyClick(keypad, Qt.Key.Key_Backspace)
    tap(qtbot, keypad, "key-delete")
    assert keypad.text() == "24"


def test_keys_never_take_the_focus_from_a_field(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    edit, keypad = QLineEdit(), kit.Keypad(look)
    row.addWidget(edit)
    row.addWidget(keypad)
    shown(qtbot, page, 800)
    edit.setFocus()
    tap(qtbot, keypad, "key-7")
    assert page.focusWidget() is edit
    qtbot.keyClick(edit, Qt.Key.Key_5)
    assert (edit.text(), keypad.text()) == ("5", "7")


def test_enter_hands_over_what_was_typed(qtbot: QtBot, look: Look) -> None:
    keypad = kit.Keypad(look)
    shown(qtbot, keypad)
    keypad.put("12")
    with qtbot.waitSignal(keypad.entered) as entered:
        qtbot.keyClick(keypad, Qt.Key.Key_Return)
    assert entered.args == ["12"]


def test_a_number_has_no_leading_zero_and_an_end(qtbot: QtBot, look: Look) -> None:
    keypad = kit.Keypad(look, digits=3)
    qtbot.addWidget(keypad)
    for key in ("00", "0", "0", "5"):
        keypad.press(key)
    assert keypad.text() == "0"
    keypad.clear()
    for key in ("1", "00", "9"):
        keypad.press(key)
    assert keypad.text() == "100"


def test_a_decimal_has_one_point(qtbot: QtBot, look: Look) -> None:
    keypad = kit.Keypad(look, mode="decimal")
    qtbot.addWidget(keypad)
    for key in (".", "1", ".", "2", ".", "5"):
        keypad.press(key)
    assert keypad.text() == "1.25"


def test_a_sheet_over_the_page_keeps_digits_to_itself(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    behind = kit.Keypad(look)
    row.addWidget(behind)
    shown(qtbot, page, 900, 700)
    sheet = kit.Sheet(look, page, "数量", name="sheet")
    before = kit.Keypad(look, name="front")
    sheet.body.addWidget(before)
    sheet.open()
    qtbot.keyClick(sheet, Qt.Key.Key_8)
    assert (before.text(), behind.text()) == ("8", "")
    with qtbot.waitSignal(sheet.closed) as closed:
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert closed.args == [True]
    qtbot.keyClick(page, Qt.Key.Key_9)
    assert behind.text() == "9"


def test_a_sheet_gives_the_focus_back(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    edit = QLineEdit()
    row.addWidget(edit)
    shown(qtbot, page, 900, 700)
    edit.setFocus()
    sheet = kit.Sheet(look, page, "原因", name="sheet")
    sheet.open()
    assert page.focusWidget() is sheet
    sheet.close_sheet()
    assert page.focusWidget() is edit


def test_a_code_can_be_typed_with_fingers(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    shown(qtbot, page, 1280, 800)
    sheet = kit.TypeSheet(look, page, "输入条码", name="type", label="条码内容", action="确定")
    sheet.open()
    for key in ("M", "O", "-", "1", "7", "delete", "shift", "x"):
        tap(qtbot, sheet, f"letter-{key.upper() if len(key) == 1 else key}")
    with qtbot.waitSignal(sheet.entered) as entered:
        tap(qtbot, sheet, "type-take")
    assert entered.args == ["MO-1x"]
    assert not sheet.isVisible()


def test_an_empty_code_cannot_be_taken(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    shown(qtbot, page, 1280, 800)
    sheet = kit.TypeSheet(look, page, "输入条码", name="type", label="条码内容", action="确定")
    sheet.open()
    sheet.field.put("   ")
    qtbot.keyClick(sheet.field.edit, Qt.Key.Key_Return)
    assert sheet.isVisible()


def test_the_number_is_shown_in_groups_with_its_unit(qtbot: QtBot, look: Look) -> None:
    number = kit.NumberField(look, "本次数量", "件", limits="最多 314")
    qtbot.addWidget(number)
    number.show_value("20000")
    assert number.value() == "20,000"
    assert number.accessibleName() == "本次数量 20,000 件 最多 314"


def test_a_pin_shows_no_digit_anywhere(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    dots, keypad = kit.PinDots(look, 6), kit.Keypad(look, mode="pin", digits=6)
    keypad.typed.connect(lambda text: dots.fill(len(text)))
    row.addWidget(dots)
    row.addWidget(keypad)
    shown(qtbot, page, 800)
    for key in ("key-9", "key-0", "key-7"):
        tap(qtbot, page, key)
    page.grab()
    assert keypad.text() == "907"
    assert dots.written == ()
    assert dots.accessibleName() == "PIN：已输入 3 位，共 6 位"
    assert "907" not in keypad.accessibleName() + keypad.accessibleDescription()


def test_a_blocked_button_says_why_and_takes_no_press(qtbot: QtBot, look: Look) -> None:
    button = kit.Button(look, "下一步", name="next", kind="primary")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    shown(qtbot, button, 320, 84)
    button.block("待扫码")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.grab()
    assert [each.text for each in button.written] == ["下一步 · 待扫码"]
    assert button.accessibleDescription() == "待扫码"
    assert pressed == []
    button.block("")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1


def test_a_reason_too_long_for_one_line_takes_a_second(qtbot: QtBot, look: Look) -> None:
    button = kit.Button(look, "下一步", name="next", kind="primary")
    button.block("先扫描物料批号标签再继续")
    shown(qtbot, button, button.minimumSizeHint().width(), 84)
    button.grab()
    assert [each.text for each in button.written] == ["下一步", "先扫描物料批号标签再继续"]


def test_a_busy_button_takes_no_second_press(qtbot: QtBot, look: Look) -> None:
    button = kit.Button(look, "报工", name="report")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    shown(qtbot, button)
    button.busy(True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    button.busy(False)
    assert button.isEnabled()


@pytest.mark.parametrize(
    ("pressed", "told"), [("verdict-scrap", "scrap"), ("verdict-good", "good")]
)
def test_a_segment_tells_its_key(qtbot: QtBot, look: Look, pressed: str, told: str) -> None:
    options = (kit.Option("good", "合格"), kit.Option("scrap", "不合格"))
    switch = kit.Segmented(look, options, name="verdict")
    shown(qtbot, switch)
    with qtbot.waitSignal(switch.chosen) as chosen:
        tap(qtbot, switch, f"verdict-{told}")
    assert chosen.args == [told]
    assert switch.value() == told


def test_a_tile_stays_chosen_until_another_is(qtbot: QtBot, look: Look) -> None:
    tiles = kit.ReasonTiles(look, (kit.Tile("a", "划伤"), kit.Tile("b", "毛刺")), name="why")
    shown(qtbot, tiles)
    assert tiles.value() == ""
    tap(qtbot, tiles, "why-b")
    assert tiles.value() == "b"
    tap(qtbot, tiles, "why-a")
    assert tiles.value() == "a"


def test_a_field_says_what_is_wrong(qtbot: QtBot, bench: Look) -> None:
    field = kit.Field(bench, "Quantity", name="quantity")
    shown(qtbot, field)
    field.hint("Pieces")
    field.fail("A quantity cannot be negative")
    assert field.edit.property("state") == "fail"
    assert "A quantity cannot be negative" in said(field)
    field.fail("")
    assert "Pieces" in said(field)


def said(widget: QWidget) -> str:
    labels = widget.findChildren(kit.Text)
    return " | ".join(label.full() for label in labels if label.isVisibleTo(widget))
