"""Hands and eyes of somebody at a station: scans, presses real widgets, waits for what shows."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.composition import Workplace
from app.demo.instruments import Instruments

PATIENCE_S = 30.0
LOOK_EVERY_S = 0.005


class NotSeenError(AssertionError):
    """What should have shown did not, in time."""


def until(seen: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    """Let windows work until `seen`; raise NotSeenError naming `what`."""
    deadline = time.monotonic() + patience_s
    while not seen():
        if time.monotonic() > deadline:
            raise NotSeenError(f"waited {patience_s:.0f} s for {what}")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(LOOK_EVERY_S)  # leave the machine to who is waited for


class Hands:
    """One person's hands at one station."""

    def __init__(self, workplace: Workplace, instruments: Instruments) -> None:
        self.workplace = workplace
        self.instruments = instruments
        self.scans = 0

    @property
    def station(self) -> str:
        """Return which station this is."""
        return self.workplace.station.profile.station

    def scan(self, text: str) -> None:
        """Hold a symbol in front of the scanner, once it is ready."""
        self.until(self._hears, "the scanner is ready")
        self.instruments.scanner.scan(text)
        self.scans += 1

    def press(self, name: str) -> None:
        """Press the control of that name as soon as it can be pressed."""
        self.until(lambda: self._ready(name) is not None, f"{name} can be pressed")
        found = self._ready(name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def save(self, name: str) -> None:
        """Press what saves, and wait until the screen says that it did."""
        said: list[object] = []
        self.workplace.window.saved.connect(said.append)
        self.press(name)
        self.until(lambda: bool(said), f"the screen says saved ({name})")
        self.workplace.window.saved.disconnect(said.append)

    def type(self, digits: Iterable[str], pad: str) -> None:
        """Press the keys of a keypad, one after another."""
        self.until(lambda: self.sees(pad), f"keypad {pad}")
        keypad = self._visible(pad)[0]
        for digit in digits:
            key = keypad.findChild(QWidget, f"key-{digit}")
            if key is None:
                raise NotSeenError(f"{pad} has no key {digit}")
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)

    def write(self, text: str, field: str) -> None:
        """Write into a text field, as an input method does: that is how Chinese text comes in."""
        self.until(lambda: self.sees(field), f"field {field}")
        box = self._visible(field)[0]
        line = box if isinstance(box, QLineEdit) else box.findChild(QLineEdit)
        if line is None:
            raise NotSeenError(f"{field} takes no text")
        written = QInputMethodEvent()
        written.setCommitString(text)
        QCoreApplication.sendEvent(line, written)

    def sees(self, name: str) -> bool:
        """Tell whether a control of that name is in sight."""
        return bool(self._visible(name))

    def may_press(self, name: str) -> bool:
        """Tell whether a control of that name is in sight and can be pressed."""
        return self._ready(name) is not None

    def said(self) -> str:
        """Return what the screen says in passing."""
        return next((one.accessibleName() for one in self._visible("toast")), "")

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Wait at this station."""
        until(seen, f"{what} at {self.station} (in front: {self._in_front()})")

    def _hears(self) -> bool:
        return self.is_ready("SCAN-1")

    def is_ready(self, role: str) -> bool:
        """Tell whether a device of the station is at work."""
        return any(one.role == role and one.is_at_work for one in self.workplace.bench.states())

    def _in_front(self) -> str:
        return self.workplace.window.screen_in_front.objectName()

    def _ready(self, name: str) -> QWidget | None:
        return next((one for one in self._visible(name) if one.isEnabled()), None)

    def _visible(self, name: str) -> list[QWidget]:
        found = self.workplace.window.findChildren(QWidget, name)
        return [one for one in found if one.isVisible()]
