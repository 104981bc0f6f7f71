"""The raw arm of a cold start: a bare window, PySide6 and SQLAlchemy imported, nothing done.

`python -m tests.bench.bare_window` says `painted` once its window is. Both libraries load parts
with their first use: Qt's names, SQLAlchemy's dialect; no program is without these two.
"""

import sys

import sqlalchemy.dialects.sqlite
from PySide6.QtCore import Qt
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
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()
    application.exec()
    sys.stdout.write("painted\n")
    sys.stdout.flush()
