"""Garbage is collected on the window's thread and nowhere else.

Python collects wherever an allocation tips the balance, also on the writer's or the exchange's
thread; a Qt object that dies there takes the process with it. So the automatic collector is off,
and this does its work: the young often, the old only while nobody is at the station.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
OLD_EVERY_S = 120


class Tidier(QObject):
    """Collects garbage for the whole process; make one, on the window's thread."""

    def __init__(self, parent: QObject, is_quiet: Callable[[], bool] = lambda: True) -> None:
        """`is_quiet` tells whether a pause of some tens of ms would go unnoticed."""
        super().__init__(parent)
        gc.disable()
        gc.collect()
        gc.freeze()  # what the imports made stays: it need not be looked at again
        self._is_quiet = is_quiet
        self._seconds = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._tidy)
        self._timer.start()

    def _tidy(self) -> None:
        self._seconds += 1
        if self._seconds >= OLD_EVERY_S and self._is_quiet():
            self._seconds = 0
            gc.collect(2)
        else:
            gc.collect(1)
