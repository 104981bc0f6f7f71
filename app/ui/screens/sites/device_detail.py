"""One device: how far its connection has come, what went wrong, what it last sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.stations.bench import Condition, DeviceState, Scan
from app.stations.recogniser import shown
from app.ui.kit import Banner, Card, IconBox, PathDots, StatTile, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.sites.hex_frame import HexFrame
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look

_PATH = (Condition.ABSENT, Condition.OPENING, Condition.PROBING, Condition.READY)


class DeviceDetail(Card):
    """What is known of a device, and nothing else."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "device-detail")
        words = look.words
        self._moments = moments
        self._icon = IconBox(look, "plug", ink="accent", ground="accent_soft", size=48)
        self._title = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "hint", elide=True)
        self._chip = StatusChip(look, "todo", "–", name="device-condition")
        titles = tuple(words(f"devices.condition.{each}") for each in _PATH)
        self._path = PathDots(look, titles, name="device-path")
        self._trouble = Banner(look, "fail", "", name="device-trouble", icon="unplug")
        self._heard = StatTile(look, words("sync_devices.last_heard"), name="heard", small=True)
        self._damaged = StatTile(look, words("sync_devices.damaged"), name="damaged", small=True)
        self._frame = HexFrame(look)
        self.body.addLayout(self._head())
        for part in (self._path, self._trouble):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._heard, 1)
        row.addWidget(self._damaged, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._frame)
        self.body.addStretch()

    def show_device(self, state: DeviceState, scan: Scan | None) -> None:
        """Show a device as it is, and the last thing it sent."""
        words, moments = self.look.words, self._moments
        self._icon.show_icon(device_icon(state.kind), "accent", "accent_soft")
        self._title.say(state.name(words))
        self._sub.say(state.address)
        said = words(f"devices.condition.{state.condition}")
        self._chip.show_state(device_chip(state.condition), said)
        place = _PATH.index(state.condition) if state.condition in _PATH else 0
        self._path.show_reached(place, "ok" if state.condition is Condition.READY else "warn")
        self._trouble.setVisible(bool(state.reason))
        if state.reason:
            since = words("sync_devices.since", when=moments.when(state.since_ms))
            self._trouble.say("fail", words(f"devices.reason.{state.reason}"), since, icon="unplug")
        never = words("sync_devices.nothing_heard")
        heard = moments.second(state.heard_at_ms) if state.heard_at_ms else never
        self._heard.show_value(heard)
        self._damaged.show_value(f"{state.damaged:,}")
        self._damaged.colour("warn" if state.damaged else "ink")
        self._frame.show_frame(shown(f"{scan.aim}{scan.text}") if scan else "")

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
