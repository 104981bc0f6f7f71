"""Hands and eyes of somebody at a station: scans, presses real widgets, waits for what shows."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from app.capabilities.people.signatures.queries import signatures
from app.capabilities.people.starting.commands import Newcomer
from app.composition import Workplace
from app.demo.instruments import Instruments
from app.kernel.symbols.own import badge_code

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
        kinds = (QLineEdit, QPlainTextEdit)
        found = (part for kind in kinds for part in (box, *box.findChildren(kind)))
        line = next((part for part in found if isinstance(part, kinds)), None)
        if line is None:
            raise NotSeenError(f"{field} takes no text")
        written = QInputMethodEvent()
        written.setCommitString(text)
        QCoreApplication.sendEvent(line, written)

    def number(self, digits: str, field: str) -> None:
        """Fill in a number by finger: the field opens its keypad, whose last key takes it."""
        self.press(field)
        pad = f"{field.removesuffix('-number')}-keypad"
        self.until(lambda: self.sees(pad), f"keypad {pad}")
        while self._visible(pad)[0].text():  # type: ignore[attr-defined]  # a keypad
            self.type(("delete",), pad)
        self.type(digits, pad)
        self.press(f"{field.removesuffix('-number')}-sheet-done")

    def choose(self, name: str) -> None:
        """Press one of a few, unless it is chosen already: a second press would let it go."""
        self.until(lambda: self.sees(name), f"the choice {name}")
        found = self._visible(name)[0]
        if not (isinstance(found, QAbstractButton) and found.isChecked()):
            self.press(name)

    def pick(self, key: str, field: str) -> None:
        """Pick one from the list a field opens."""
        self.press(field)
        self.press(f"{field}-sheet-{key}")

    def sign(self, who: Newcomer) -> None:
        """Show the badge and type the PIN on the sheet of a signature."""
        self.until(lambda: self.sees("signature-sign"), "the sheet of the signature")
        self.prove(who)
        self.until(lambda: not self.sees("signature-sign"), "the signature is on disk")

    def prove(self, who: Newcomer) -> None:
        """Show the badge, type the PIN and press sign: a second person may be asked after that."""
        self.scan(badge_code(who.command.badge))
        self.type(who.pin, "signature-keypad")
        self.press("signature-sign")

    def label(self, name: str) -> str:
        """Return what is written on a button in sight."""
        found = (one for one in self._visible(name) if isinstance(one, QAbstractButton))
        return next((one.text() for one in found), "")

    def say(self, text: str, field: str) -> None:
        """Fill in a line that a touch panel asks for in a sheet of its own."""
        self.press(field)
        self.write(text, f"{field}-sheet-text")
        self.press(f"{field}-sheet-take")

    def why_not(self, name: str) -> str:
        """Return why a control in sight cannot be pressed; empty where it can."""
        found = (one for one in self._visible(name) if not one.isEnabled())
        return next((one.accessibleDescription() for one in found), "")

    def signatures(self, record: str) -> tuple[str, ...]:
        """Return the hashes of the signatures on a record, as this station has them."""
        found = self.workplace.station.ask(lambda c: signatures(c, record)).result()
        return tuple(one.hash for one in found)

    @property
    def is_touch(self) -> bool:
        """Tell whether this station is worked by finger."""
        return self.workplace.window.look.density.is_touch

    def text_of(self, name: str) -> str:
        """Return what a control says to whoever cannot see it."""
        return next((one.accessibleName() for one in self._visible(name)), "")

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
