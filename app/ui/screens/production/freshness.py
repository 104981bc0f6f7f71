"""How old the board's news of each station is; one that is late says since when, never silently."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import StationAge
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production.board_cell import STYLES
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.theme.look import Look

_COLUMNS = 5
_LEGEND = ("running", "waiting", "paused", "stalled", "stale")


class Freshness(kit.Card):
    """A tile per station, and the legend of the board beside the title."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "freshness")
        self._moments = moments
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
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tiles = [self._tile(facts, age) for age in facts.ages]
        across = max(1, min(_COLUMNS, len(self._tiles)))
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)

    def _tile(self, facts: BoardFacts, age: StationAge) -> QWidget:
        look, words = self.look, self.look.words
        is_late = facts.is_stale(age.station)
        tile = kit.Card(look, f"age-{age.station}", "off" if is_late else "sunken")
        tile.body.setContentsMargins(look.space(2), look.space(1), look.space(2), look.space(1))
        name = age.name.of(words.language) or age.station
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
        tile.setAccessibleName(f"{name} {sub} {time}")
        return tile

    def _told(self, facts: BoardFacts, age: StationAge) -> tuple[str, str]:
        words, last = self.look.words, age.last_event_ms
        if age.station == facts.here:
            return words("board.age.here"), self._moments.time(facts.at_ms)
        if last is None:
            return words("board.age.never"), "—"
        said = self._moments.age(last)
        code = "board.age.late" if facts.is_stale(age.station) else "board.age.fresh"
        return words(code, time=said), self._moments.time(last)


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
