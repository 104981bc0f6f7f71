"""Everything that went over a device's wire lately, either way, for whoever looks for a fault."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.stations.bench import Direction, Traffic
from app.ui.kit import Button, Chip, Column, DataTable, Plain, Sheet
from app.ui.moments import Moments
from app.ui.screens.sites.device_life import drawn
from app.ui.signs import damage_said
from app.ui.theme.look import Look

EVERY_MS = 100
"""No faster: nobody reads more, and a scale may send a hundred frames a second."""
MOST_BYTES = 24
_WIDTH = 1180


class FramesSheet(Sheet):
    """The latest frame stands on top; `pause` holds what is shown still."""

    def __init__(
        self,
        look: Look,
        host: QWidget,
        title: str,
        moments: Moments,
        frames: Callable[[], tuple[Traffic, ...]],
    ) -> None:
        words = look.words
        super().__init__(look, host, title, name="frames-sheet", side="centre", width=_WIDTH)
        self._moments, self._frames = moments, frames
        self._seen: tuple[Traffic, ...] | None = None
        self._table: DataTable[Traffic] = DataTable(look, self._columns(), name="frames-table")
        self._table.empty_says(words("frames.none"), words("frames.none_how"))
        self._table.setMinimumHeight(480)
        self.body.addWidget(self._table, 1)
        self._pause = Button(look, words("frames.pause"), name="frames-pause", icon="pause")
        self._pause.clicked.connect(self._turn)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._pause)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()
        self.closed.connect(self._timer.stop)
        self.closed.connect(self.deleteLater)
        self._show()

    def _turn(self) -> None:
        words = self.look.words
        if self._timer.isActive():
            self._timer.stop()
            self._pause.say(words("frames.go_on"))
            self._pause.show_icon("play")
        else:
            self._timer.start()
            self._pause.say(words("frames.pause"))
            self._pause.show_icon("pause")

    def _show(self) -> None:
        frames = self._frames()
        if frames != self._seen:
            self._seen = frames
            self._table.show_rows(tuple(reversed(frames)))

    def _columns(self) -> tuple[Column[Traffic], ...]:
        words = self.look.words
        return (
            Column("when", words("frames.when"), lambda one: self._moments.second(one.at_ms), 100),
            Column("way", words("frames.way"), self._way, 120),
            Column("hex", words("frames.hex"), lambda one: Plain(_hex(one.data)), 0),
            Column("text", words("frames.text"), lambda one: Plain(drawn(one.data)), 240),
            Column("how", words("frames.how"), self._how, 190),
        )

    def _way(self, one: Traffic) -> Chip:
        is_in = one.direction is Direction.IN
        said = self.look.words(f"frames.way.{one.direction}")
        state, icon = ("running", "arrow-down") if is_in else ("todo", "arrow-up")
        return Chip(state, said, icon=icon)

    def _how(self, one: Traffic) -> Chip | Plain:
        words = self.look.words
        if one.damage:
            return Chip("fail", damage_said(words, one.damage))
        is_in = one.direction is Direction.IN
        return Chip("ok", words("frames.whole")) if is_in else Plain(words("frames.sent"))


def _hex(data: bytes) -> str:
    """Return the first bytes in hex; what is left out is counted."""
    more = len(data) - MOST_BYTES
    return data[:MOST_BYTES].hex(" ").upper() + (f" … +{more}" if more > 0 else "")
