"""An inspector who enters one value, types half of the next and is killed by their test.

Says `typed` once the first is saved and the half-typed one is kept.
"""

import sys
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    INSPECTOR,
    PATROL,
    a_quality_station,
    begin,
    held,
    the_inspection,
)

STEP_MS = 5


class _Bot:
    """What hands need of a robot, without a test around it."""

    def waitUntil(self, condition: Any, timeout: int) -> None:  # noqa: N802, ANN401  # as pytest-qt
        until = QDeadlineTimer(timeout)
        while not condition():
            if until.hasExpired():
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, STEP_MS)

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> None:  # noqa: N802  # as pytest-qt
        QTest.mouseClick(widget, button)


def main() -> None:
    """Enter 2.51, type 2.4, and wait for the end."""
    app = QApplication([])
    hands = at_window(cast("QtBot", _Bot()), a_quality_station(Path(sys.argv[1])))
    begin(hands, PATROL)
    type_in(hands, "2.51")
    hands.press("inspect-do")
    hands.sees(lambda: held(hands).get("bore/1") == "2.51 mm")
    hands.sees(lambda: typed(hands) == "")
    type_in(hands, "2.4")
    key = f"form/{INSPECTOR}/{the_inspection(hands).row.filled}"
    hands.sees(lambda: b"2.4" in (hands.floor.station.draft(key).result() or b""))
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    app.exec()


def typed(hands: Any) -> str:  # noqa: ANN401  # as hands are made
    return str(hands.find("inspect-keypad").text())


def type_in(hands: Any, text: str) -> None:  # noqa: ANN401  # as hands are made
    for sign in text:
        hands.press(f"key-{sign}")


if __name__ == "__main__":
    main()
