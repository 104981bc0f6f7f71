"""Sync and devices: what waits here and why, the station's own health, each device as it is."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.production.holds.queries import list_age
from app.capabilities.sites.queries import ClockJump, Rollback, clock_jumps
from app.journal.verify import Verified
from app.kernel.place import Place as Where
from app.stations.recogniser import Meaning
from app.stations.self_check import Held, checked, held
from app.ui.kit import Banner, Sheet
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Place, Screen
from app.ui.screens.sites.clock_sheet import ClockSheet
from app.ui.screens.sites.device_detail import DeviceDetail
from app.ui.screens.sites.device_hands import DeviceHands
from app.ui.screens.sites.device_list import DeviceList
from app.ui.screens.sites.facts_cards import FactsCards, key_place_words
from app.ui.screens.sites.sync_card import SyncCard
from app.ui.screens.sites.unsent_card import UnsentCard

CALM_MS = 30
"""A scale speaks ten times a second and more: what it says is drawn at once, then this often."""


class SyncDevices(Screen):
    """Where people look when something seems stuck."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "sync-devices")
        look, station = parts.look, parts.floor.station
        self._news = parts.news
        self._moments = Moments(look.words, station.clock)
        self._chosen = ""
        self._sync = SyncCard(look, self._moments, parts.news)
        self._sync.retried.connect(parts.news.retry)
        self._unsent = UnsentCard(look, self._moments)
        self._unsent.setVisible(not parts.news.is_alone)
        self._put_back = Banner(look, "warn", "", name="put-back")
        self._put_back.hide()
        self._facts = FactsCards(look)
        self._facts.show_key(station.facts.identity.place)
        self._facts.clock_asked.connect(self._ask_clock)
        self._facts.check_asked.connect(self._check)
        self._facts.key_asked.connect(self._say_key)
        self._devices = DeviceList(look, self._moments)
        self._devices.chosen.connect(self._choose)
        self._detail = DeviceDetail(look, self._moments)
        self._hands = DeviceHands(self, parts, self._moments, self._devices, self._detail)
        parts.news.sync_changed.connect(self._show_sync)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._calmed)
        self._is_due = False
        for news in (parts.news.device_changed, parts.news.scanned, parts.news.read):
            news.connect(self._devices_changed)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._show_sync)
        self._lay_out()
        self._show_sync()
        self._show_devices()

    def about(self, place: Place) -> None:
        if place.record:
            self._choose(place.record)

    def takes(self, meaning: Meaning) -> bool:
        return self._hands.is_scanning or super().takes(meaning)

    def refresh(self) -> None:
        self._hands.refresh()
        self.floor.ask(self, lambda c: held(c, self.floor.station), self._show_held)
        self.floor.ask(self, self.floor.station.sessions.door.lease, self._sync.show_lease)
        profile, now_ms = self.floor.station.profile, self.floor.station.clock.now_ms()
        here = Where(profile.area, profile.station)
        self.floor.ask(self, lambda c: list_age(c, here, now_ms), self._sync.show_list)
        self._second.start()

    def leave(self) -> None:
        super().leave()
        self._calm.stop()
        self._second.stop()

    def _show_sync(self) -> None:
        self._sync.refresh()
        self._unsent.show_status(self._news.sync)
        self._facts.show_clock(self._news.time)

    def _show_held(self, found: Held) -> None:
        self._facts.show_held(found)
        self._put_back.setVisible(found.put_back is not None)
        if found.put_back is not None:
            self._say_put_back(found.put_back)

    def _say_put_back(self, one: Rollback) -> None:
        words, when = self.look.words, self._moments.when(one.seen_at_ms)
        self._put_back.say(
            "warn",
            words("sync_devices.put_back", when=when),
            words("sync_devices.put_back.how", seq=f"{one.seq:,}", held_seq=f"{one.held_seq:,}"),
        )

    def _devices_changed(self, _: object) -> None:
        if self._calm.isActive():
            self._is_due = True
            return
        self._show_devices()
        self._calm.start()

    def _calmed(self) -> None:
        if self._is_due:
            self._is_due = False
            self._show_devices()
            self._calm.start()

    def _show_devices(self) -> None:
        devices = self._news.devices
        if self._chosen not in {state.role for state in devices}:
            self._chosen = devices[0].role if devices else ""
        self._devices.show_devices(devices, self._chosen)
        self._detail.setVisible(bool(devices))
        self._hands.show(next((one for one in devices if one.role == self._chosen), None))

    def _choose(self, role: str) -> None:
        self._chosen = role
        self._show_devices()

    def _ask_clock(self) -> None:
        here = self.floor.station.profile.station
        self.floor.ask(self, lambda c: clock_jumps(c, here), self._say_clock)

    def _say_clock(self, jumps: tuple[ClockJump, ...]) -> None:
        ClockSheet(self.look, self, self._moments, self._news.time, jumps).open()

    def _check(self) -> None:
        self._facts.show_checking()
        self.floor.work(
            self, lambda: checked(self.floor.station), self._show_checked, self.say_refused
        )

    def _say_key(self) -> None:
        """Say in full where the key lies: what is weak is said, not hidden (SYNC §3.6)."""
        look, place = self.look, self.floor.station.facts.identity.place
        sheet = Sheet(look, self, look.words("sync_devices.key"), name="key-sheet")
        state = "ok" if place.is_guarded else "warn"
        sheet.body.addWidget(Banner(look, state, key_place_words(look.words, place)))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _show_checked(self, found: Verified) -> None:
        self._facts.show_checked(found, self._moments.time(self._moments.now_ms()))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._sync)
        left.addWidget(self._unsent, 1)
        left.addWidget(self._facts)
        if self._news.is_alone:
            left.addStretch()
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._put_back)
        middle.addWidget(self._devices, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addLayout(left, 10)
        row.addLayout(middle, 10)
        row.addWidget(self._detail, 11)
