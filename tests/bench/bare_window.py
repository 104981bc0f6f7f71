"""The raw arm of a cold start: a bare window with what every station needs imported.

`python -m tests.bench.bare_window` says `painted` once its window is.
"""

import sys

import sqlalchemy
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        QApplication.quit()


if __name__ == "__main__":
    application = QApplication([sqlalchemy.__name__])
    window = Bare()
    window.resize(1280, 800)
    window.show()
    application.exec()
    sys.stdout.write("painted\n")
    sys.stdout.flush()
