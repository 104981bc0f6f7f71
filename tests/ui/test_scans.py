"""Scan anywhere, on real widgets: keys struck at told times, whatever has the focus."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.stations.bench import Condition, DeviceState, Kind, Scan, Transport, layout
from app.ui.scans import HOLD_MS, ScanRouter

NOW_MS = 1_700_000_000_000


class HandClock:
    """A clock that moves only by hand."""

    def __init__(self) -> None:
        self.ms = 0

    def now_ms(self) -> int:
        return NOW_MS

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return self.ms / 1000


class Desk:
    """A window with a field and a button, a router on it, and hands that type at told times."""

    def __init__(self, qtbot) -> None:
        self.clock = HandClock()
        self.qtbot = qtbot
        self.window = QWidget()
        self.field = QLineEdit()
        self.button = QPushButton("Report")
        self.clicks: list[str] = []
        self.button.clicked.connect(lambda: self.clicks.append("click"))
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.router = ScanRouter(self.clock, self.window, stamp=lambda event: self.clock.ms)
        self.router.watch(self.window.windowHandle())
        self.scans: list[Scan] = []
        self.router.scanned.connect(self.scans.append)

    def focus(self, widget: QWidget) -> None:
        self.window.activateWindow()
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)

    def key(self, key, gap_ms: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.clock.ms += gap_ms
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def keys(self, text: str, gap_ms: int) -> None:
        for sign in text:
            shift = Qt.KeyboardModifier.ShiftModifier
            plain = Qt.KeyboardModifier.NoModifier
            self.key(sign, gap_ms, shift if sign.isupper() else plain)

    def wedge(self, text: str, gap_ms: int = 5) -> None:
        self.clock.ms += 1_000
        self.keys(text, gap_ms)
        self.key(Qt.Key.Key_Return, gap_ms)

    def rest(self) -> None:
        """Let the hold time pass."""
        self.clock.ms += HOLD_MS


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def wait_for_scans(desk: Desk, count: int = 1) -> list[str]:
    desk.qtbot.waitUntil(lambda: len(desk.scans) >= count)
    return [scan.text for scan in desk.scans]


def test_a_wedge_scan_is_heard_and_no_key_of_it_reaches_the_focused_field(desk):
    desk.focus(desk.field)
    desk.wedge("LS1/O/WORK000434/B20")
    assert wait_for_scans(desk) == ["LS1/O/WORK000434/B20"]
    assert desk.field.text() == ""
    assert desk.scans[0] == Scan("LS1/O/WORK000434/B20", "", "keyboard", NOW_MS, Transport.KEYBOARD)


def test_what_a_wedge_types_through_a_known_layout_is_mapped_back(desk):
    desk.router.map_back(layout("us_caps"))
    desk.wedge("aBC123")
    assert wait_for_scans(desk) == ["Abc123"]
    assert desk.scans[0].raw == b"aBC123"


def test_with_focus_on_a_button_enter_does_not_click_it(desk):
    desk.focus(desk.button)
    desk.wedge("LS1/B/OP-07")
    assert wait_for_scans(desk) == ["LS1/B/OP-07"]
    assert desk.clicks == []


def test_a_space_within_a_scan_does_not_click_the_button(desk):
    desk.focus(desk.button)
    desk.wedge("AB CD EF")
    assert wait_for_scans(desk) == ["AB CD EF"]
    assert desk.clicks == []
    assert not desk.button.isDown()


def test_the_button_still_works_after_a_scan(desk):
    desk.focus(desk.button)
    desk.wedge("LS1/B/OP-07")
    wait_for_scans(desk)
    desk.key(Qt.Key.Key_Space, 1_000)
    desk.rest()
    desk.qtbot.waitUntil(lambda: desk.clicks == ["click"])


def test_slow_typing_reaches_the_field(desk):
    desk.focus(desk.field)
    desk.keys("Lot 7", gap_ms=120)
    desk.rest()
    desk.qtbot.waitUntil(lambda: desk.field.text() == "Lot 7")
    assert desk.scans == []


def test_the_last_typed_key_arrives_without_another_one(desk):
    desk.focus(desk.field)
    desk.keys("7", gap_ms=500)
    assert desk.field.text() == ""
    desk.rest()
    desk.qtbot.waitUntil(lambda: desk.field.text() == "7")


def test_enter_after_slow_typing_is_an_enter(desk):
    entered: list[str] = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))
    desk.focus(desk.field)
    desk.keys("1250", gap_ms=120)
    desk.key(Qt.Key.Key_Return, 120)
    assert entered == ["1250"]
    assert desk.scans == []


def test_two_keys_that_roll_over_each_other_and_enter_are_typing(desk):
    entered: list[str] = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))
    desk.focus(desk.field)
    desk.wedge("12")
    assert entered == ["12"]
    assert desk.scans == []


def test_fast_text_without_enter_is_given_back_to_the_field(desk):
    desk.focus(desk.field)
    desk.keys("ABCDEF", gap_ms=5)
    assert desk.field.text() == ""
    desk.rest()
    desk.qtbot.waitUntil(lambda: desk.field.text() == "ABCDEF")
    assert desk.scans == []


def test_what_was_typed_before_a_scan_stays_and_the_scan_leaves_no_trace(desk):
    desk.focus(desk.field)
    desk.keys("12", gap_ms=200)
    desk.wedge("LS1/B/OP-07")
    assert wait_for_scans(desk) == ["LS1/B/OP-07"]
    assert desk.field.text() == "12"


def test_two_scans_in_a_row_are_two_scans(desk):
    desk.focus(desk.field)
    desk.wedge("LS1/B/OP-07")
    desk.wedge("LS1/E/CNC-01")
    assert wait_for_scans(desk, 2) == ["LS1/B/OP-07", "LS1/E/CNC-01"]


def test_upper_and_lower_case_survive(desk):
    desk.focus(desk.field)
    desk.wedge("aBcDe")
    assert wait_for_scans(desk) == ["aBcDe"]


def test_the_group_separator_a_field_would_drop_is_kept(desk):
    desk.focus(desk.field)
    desk.clock.ms += 1_000
    desk.keys("]d2", 5)
    desk.keys("10L1", 5)
    desk.key(Qt.Key.Key_BracketRight, 5, Qt.KeyboardModifier.ControlModifier)
    desk.keys("21A7", 5)
    desk.key(Qt.Key.Key_Return, 5)
    assert wait_for_scans(desk) == ["10L1\x1d21A7"]
    assert desk.scans[0].aim == "]d2"


@pytest.mark.parametrize("key", [Qt.Key.Key_Dollar, Qt.Key.Key_Plus])
def test_the_separator_is_kept_where_its_key_types_another_sign(desk, key):
    desk.focus(desk.field)
    desk.clock.ms += 1_000
    desk.keys("10L1", 5)
    desk.key(key, 5, Qt.KeyboardModifier.ControlModifier)
    desk.keys("21A7", 5)
    desk.key(Qt.Key.Key_Return, 5)
    assert wait_for_scans(desk) == ["10L1\x1d21A7"]


def test_a_key_held_down_is_typing(desk):
    desk.focus(desk.field)
    handle = desk.window.windowHandle()
    for nth in range(6):
        desk.clock.ms += 30
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", nth > 0
        )
        QCoreApplication.sendEvent(handle, press)
    desk.key(Qt.Key.Key_Return, 30)
    assert desk.field.text() == "111111"
    assert desk.scans == []


def test_backspace_and_arrows_pass_at_once(desk):
    desk.focus(desk.field)
    desk.keys("12", gap_ms=200)
    desk.key(Qt.Key.Key_Backspace, 200)
    assert desk.field.text() == "1"
    desk.keys("3", gap_ms=200)
    desk.key(Qt.Key.Key_Backspace, 5)
    assert desk.field.text() == "1"


def test_select_all_is_no_sign(desk):
    desk.focus(desk.field)
    desk.field.setText("abc")
    desk.key(Qt.Key.Key_A, 200, Qt.KeyboardModifier.ControlModifier)
    assert desk.field.selectedText() == "abc"


def test_a_busy_window_does_not_turn_typing_into_a_scan(desk):
    # Struck 150 ms apart, read in one go: only the stamps tell.
    desk.focus(desk.field)
    desk.keys("OP07", gap_ms=150)
    desk.key(Qt.Key.Key_Return, 150)
    assert desk.field.text() == "OP07"
    assert desk.scans == []


def test_a_window_that_closed_meanwhile_does_no_harm(desk, qtbot):
    dialog = QDialog(desk.window)
    dialog.show()
    qtbot.waitExposed(dialog)
    handle = dialog.windowHandle()
    desk.router.watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_7)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    desk.focus(desk.field)
    desk.keys("8", gap_ms=200)
    desk.rest()
    desk.qtbot.waitUntil(lambda: desk.field.text() == "8")


def test_following_the_focus_covers_dialogs(desk, qtbot):
    desk.router.follow(QGuiApplication.instance())
    dialog = QDialog(desk.window)
    field = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    field.setFocus()
    for sign in "LS1/B/OP-07":
        QTest.keyClick(dialog.windowHandle(), ord(sign))
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
    assert wait_for_scans(desk) == ["LS1/B/OP-07"]
    assert field.text() == ""
    assert dialog.isVisible()


def test_a_serial_scan_comes_out_of_the_same_signal_on_the_windows_thread(desk):
    threads: list[int] = []
    desk.router.scanned.connect(lambda scan: threads.append(threading.get_ident()))
    scan = Scan("LS1/B/OP-07", "]Q1", "scanner", NOW_MS)
    port = threading.Thread(target=desk.router.heard, args=(scan,))
    port.start()
    port.join()
    wait_for_scans(desk)
    assert desk.scans == [scan]
    assert threads == [threading.get_ident()]


def test_a_devices_state_is_passed_on(desk, qtbot):
    state = DeviceState("SCAN-1", Kind.SCANNER, "serial:/dev/x", Condition.ABSENT, "pulled")
    with qtbot.waitSignal(desk.router.device_changed) as told:
        desk.router.changed(state)
    assert told.args == [state]
