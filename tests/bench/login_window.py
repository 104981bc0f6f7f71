"""A station's cold start, to its end: `python -m tests.bench.login_window FOLDER`.

Says `painted` once the login shows the people of the station and has been painted with them.
"""

import sys
from pathlib import Path

from app.kernel.loading import loading

with loading():  # as `lineside station run` does
    from PySide6.QtCore import QObject, QRegularExpression, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from app.composition import Workplace, application
    from app.stations.key_places import FileStore
    from app.stations.sound import Silence
    from app.stations.station import open_station

SOMEBODY = QRegularExpression("^person-")


class Eye(QObject):
    """Ends the application when the login that shows its people has been painted."""

    def __init__(self, login: QWidget) -> None:
        super().__init__(login)
        self._login = login
        self._look = QTimer(self, interval=1)
        self._look.timeout.connect(self._see)
        self._look.start()

    def _see(self) -> None:
        if self._login.findChildren(QWidget, SOMEBODY):
            self._look.stop()
            self._login.window().repaint()
            QApplication.quit()


def main(folder: Path) -> None:
    app = application()
    store = FileStore(folder / "keys", passphrase=None, machine="test-machine")
    station = open_station(folder, (store,))
    workplace = Workplace(station, sound=Silence())
    workplace.router.follow(app)
    workplace.window.show()
    Eye(workplace.window.screen_in_front)
    app.exec()
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    workplace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
