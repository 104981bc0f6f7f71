"""The dark half of the login: which station this is, the time, the exchange, the devices."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.kernel.words import LANGUAGES
from app.stations.bench import DeviceState
from app.stations.lease import LeaseStanding, Running
from app.stations.profile import Profile
from app.ui.kit import (
    Card,
    DeviceIndicator,
    IconBox,
    NightPanel,
    Option,
    ProgressBar,
    Rule,
    Segmented,
    Text,
)
from app.ui.lease_words import lease_left, lease_line
from app.ui.moments import Moments
from app.ui.news import News
from app.ui.signs import device_icon, device_state
from app.ui.sync_words import in_one, sync_words
from app.ui.theme.look import Look

_ICONS = {
    "synced": ("cloud-check", "top_ok"),
    "syncing": ("refresh-cw", "top_ink"),
    "offline": ("cloud-off", "top_ink"),
    "attention": ("triangle-alert", "warn_solid"),
    "blocked": ("octagon-x", "top_fail"),
}
_ABREAST = 6
"""How many devices stand side by side."""


class StationPanel(NightPanel):
    """`turned` carries the language somebody wants to read."""

    turned = Signal(str)

    def __init__(self, look: Look, profile: Profile, news: News, moments: Moments) -> None:
        super().__init__(look, "station-panel")
        self._news, self._moments = news, moments
        self._devices: dict[str, DeviceIndicator] = {}
        self._time = Text(look, "", "big", "top_ink")
        self._time.setFont(look.sized(80, 700))
        self._date = Text(look, "", "body", "top_ink2")
        self._sync_icon = IconBox(look, "cloud-off", ink="top_ink", ground="top_pill", size=44)
        self._sync_title = Text(look, "", "strong", "top_ink", wrap=True)
        self._sync_sub = Text(look, "", "hint", "top_ink2", wrap=True)
        self._lease_left = Text(look, "", "label", "top_ink")
        self._lease_label = Text(look, look.words("lease.label"), "hint", "top_ink2")
        self._lease_bar = ProgressBar(
            look,
            "lease-left",
            role="top_mark",
            ground="top_pill",
            accessible=look.words("lease.label"),
        )
        self._lease_trouble = Text(look, "", "label", "warn_solid", wrap=True)
        self._lease = LeaseStanding(Running.UNNEEDED)
        self.body.addLayout(self._brand())
        self.body.addSpacing(26)
        title = Text(look, str(look.words.of(profile.name)), "page", "top_ink", wrap=True)
        self.body.addWidget(title)
        self.body.addWidget(Text(look, str(look.words.of(profile.zone)), "body", "top_ink2"))
        self.body.addSpacing(24)
        self.body.addWidget(self._time)
        self.body.addWidget(self._date)
        self.body.addStretch()
        self.body.addWidget(self._sync_card())
        self.body.addSpacing(8)
        self._bench = QGridLayout()
        self._bench.setSpacing(8)
        self._bench.setColumnStretch(_ABREAST, 1)
        self.body.addLayout(self._bench)
        foot = QHBoxLayout()
        foot.addWidget(self._languages())
        foot.addStretch()
        self.body.addLayout(foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the time and how the exchange stands now."""
        words, status = self.look.words, self._news.sync
        self._time.say(self._moments.time(self._moments.now_ms()))
        self._date.say(self._moments.long_date())
        icon, ink = _ICONS[status.state]
        self._sync_icon.show_icon(icon, ink, "top_pill")
        self._sync_title.say(in_one(*sync_words(words, self._moments, self._news)))
        contact = status.last_contact_ms
        if contact:
            when, age = self._moments.when(contact), self._moments.age(contact)
            self._sync_sub.say(words("login.last_sync", when=when, age=age))
        self._sync_sub.setVisible(bool(contact))

        self._show_lease()

    def show_lease(self, stands: LeaseStanding) -> None:
        """Show how long people may sign here without the server."""
        self._lease = stands
        self._show_lease()

    def _show_lease(self) -> None:
        words, stands, now_ms = self.look.words, self._lease, self._moments.now_ms()
        runs = stands.state in (Running.RUNNING, Running.ENDING)
        for part in (self._lease_label, self._lease_left, self._lease_bar):
            part.setVisible(runs)
        self._lease_trouble.setVisible(not runs and stands.state is not Running.UNNEEDED)
        self._lease_trouble.say(lease_line(words, self._moments, stands))
        until, left = self._moments.date_time(stands.until_ms), lease_left(words, stands, now_ms)
        self._lease_left.say(words("lease.until", until=until, left=left))
        self._lease_bar.show_parts(int(stands.left(now_ms) * 1000), 0, 1000)

    def show_devices(self, devices: tuple[DeviceState, ...]) -> None:
        """Show how the devices stand; one that was taken away disappears."""
        for role in self._devices.keys() - {state.role for state in devices}:
            gone = self._devices.pop(role)
            gone.hide()
            gone.deleteLater()
        for state in devices:
            self._show_device(state)
        for place, indicator in enumerate(self._devices.values()):
            self._bench.addWidget(indicator, *divmod(place, _ABREAST))

    def _show_device(self, state: DeviceState) -> None:
        if state.role not in self._devices:
            said = state.name(self.look.words)
            icon = device_icon(state.kind)
            made = DeviceIndicator(self.look, icon, said, name=f"login-device-{state.role}")
            self._devices[state.role] = made
        self._devices[state.role].show_state(device_state(state))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconBox(self.look, "lineside", ground="", size=44, name="logo"))
        brand = Text(self.look, "Lineside", "page", "top_ink")
        brand.setFont(self.look.sized(24, 700))
        row.addWidget(brand, 1)
        return row

    def _sync_card(self) -> Card:
        card = Card(self.look, "login-sync", "dark")
        row = QHBoxLayout()
        row.setSpacing(14)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._sync_title)
        lines.addWidget(self._sync_sub)
        row.addWidget(self._sync_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        card.body.addLayout(row)
        card.body.addWidget(Rule(self.look, role="top_line"))
        card.body.addWidget(
            Text(self.look, self.look.words("login.works_offline"), "hint", "top_ink2", wrap=True)
        )
        lease = QHBoxLayout()
        lease.addWidget(self._lease_label, 1)
        lease.addWidget(self._lease_left)
        card.body.addLayout(lease)
        card.body.addWidget(self._lease_bar)
        card.body.addWidget(self._lease_trouble)
        return card

    def _languages(self) -> Segmented:
        options = tuple(
            Option(language, self.look.words(f"kernel.language.{language}"))
            for language in LANGUAGES
        )
        language = self.look.words.language
        choice = Segmented(self.look, options, name="language", value=language, kind="dark")
        choice.chosen.connect(self.turned)
        return choice
