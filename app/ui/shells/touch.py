"""The shell of a touch station: top bar with place, exchange, devices, person and time."""

from PySide6.QtWidgets import QVBoxLayout

from app.stations.bench import DeviceState
from app.stations.profile import Profile
from app.stations.session import Session
from app.sync.status import SyncStatus
from app.ui.kit import DeviceIndicator, InboxIndicator, SyncIndicator, TopBar, hue_of
from app.ui.moments import Moments
from app.ui.screens.kind import ScreenKind
from app.ui.shells.lease_sign import LeaseSign
from app.ui.shells.shell import Shell
from app.ui.signs import device_icon, device_state
from app.ui.sync_words import in_one
from app.ui.theme.look import Look

SYNC_SCREEN, INBOX_SCREEN = "sync-devices", "inbox"


class TouchShell(Shell):
    """A bar of 68 px above the screens."""

    def __init__(self, look: Look, profile: Profile) -> None:
        super().__init__(look, "touch-shell")
        self._profile = profile
        self._bar = TopBar(look, str(look.words.of(profile.name)))
        self._inbox = InboxIndicator(look)
        self._inbox.clicked.connect(lambda: self.chosen.emit(INBOX_SCREEN))
        self._bar.add(self._inbox)
        self._sync = SyncIndicator(look)
        self._sync.clicked.connect(self._ask_sync)
        self._bar.add(self._sync)
        self._lease = LeaseSign(look)
        self._bar.add(self._lease)
        self._devices: dict[str, DeviceIndicator] = {}
        self._bar.person_pressed.connect(self._ask_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(self.page(), 1)

    def show_kind(self, kind: ScreenKind) -> None:
        words, profile = self.look.words, self._profile
        sub = words(kind.text) if kind.is_aside else str(words.of(profile.zone))
        self._bar.show_place(str(words.of(profile.name)), sub)

    def show_person(self, session: Session | None) -> None:
        if session is None:
            self._bar.show_person("", "")
            return
        name = str(self.look.words.of(session.name))
        self._bar.show_person(session.person, name, session.person, hue=hue_of(session.person))

    def show_sync(self, status: SyncStatus, text: str, sub: str) -> None:
        self._sync.show_state(status.state, in_one(text, sub), short=text)

    def show_inbox(self, state: str, count: int, said: str) -> None:
        self._inbox.show_count(state, count, said)

    def show_lease(self, state: str, text: str) -> None:
        self._lease.show_state(state, text)

    def show_device(self, state: DeviceState) -> None:
        if state.is_gone:
            self._take_away(state.role)
            return
        if state.role not in self._devices:
            said = state.name(self.look.words)
            made = DeviceIndicator(
                self.look, device_icon(state.kind), said, name=f"device-{state.role}"
            )
            made.clicked.connect(self._ask_sync)
            self._devices[state.role] = made
            self._bar.add(made)
        self._devices[state.role].show_state(device_state(state))

    def _take_away(self, role: str) -> None:
        if (gone := self._devices.pop(role, None)) is not None:
            gone.hide()
            gone.deleteLater()

    def show_time(self, moments: Moments) -> None:
        self._bar.show_time(moments.time(moments.now_ms()))

    def _ask_sync(self) -> None:
        self.chosen.emit(SYNC_SCREEN)

    def _ask_menu(self, _person: str) -> None:
        self.menu_asked.emit()
