"""The only place where things meet: a station, its devices, its line to the server, its window.

workplace = Workplace(station)
workplace.window.show()
application.exec()
workplace.close()
"""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from app.kernel.paths import resources
from app.kernel.words import Words
from app.stations.bench import Bench
from app.stations.bound import bound_here, layout_of
from app.stations.inbox import Inbox
from app.stations.key_places import key_stores
from app.stations.profile import FILE_NAME as PROFILE_FILE
from app.stations.profile import Profile, read_profile
from app.stations.sound import Silence, Sound, speaker
from app.stations.station import Station, open_station
from app.ui.floor import Floor
from app.ui.opening import Opening
from app.ui.scans import ScanRouter
from app.ui.theme.look import Look, apply
from app.ui.theme.tokens import DENSITIES
from app.ui.tidy import Tidier
from app.ui.window import Window

if TYPE_CHECKING:
    from app.stations.gathering import Gathering
    from app.stations.line import Line
    from app.stations.printing import Spool
    from app.stations.rounds import Rounds
    from app.ui.screens.production.board_wall import BoardWall

LOGIN_FIRST_MS = 500
"""All else begins this long after the window: whoever waits for the login comes first."""


class Workplace:
    """One station with everything on it. The window is not shown yet."""

    def __init__(self, station: Station, *, sound: Sound | None = None) -> None:
        profile = station.profile
        self.station = station
        bound = station.ask(bound_here(profile)).result()
        self.bench = Bench(bound, now_ms=station.clock.now_ms)
        self.router = ScanRouter(station.clock)
        self.router.map_back(layout_of(bound))
        self.line = _line(station, profile.server) if profile.server else None
        self.spool: Spool | None = None
        self.floor = Floor(station, bench=self.bench)
        self.window = Window(
            self.floor, look_of(profile), self.router, self.line, sound=sound or Silence()
        )
        self.bench.listen(self.router)
        self._inbox = Inbox()
        self._gathering: Gathering | None = None
        self._rounds: Rounds | None = None
        self.bench.listen(self._inbox)
        for state in self.bench.states():
            self.router.changed(state)  # before any of them speaks: said later it might be old
        self.bench.start()
        QTimer.singleShot(LOGIN_FIRST_MS, self.window, self._begin)

    def _begin(self) -> None:
        """Begin what no login waits for: exchange, printing, and what the first act will need."""
        self.floor.work(self.window, self.station.journal.vocabulary.unfold, _nothing, _nothing)
        self._gathering = _gathering(self.station, self.bench, self._inbox)
        self._gathering.listen(self.router.heard)
        self._gathering.start()
        if self.line is not None:
            self.line.start()
        self.spool = _spool(self.station, self.bench)
        self.spool.start()
        self._rounds = _rounds(self.station)
        self._rounds.start()

    def close(self) -> None:
        """End everything, the label on its way and the devices first. Twice does no harm."""
        if self.spool is not None:
            self.spool.stop()
        if self._rounds is not None:
            self._rounds.close()
        self.bench.stop()
        if self._gathering is not None:
            self._gathering.close()
        if self.line is not None:
            self.line.close()
        self.floor.close()
        self.station.close()
        if isValid(self.window):
            # Deleted here, not when Python gets round to it on some other thread; and a router
            # left over would go on taking keys from every window of this application.
            self.window.close()
            delete(self.window)
            delete(self.router)
            delete(self.floor)


def _line(station: Station, server: str) -> "Line":
    """Return the line to the server; a station without one has no use for the exchange."""
    from app.stations.line import Line
    from app.sync.transport import Server

    return Line(station, Server(server))


def _spool(station: Station, bench: Bench) -> "Spool":
    """Return what prints the station's labels."""
    from app.stations.label_writing import Press
    from app.stations.printing import Spool

    return Spool(station, bench, Press(bench.bindings).written)


def _gathering(station: Station, bench: Bench, inbox: Inbox) -> "Gathering":
    """Return what records the equipment's samples; no login waits for it."""
    from app.stations.gathering import Gathering

    return Gathering(station, bench.bindings, inbox)


def _rounds(station: Station) -> "Rounds":
    """Return what looks round each minute for what rules watch by the clock."""
    from app.stations.rounds import Rounds

    return Rounds(station)


def _nothing(_: object) -> None:
    """Follow from an answer nobody waits for."""


def application() -> QApplication:
    """Return the application, made if there is none yet; with no screen it draws in memory."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["lineside"])
    app.setApplicationName("Lineside")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "lineside.svg")))
    return app


def run_station(
    folder: Path, *, kiosk: bool = False, wall: bool = False, passphrase: str | None = None
) -> int:
    """Run the station in `folder` until its window is closed; return the exit status.

    `wall` shows the progress board alone, for a screen nobody works at. Refuses `sites.*` where
    there is no station in `folder`.
    """
    app = application()
    station = _opened(folder, passphrase)
    workplace = Workplace(station, sound=speaker())
    workplace.window.setWindowTitle(f"Lineside · {station.profile.station}")
    workplace.router.follow(app)
    Tidier(app, lambda: workplace.floor.session is None)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: workplace.window.close())  # heard at its next second
    board = _board(workplace) if wall else None
    if board is not None:
        apply(app, board.look)
        board.showFullScreen()
    elif kiosk:
        workplace.window.full_screen()
    else:
        workplace.window.show()
    status = app.exec()
    if board is not None:
        delete(board)
    workplace.close()
    return status


def _board(workplace: Workplace) -> "BoardWall":
    from app.ui.screens.production.board_wall import BoardWall  # no login waits for the board

    return BoardWall(workplace.floor, workplace.window.look.turned(theme="dark"))


def _opened(folder: Path, passphrase: str | None) -> Station:
    """Open the station on a worker, while a small window says how far an upgrade is."""
    look = look_of(read_profile(folder / PROFILE_FILE))
    words = look.words
    opening = Opening(look, words("window.opening.title"), words("window.opening.text"))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening") as worker:
        stores = key_stores(folder, passphrase)
        return opening.outcome(worker.submit(open_station, folder, stores, progress=opening.told))


def look_of(profile: Profile) -> Look:
    """Return how a station looks as its profile has it."""
    return Look(Words(profile.language), density=DENSITIES[profile.density])
