"""The devices of a station, each with its state; one is chosen. What was pulled is said aloud."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.stations.bench import Condition, DeviceState, Kind
from app.stations.protocols import short_place
from app.ui.kit import (
    Banner,
    Button,
    Card,
    CountBadge,
    EmptyState,
    ListRow,
    Scroller,
    StatusChip,
    Text,
)
from app.ui.moments import Moments
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look


class DeviceList(Card):
    """`chosen` carries the role of a device."""

    chosen = Signal(str)
    add_asked = Signal()
    queue_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "device-list")
        words = look.words
        self._moments = moments
        self._rows: dict[str, ListRow] = {}
        self._chips: dict[str, StatusChip] = {}
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
        self._add = Button(look, words("bind.add"), name="device-add", icon="plus", size="small")
        self._add.clicked.connect(self.add_asked)
        self._pulled = Banner(look, "fail", "", name="device-pulled", icon="unplug")
        self._queue = Button(look, words("sync_devices.queue"), name="pulled-queue")
        self._queue.clicked.connect(self.queue_asked)
        self._help = Button(look, words("sync_devices.help"), name="pulled-help", kind="danger")
        self._help.clicked.connect(self.help_asked)
        self._pulled.add(self._queue)
        self._pulled.add(self._help)
        self._may_see_queue = False
        self._waiting = 0
        self._away: DeviceState | None = None
        self.body.addLayout(head)
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._add)
        self.body.addWidget(self._pulled)

    def may(self, *, bind: bool, see_queue: bool, call: bool) -> None:
        """Offer to bind a device, to see the queue of a printer that is away, to call; or not."""
        self._add.setVisible(bind)
        self._may_see_queue = see_queue
        self._help.setVisible(call)

    def show_waiting(self, count: int) -> None:
        """Show how many labels wait for the printer that was pulled."""
        self._waiting = count
        self._say_pulled(self._away)

    def show_devices(self, devices: tuple[DeviceState, ...], chosen: str) -> None:
        """Show these devices, one of them chosen."""
        if tuple(self._rows) != tuple(state.role for state in devices):
            self._rebuild(devices)
        for state in devices:
            self._show_row(state)
        ready = sum(state.condition is Condition.READY for state in devices)
        self._badge.say(self.look.words("sync_devices.ready", n=ready, all=len(devices)))
        self._badge.setVisible(bool(devices))
        self._empty.setVisible(not devices)
        self._scroller.setVisible(bool(devices))
        self._say_pulled(pulled(devices))
        for role, row in self._rows.items():
            row.mark(role == chosen)

    def _say_pulled(self, state: DeviceState | None) -> None:
        self._away = state
        self._pulled.setVisible(state is not None)
        if state is None:
            return
        words = self.look.words
        is_waited_for = state.kind is Kind.PRINTER and self._waiting > 0
        title = words("sync_devices.pulled", device=state.name(words))
        queued = words("sync_devices.pulled.printer", n=self._waiting)
        text = queued if is_waited_for else state.why(words)
        self._pulled.say("fail", title, text, icon="unplug")
        self._queue.setVisible(is_waited_for and self._may_see_queue)

    def _rebuild(self, devices: tuple[DeviceState, ...]) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows, self._chips = {}, {}
        for state in devices:
            chip = StatusChip(self.look, "todo", "–", name=f"device-state-{state.role}")
            row = self._row(state, chip)
            self._rows[state.role], self._chips[state.role] = row, chip
            self._column.addWidget(row)
        self._column.addStretch()

    def _row(self, state: DeviceState, chip: StatusChip) -> ListRow:
        name = f"device-row-{state.role}"
        row = ListRow(self.look, device_icon(state.kind), "", "", name=name, end=chip)
        row.clicked.connect(lambda: self.chosen.emit(state.role))
        return row

    def _show_row(self, state: DeviceState) -> None:
        """Say how a device is; its row stays under the finger that presses it."""
        words, moments = self.look.words, self._moments
        away = words("sync_devices.away_since", when=moments.second(state.since_ms))
        heard = words("home.heard", when=moments.when(state.heard_at_ms))
        when = away if state.is_pulled else heard if state.heard_at_ms else ""
        sub = " · ".join(part for part in (short_place(state.address), when) if part)
        self._rows[state.role].say(state.name(words), sub)
        self._chips[state.role].show_state(device_chip(state), state.said(words))


def pulled(devices: tuple[DeviceState, ...]) -> DeviceState | None:
    """Return the device to say aloud that its cable is out: a printer first, labels wait for it."""
    away = sorted((one for one in devices if one.is_pulled), key=lambda s: s.kind != Kind.PRINTER)
    return away[0] if away else None
