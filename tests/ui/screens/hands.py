"""A person at a window: presses what is in sight, types, scans, and reads what it says."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.kernel.symbols import own
from app.kernel.words import Words
from app.stations.bench import Bench, heard
from app.stations.sound import Cue
from app.ui.floor import Floor
from app.ui.kit.painting import PaintedButton, PaintedWidget
from app.ui.scans import ScanRouter
from app.ui.theme import DENSITIES, Look
from app.ui.window import Window
from tests.ui.screens.station_at_work import OPERATOR, PIN, AtWork

WAIT_MS = 10_000


class Heard:
    """A sound that remembers what it played."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []

    def play(self, cue: Cue) -> None:
        self.cues.append(cue)


@dataclass
class Hands:
    """One person at one window."""

    qtbot: QtBot
    at: AtWork
    floor: Floor
    router: ScanRouter
    window: Window
    sound: Heard

    def find(self, name: str) -> QWidget | None:
        """Return the control of that name if a person could press it now."""
        found = self.window.findChildren(QWidget, name)
        return next((one for one in found if one.isVisible() and one.isEnabled()), None)

    def press(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: self.find(name) is not None, timeout=WAIT_MS)
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def type_digits(self, digits: str) -> None:
        for digit in digits:
            self.press(f"key-{digit}")

    def scan(self, text: str) -> None:
        self.router.heard(heard(text, "scanner", self.at.clock.now_ms()))

    def badge(self, person: str) -> None:
        self.scan(own.badge_code(person.replace("P-0", "B-00")))

    def log_in(self, person: str = OPERATOR, pin: str = PIN) -> None:
        self.badge(person)
        self.sees(lambda: self.find("login-keypad") is not None)
        self.type_digits(pin)
        self.press("login-enter")
        self.sees(lambda: self.floor.session is not None and self.floor.session.person == person)
        self.sees(lambda: self.window.screen_in_front.objectName() != "login")

    def sees(self, condition) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def reads(self, text: str) -> None:
        """Wait until `text` stands somewhere in sight."""
        self.sees(lambda: text in self.said())

    def said(self) -> str:
        """Return everything in sight, in one text."""
        parts = []
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel):
                parts.append(widget.text())
            elif isinstance(widget, PaintedWidget | PaintedButton):
                parts += [widget.accessibleName(), widget.accessibleDescription()]
        return "\n".join(parts)

    def is_at(self, screen: str) -> None:
        self.sees(lambda: self.window.screen_in_front.objectName() == screen)

    def close(self) -> None:
        if not isValid(self.window):
            return
        self.window.close()
        self.floor.blockSignals(True)
        self.floor.close()
        self.at.station.close()
        for each in (self.window, self.floor, self.router):
            each.deleteLater()  # now, here: collected later it might die on another thread
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def at_window(  # what differs between windows, by name
    qtbot: QtBot,
    at: AtWork,
    *,
    language: str = "zh_CN",
    density: str = "touch",
    sync=None,
    bench: Bench | None = None,
) -> Hands:
    """Return a person before the window of a station; close it with `close`."""
    floor, router, sound = Floor(at.station, bench=bench), ScanRouter(at.clock), Heard()
    look = Look(Words(language), density=DENSITIES[density])
    window = Window(floor, look, router, sync, sound=sound)
    if bench is not None:
        bench.listen(router)
        for state in bench.states():
            router.changed(state)
        bench.start()
    window.show()
    return Hands(qtbot, at, floor, router, window, sound)
