"""How a device changed lately and what was tried with it: when, what, why, the latest first."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.stations.bench import DeviceState
from app.stations.trying import Tried
from app.ui.kit import IconBox, Text
from app.ui.kit.states import STATES
from app.ui.moments import Moments
from app.ui.signs import device_chip
from app.ui.theme.look import Look

MOST = 3


@dataclass(frozen=True, slots=True)
class _Line:
    at_ms: int
    shape: str
    text: str


class DeviceHistory(QWidget):
    """Rows people read in order: time, shape of the state, words."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("device-history")
        self._look, self._moments = look, moments
        self._shown: tuple[DeviceState | Tried, ...] | None = None
        self._about = Text(look, "", "hint")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Text(look, look.words("sync_devices.history"), "label", "ink"), 1)
        head.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(self._rows)

    def show_history(self, history: tuple[DeviceState | Tried, ...], about: str) -> None:
        """Show the last changes and tries, and beside the title how the data are."""
        self._about.say(about)
        shown = history[:MOST]
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in shown:
            self._rows.addWidget(self._row(self._line(one)))

    def _line(self, one: DeviceState | Tried) -> _Line:
        words = self._look.words
        if isinstance(one, Tried):
            return _Line(one.at_ms, "ok" if one.is_good else "warn", one.said(words))
        why = words(f"devices.short.{one.reason}") if one.reason else ""
        text = " · ".join(part for part in (one.said(words), why) if part)
        return _Line(one.since_ms, device_chip(one), text)

    def _row(self, line: _Line) -> QWidget:
        look = self._look
        shape = STATES[line.shape]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addWidget(Text(look, self._moments.second(line.at_ms), "hint"))
        row.addWidget(IconBox(look, shape.icon, ink=shape.ink, ground="", size=18))
        row.addWidget(Text(look, line.text, "hint", "ink", elide=True), 1)
        return holder
