"""One device: how far its connection has come, what it says now, what went wrong, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.stations.bench import DeviceState, Kind, Traffic
from app.stations.trying import TRIES, Tried, Try
from app.ui.kit import Button, Card, IconBox, Scroller, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.sites.device_history import DeviceHistory
from app.ui.screens.sites.device_life import DeviceLife
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look

_ICONS = {
    Try.COMMISSION: "qr-code",
    Try.READ: "activity",
    Try.IDENTIFY: "fingerprint",
    Try.ZERO: "circle-dot",
    Try.TARE: "package-open",
    Try.STATUS: "activity",
}


class DeviceDetail(Card):
    """What is known of a device; `tried` carries what to try with it, a `Try`."""

    tried = Signal(object)
    frames_asked = Signal()
    bind_asked = Signal()
    unbind_asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "device-detail")
        words = look.words
        self._moments = moments
        self._may_bind = False
        self._icon = IconBox(look, "plug", ink="accent", ground="accent_soft", size=48)
        self._title = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "hint", elide=True)
        self._chip = StatusChip(look, "todo", "–", name="device-condition")
        self._life = DeviceLife(look, moments)
        self._choose = Button(look, words("bind.choose"), name="device-choose", size="small")
        self._choose.clicked.connect(self.bind_asked)
        self._life.trouble.add(self._choose)
        self._history = DeviceHistory(look, moments)
        self._tries: dict[Try, Button] = {}
        self._grid = QGridLayout()
        self._kind: Kind | None = None
        self._frames = self._small("device-frames", "sync_devices.frames", "list")
        self._frames.clicked.connect(self.frames_asked)
        self._bind = self._small("device-bind", "bind.change", "plug")
        self._bind.clicked.connect(self.bind_asked)
        self._unbind = self._small("device-unbind", "bind.away", "trash-2")
        self._unbind.clicked.connect(self.unbind_asked)
        self._lay_out()

    def show_device(
        self,
        state: DeviceState,
        about: str,
        told: object,
        last: Traffic | None,
        history: tuple[DeviceState | Tried, ...],
    ) -> None:
        """Show a device as it is, how it is bound, what it last told, and how it changed."""
        words = self.look.words
        self._icon.show_icon(device_icon(state.kind), "accent", "accent_soft")
        self._title.say(state.name(words))
        self._sub.say(about)
        self._chip.show_state(device_chip(state), state.said(words))
        self._life.show_life(state, told, last)
        self._choose.setVisible(state.is_ambiguous and self._may_bind)
        self._history.show_history(history, self._about_data(state))
        self._offer(state.kind)
        for button in self._tries.values():
            button.block("" if state.is_at_work else state.said(words))

    def busy(self, yes: bool) -> None:
        """Take no second press while the device is asked."""
        for button in self._tries.values():
            button.busy(yes)

    def may_bind(self, yes: bool) -> None:
        """Offer to bind another device to this role or to take it away, or not."""
        self._may_bind = yes
        self._bind.setVisible(yes)
        self._unbind.setVisible(yes)

    def _offer(self, kind: Kind) -> None:
        """Offer what can be tried with this kind, side by side."""
        if kind is self._kind:
            return
        self._kind = kind
        for button in self._tries.values():
            self._grid.removeWidget(button)
            button.hide()
        for place, key in enumerate(TRIES[kind]):
            self._grid.addWidget(self._tries[key], place // 2, place % 2)
            self._tries[key].show()

    def _about_data(self, state: DeviceState) -> str:
        words = self.look.words
        never = words("sync_devices.nothing_heard")
        heard = self._moments.second(state.heard_at_ms) if state.heard_at_ms else never
        said = f"{words('sync_devices.last_heard')} {heard}"
        if not state.damaged:
            return said
        return f"{said} · {words('sync_devices.damaged', n=f'{state.damaged:,}')}"

    def _small(self, name: str, code: str, icon: str) -> Button:
        return Button(self.look, self.look.words(code), name=name, icon=icon, size="small")

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        column.addWidget(self._life)
        column.addWidget(self._history)
        column.addStretch()
        self.body.addWidget(Scroller(self.look, "device-scroll", inside), 1)
        self._grid.setSpacing(self.look.space(1))
        for key, icon in _ICONS.items():
            button = self._small(f"try-{key}", f"devices.try.{key}", icon)
            button.clicked.connect(lambda _=False, key=key: self.tried.emit(key))
            button.setParent(self)
            button.hide()
            self._tries[key] = button
        self.body.addLayout(self._grid)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(1))
        for each in (self._frames, self._bind, self._unbind):
            row.addWidget(each)
        self.body.addLayout(row)

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
