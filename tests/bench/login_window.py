"""A station's cold start, to its end: `python -m tests.bench.login_window FOLDER`.

Says `painted` once the login shows the people of the station and has been painted with them.
"""

import sys
from pathlib import Path

from app.kernel.loading import loading

with loading():  # as `lineside station run` does
    from PySide6.QtCore import QEvent, QObject, QRegularExpression, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from app.composition import Workplace, application
    from app.stations.key_places import FileStore
    from app.stations.sound import Silence
    from app.stations.station import open_station
    from app.ui.screens.people.faces import Faces

SOMEBODY = QRegularExpression("^person-")


class Eye(QObject):
    """Ends the application when the login that shows its people has been painted."""

    def __init__(self, login: QWidget) -> None:
        super().__init__(login)
        faces = login.findChild(Faces)
        assert faces is not None
        self._faces = faces
        faces.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Paint and self._faces.findChildren(QWidget, SOMEBODY):
            QTimer.singleShot(0, QApplication.quit)  # when this round of painting is done
        return False


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
