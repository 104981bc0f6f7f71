"""How old the board's news of each station is; one that is late says since when, never silently."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import StationAge
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production.board_cell import STYLES
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.theme.look import Look

_TILE, _SMALL_TILE = 178, 132
"""Width in px a tile needs, with the station's name and with its code alone."""
_NARROW = 800
_LEGEND = ("running", "waiting", "paused", "stalled", "stale")


class Freshness(kit.Card):
    """A tile per station, and the legend of the board beside the title."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "freshness")
        self._moments = moments
        self._by_code = False
        self._facts: BoardFacts | None = None
        self._tiles: list[QWidget] = []
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(kit.Text(look, look.words("board.ages"), "strong"))
        head.addWidget(kit.Text(look, look.words("board.ages_sub"), "hint", elide=True), 1)
        for style in _LEGEND:
            head.addWidget(_sign(look, style))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space(1))
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addStretch()

    def show_facts(self, facts: BoardFacts) -> None:
        """Show every station's age."""
        self._facts = facts
        self._by_code = self.width() < _NARROW
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        others = [age for age in facts.ages if age.station != facts.here]
        self._tiles = [self._tile(facts, age) for age in others or facts.ages]
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if self._facts is not None and self._by_code != (self.width() < _NARROW):
            self.show_facts(self._facts)
        self._lay()

    def _lay(self) -> None:
        """Put as many tiles side by side as have room."""
        most = max(
            2, min(len(self._tiles), self.width() // (_SMALL_TILE if self._by_code else _TILE))
        )
        across = -(-len(self._tiles) // -(-len(self._tiles) // most)) if self._tiles else 1
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)

    def _tile(self, facts: BoardFacts, age: StationAge) -> QWidget:
        look, words = self.look, self.look.words
        is_late = facts.is_stale(age.station)
        tile = kit.Card(look, f"age-{age.station}", "off" if is_late else "sunken")
        tile.body.setContentsMargins(look.space(2), look.space(1), look.space(2), look.space(1))
        full = age.name.of(words.language) or age.station
        name = age.station if self._by_code else full
        sub, time = self._told(facts, age)
        icon, ink = ("cloud-off", "off") if is_late else ("circle-check", "ok")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(kit.Text(look, name, "label", "ink", elide=True))
        lines.addWidget(kit.Text(look, sub, "hint", "ink2" if is_late else "", elide=True))
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(kit.IconBox(look, icon, ink=ink, ground="", size=18))
        row.addLayout(lines, 1)
        row.addWidget(kit.Text(look, time, "label", "ink"), 0, Qt.AlignmentFlag.AlignVCenter)
        tile.body.addLayout(row)
        tile.setAccessibleName(f"{full} {sub} {time}")
        tile.setToolTip(full)
        return tile

    def _since(self, at_ms: int) -> str:
        """Return the time, or the day and time where it was not today."""
        is_today = at_ms >= self._moments.midnight_ms()
        return self._moments.time(at_ms) if is_today else self._moments.when(at_ms)

    def _told(self, facts: BoardFacts, age: StationAge) -> tuple[str, str]:
        words, last = self.look.words, age.last_event_ms
        if age.station == facts.here:
            return words("board.age.here"), self._moments.time(facts.at_ms)
        if last is None:
            return words("board.age.never"), "—"
        if facts.is_stale(age.station):
            said = words("board.legend.stale" if self._by_code else "board.age.late")
            return said, self._since(last)
        return words("board.age.fresh", time=self._moments.age(last)), self._moments.time(last)


def _sign(look: Look, style: str) -> QWidget:
    _edge, _ground, icon = STYLES[style]
    ink = {"running": "accent", "stalled": "warn"}.get(style, "off")
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(kit.IconBox(look, icon, ink=ink, ground="", size=14))
    row.addWidget(kit.Text(look, look.words(f"board.legend.{style}"), "hint", "ink2"))
    return made
