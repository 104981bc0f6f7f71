"""The stage of the demo on a screen: what happens around the stations when the panel is pressed.

stage = Stage(look, site)       # a site that is set up; cables are laid between it and its server
stage.open_windows()
stage.panel.show()
stage.close()
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.demo.cable import Cable
from app.demo.device_player import Player
from app.demo.device_stage import DeviceStage
from app.demo.panel import Panel
from app.demo.panel_column import Cabled, ColumnFacts, Scanned
from app.demo.plan_file import FILE_NAME as PLAN_NAME
from app.demo.plan_file import write_plan
from app.demo.site import PASSPHRASE, SUPERVISOR_STATION, WHO_WORKS_WHERE, Site
from app.demo.station_process import StationProcess
from app.demo.watch import Watch
from app.stations.key_places import write_privately
from app.stations.profile import FILE_NAME, write_profile
from app.ui.theme.look import Look

log = logging.getLogger(__name__)

WATCH_MS = 500


class Stage(QObject):
    """Holds the panel and everything it moves, but not the site: that is its maker's to close."""

    _server_is = Signal(bool)

    def __init__(self, look: Look, site: Site) -> None:
        super().__init__()
        self._site = site
        language = look.words.language
        self._cables = {station: self._lay_cable(station, language) for station in site.posts}
        self.columns = columns(site)
        self.panel = Panel(look, self.columns)
        self._players = _players(site)
        self.devices = DeviceStage(look, self._players)
        # The demo ends with its own panel, whatever else is open.
        self.devices.panel.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.watch = Watch({name: post.folder for name, post in site.posts.items()}, self)
        self._windows: dict[str, StationProcess] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="server-switch")
        self._timer = QTimer(self, interval=WATCH_MS)
        self._timer.timeout.connect(self._show_windows)
        self.watch.seen.connect(self.panel.show_sight, Qt.ConnectionType.QueuedConnection)
        self._server_is.connect(self.panel.server_is, Qt.ConnectionType.QueuedConnection)
        self.panel.scanned.connect(self._scan)
        self.panel.cabled.connect(self._cable)
        self.panel.reopened.connect(self._reopen)
        self.panel.server_switched.connect(self._switch_server)
        self.watch.start()

    def open_windows(self) -> None:
        """Open every station, each in a process of its own."""
        passphrase = self._site.folder / "passphrase"
        write_privately(passphrase, PASSPHRASE.encode())
        for station, post in self._site.posts.items():
            self._windows[station] = StationProcess(post.folder, passphrase)
            self._windows[station].start()
        self._timer.start()
        self._show_windows()

    def close(self) -> None:
        """End the stations and put the cables away. Twice does no harm."""
        self._timer.stop()
        for window in self._windows.values():
            window.ask_to_end()
        for window in self._windows.values():
            window.wait()
        self._worker.shutdown()
        self.watch.close()
        for cable in self._cables.values():
            cable.close()
        for player in self._players.values():
            player.stop()
        self.devices.panel.close()
        self.panel.close()

    def _lay_cable(self, station: str, language: str) -> Cable:
        """Lead a station to the server through a cable that can be pulled.

        It starts in the panel's language: whoever plays reads both.
        """
        post = self._site.posts[station]
        cable = Cable(self._site.server.port)
        profile = msgspec.structs.replace(post.profile, server=cable.url, language=language)
        write_profile(post.folder / FILE_NAME, profile)
        self._site.posts[station] = replace(post, profile=profile)
        return cable

    def _scan(self, scanned: Scanned) -> None:
        self._site.posts[scanned.station].instruments.scanner.scan(scanned.code)

    def _cable(self, cabled: Cabled) -> None:
        cable = self._cables[cabled.station]
        if cabled.is_in:
            cable.plug()
        else:
            cable.pull()

    def _reopen(self, station: str) -> None:
        self._windows[station].start()
        self._show_windows()

    def _switch_server(self, on: bool) -> None:
        """Start or stop the server on a worker: it takes a second or two to answer."""
        self.panel.server_is_changing()
        turn = self._site.server.start if on else self._site.server.stop
        self._worker.submit(partial(self._turn_server, turn, on))

    def _turn_server(self, turn: Callable[[], None], on: bool) -> None:
        try:
            turn()
        except RuntimeError:  # it says itself where its log lies
            log.exception("demo.server_not_turned")
            on = not on
        self._server_is.emit(on)

    def _show_windows(self) -> None:
        for station, window in self._windows.items():
            self.panel.show_running(station, window.is_running)


def columns(site: Site) -> tuple[ColumnFacts, ...]:
    """Return each station with the people who can log in there; the plan lies with the supervisor.

    Writes the plan that an ERP would have exported today.
    """
    plan = site.folder / PLAN_NAME
    if not plan.exists():
        write_plan(plan, date.today())  # noqa: DTZ011  # the plant's own day
    return tuple(
        ColumnFacts(
            post.profile,
            tuple(site.people[person] for person in WHO_WORKS_WHERE[name]),
            plan if name == SUPERVISOR_STATION else None,
        )
        for name, post in site.posts.items()
    )


def _players(site: Site) -> dict[str, Player]:
    """Return who plays the scales, printers and machines of every station, by their role."""
    return {
        role: Player(role, kind, device)
        for post in site.posts.values()
        for role, (kind, device) in post.instruments.played().items()
    }
