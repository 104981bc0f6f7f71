"""The devices of a station, each with its state; one is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.stations.bench import Condition, DeviceState
from app.ui.kit import Card, CountBadge, EmptyState, ListRow, Scroller, StatusChip, Text
from app.ui.moments import Moments
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look


class DeviceList(Card):
    """`chosen` carries the role of a device."""

    chosen = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "device-list")
        words = look.words
        self._moments = moments
        self._shown: tuple[DeviceState, ...] | None = None
        self._rows: dict[str, ListRow] = {}
        self._badge = CountBadge(look, "", name="devices-ready", icon="plug")
        self._empty = EmptyState(
            look, "plug", words("sync_devices.no_devices"), words("sync_devices.no_devices_how")
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0))
        head = QHBoxLayout()
        head.addWidget(Text(look, words("home.devices"), "title"), 1)
        head.addWidget(self._badge)
        self._scroller = Scroller(look, "devices", inside)
        self.body.addLayout(head)
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self._empty, 1)

    def show_devices(self, devices: tuple[DeviceState, ...], chosen: str) -> None:
        """Show these devices, one of them chosen."""
        if devices != self._shown:
            self._shown = devices
            self._rebuild(devices)
        ready = sum(state.condition is Condition.READY for state in devices)
        self._badge.say(self.look.words("sync_devices.ready", n=ready, all=len(devices)))
        self._badge.setVisible(bool(devices))
        self._empty.setVisible(not devices)
        self._scroller.setVisible(bool(devices))
        for role, row in self._rows.items():
            row.mark(role == chosen)

    def _rebuild(self, devices: tuple[DeviceState, ...]) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = {}
        for state in devices:
            row = self._row(state)
            self._rows[state.role] = row
            self._column.addWidget(row)
        self._column.addStretch()

    def _row(self, state: DeviceState) -> ListRow:
        look, words = self.look, self.look.words
        said = words(f"devices.condition.{state.condition}")
        chip = StatusChip(look, device_chip(state.condition), said)
        heard = words("home.heard", when=self._moments.when(state.heard_at_ms))
        sub = " · ".join(p for p in (state.address, heard if state.heard_at_ms else "") if p)
        row = ListRow(
            look,
            device_icon(state.kind),
            state.name(words),
            sub,
            name=f"device-row-{state.role}",
            end=chip,
        )
        row.clicked.connect(lambda: self.chosen.emit(state.role))
        return row
