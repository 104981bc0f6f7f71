"""One device: how far its connection has come, what it says now, what went wrong, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.stations.bench import Condition, DeviceState, Kind, Reading, Scan
from app.stations.frame_parts import parts
from app.stations.recogniser import shown
from app.stations.weighing import live_of
from app.ui.kit import (
    Banner,
    Button,
    Card,
    IconBox,
    LiveValue,
    PathDots,
    StatTile,
    StatusChip,
    Text,
)
from app.ui.moments import Moments
from app.ui.screens.sites.device_history import DeviceHistory
from app.ui.screens.sites.hex_frame import HexFrame
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look

_PATH = (Condition.ABSENT, Condition.OPENING, Condition.PROBING, Condition.READY)
_TRIES = {
    Kind.SCANNER: ("commission",),
    Kind.SCALE: ("read", "identify", "zero", "tare"),
    Kind.GAUGE: ("read",),
    Kind.PRINTER: ("status",),
    Kind.EQUIPMENT: (),
}
_ICONS = {
    "commission": "qr-code",
    "read": "activity",
    "identify": "fingerprint",
    "zero": "circle-dot",
    "tare": "package-open",
    "status": "activity",
}


class DeviceDetail(Card):
    """What is known of a device; `tried` carries what to try with it (`read`, `zero` …)."""

    tried = Signal(str)
    bind_asked = Signal()

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
        self._live = LiveValue(look, words("sync_devices.live"), name="device-value", figure_px=52)
        self._heard = StatTile(look, words("sync_devices.last_heard"), name="heard", small=True)
        self._damaged = StatTile(look, words("sync_devices.damaged"), name="damaged", small=True)
        self._frame = HexFrame(look)
        self._history = DeviceHistory(look, moments)
        self._tries: dict[str, Button] = {}
        self._bind = Button(look, words("bind.change"), name="device-bind", icon="plug")
        self._bind.clicked.connect(self.bind_asked)
        self._lay_out()

    def show_device(
        self, state: DeviceState, told: object, history: tuple[DeviceState, ...]
    ) -> None:
        """Show a device as it is, the last thing it told, and how it changed."""
        words, moments = self.look.words, self._moments
        self._icon.show_icon(device_icon(state.kind), "accent", "accent_soft")
        self._title.say(state.name(words))
        self._sub.say(state.address)
        self._chip.show_state(device_chip(state.condition), state.said(words))
        place = _PATH.index(state.condition) if state.condition in _PATH else 0
        place = len(_PATH) - 1 if state.condition is Condition.DEGRADED else place
        self._path.show_reached(place, "ok" if state.condition is Condition.READY else "warn")
        self._trouble.setVisible(bool(state.reason))
        if state.reason:
            since = words("sync_devices.since", when=moments.when(state.since_ms))
            shape = "warn" if state.is_at_work else "fail"
            self._trouble.say(shape, state.why(words), since, icon="unplug")
        never = words("sync_devices.nothing_heard")
        heard = moments.second(state.heard_at_ms) if state.heard_at_ms else never
        self._heard.show_value(heard)
        self._damaged.show_value(f"{state.damaged:,}")
        self._damaged.colour("warn" if state.damaged else "ink")
        self._history.show_history(history)
        self._show_told(state, told)
        for key, button in self._tries.items():
            button.setVisible(key in _TRIES[state.kind])
            button.block("" if state.is_at_work else state.said(words))

    def busy(self, yes: bool) -> None:
        """Take no second press while the device is asked."""
        for button in self._tries.values():
            button.busy(yes)

    def may_bind(self, yes: bool) -> None:
        """Offer to bind another device to this role, or not."""
        self._bind.setVisible(yes)

    def _show_told(self, state: DeviceState, told: object) -> None:
        self._live.setVisible(state.kind in (Kind.SCALE, Kind.GAUGE))
        if isinstance(told, Reading):
            live = live_of(told)
            said = self.look.words(f"weigh.live.{live.word}")
            self._live.show_value(live.text, live.unit)
            self._live.show_state(live.state, said, self._moments.second(told.at_ms))
            self._frame.show_frame(told.raw, shown(told.raw.decode("latin-1")), parts(told))
        elif isinstance(told, Scan):
            text = f"{told.aim}{told.text}"
            self._frame.show_frame(text.encode(), shown(text))
        else:
            self._live.show_value("", "")
            self._live.show_state("todo", self.look.words("weigh.live.waiting"))
            self._frame.show_frame(b"", "")

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        for part in (self._path, self._trouble, self._live):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._heard, 1)
        row.addWidget(self._damaged, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._frame)
        self.body.addWidget(self._history)
        self.body.addStretch()
        grid = QGridLayout()
        grid.setSpacing(self.look.space(1))
        for place, (key, icon) in enumerate(_ICONS.items()):
            said = self.look.words(f"devices.try.{key}")
            button = Button(self.look, said, name=f"try-{key}", icon=icon, size="small")
            button.clicked.connect(lambda _=False, key=key: self.tried.emit(key))
            self._tries[key] = button
            grid.addWidget(button, place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addWidget(self._bind)

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
