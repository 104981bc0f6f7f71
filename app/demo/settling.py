"""Bringing a window of the gallery where its picture is taken: pressing, and waiting to see."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.screens.screen import Place
from app.ui.window import Window

_PATIENCE_S = 20.0


def until(seen: Callable[[], bool]) -> None:
    """Let the window work until `seen`."""
    deadline = time.monotonic() + _PATIENCE_S
    while not seen():
        if time.monotonic() > deadline:
            raise RuntimeError("an exhibit never came to rest")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def press(window: QWidget, *names: str) -> None:
    """Press controls one after another, each as soon as it is in sight and free."""
    for name in names:
        until(lambda name=name: free(window, name) is not None)  # type: ignore[misc]  # as above
        found = free(window, name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def free(window: QWidget, name: str) -> QWidget | None:
    """Return the control of that name that is in sight and may be pressed."""
    found = window.findChildren(QWidget, name)
    return next((one for one in found if one.isVisible() and one.isEnabled()), None)


def seen(window: QWidget, name: str) -> bool:
    """Tell whether something of that name is in sight; it need not be free."""
    return any(one.isVisible() for one in window.findChildren(QWidget, name))


def brought(place: Place, *names: str, sign: str = "") -> Callable[[QWidget], None]:
    """Return what brings a window to a place, presses things there, and waits for `sign`."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(place)
        press(window, *names)
        if sign:
            until(lambda: free(window, sign) is not None)

    return settle
