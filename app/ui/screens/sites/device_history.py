"""How a device changed lately: when, to what, and why, the latest first."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.stations.bench import DeviceState
from app.ui.kit import IconBox, Text
from app.ui.kit.states import STATES
from app.ui.moments import Moments
from app.ui.signs import device_chip
from app.ui.theme.look import Look

MOST = 3


class DeviceHistory(QWidget):
    """Rows people read in order: time, shape of the state, words."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("device-history")
        self._look, self._moments = look, moments
        self._shown: tuple[DeviceState, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(look, look.words("sync_devices.history"), "label", "ink"))
        column.addLayout(self._rows)

    def show_history(self, history: tuple[DeviceState, ...]) -> None:
        """Show the last changes."""
        shown = history[:MOST]
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for state in shown:
            self._rows.addWidget(self._row(state))
        self.setVisible(bool(shown))

    def _row(self, state: DeviceState) -> QWidget:
        look = self._look
        shape = STATES[device_chip(state.condition)]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addWidget(Text(look, self._moments.second(state.since_ms), "hint"))
        row.addWidget(IconBox(look, shape.icon, ink=shape.ink, ground="", size=18))
        said = state.said(look.words)
        why = look.words(f"devices.short.{state.reason}") if state.reason else ""
        text = " · ".join(part for part in (said, why) if part)
        row.addWidget(Text(look, text, "hint", "ink", elide=True), 1)
        return holder
