"""The open calls for help, the longest waiting first, each with its answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.capabilities.production.calls.tables import CallRow
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import BoardFacts
from app.ui.theme.look import Look

_MOST, _TILE = 3, 168
"""Calls shown side by side at most, and the width in px one needs."""
_URGENT_MS = 10 * 60_000
"""Nobody answered for so long: the tile turns from amber to red."""
_ICONS = {"quality": "siren", "material": "package", "equipment": "wrench", "help": "megaphone"}


class CallTiles(kit.Card):
    """`answered` carries the id of the call to answer. Buttons: `answer-0`, `answer-1` …"""

    answered = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "calls")
        self._moments = moments
        self._facts: BoardFacts | None = None
        self._block = ""
        self._tiles: list[QWidget] = []
        self._count = kit.Text(look, "", "hint")
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, look.words("board.calls"), "strong"), 1)
        head.addWidget(self._count)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.space(1))
        self._none = kit.Text(look, look.words("board.calls.none"), "body", "ink3")
        self.body.addLayout(head)
        self.body.addLayout(self._row, 1)
        self.body.addWidget(self._none, 1, Qt.AlignmentFlag.AlignCenter)

    def show_facts(self, facts: BoardFacts, block: str) -> None:
        """Show the calls; while `block` names a reason nobody can answer them here."""
        self._facts, self._block = facts, block
        for old in self._tiles:
            self._row.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._tiles = [
            self._tile(facts, call, place, block)
            for place, call in enumerate(facts.calls[: self._most()])
        ]
        for tile in self._tiles:
            self._row.addWidget(tile, 1)
        more = len(facts.calls) - len(self._tiles)
        words = self.look.words
        self._count.say(words("board.calls.more", n=more) if more else words("board.calls.by"))
        self._none.setVisible(not facts.calls)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if self._facts is not None and len(self._tiles) != min(
            self._most(), len(self._facts.calls)
        ):
            self.show_facts(self._facts, self._block)

    def _most(self) -> int:
        return max(1, min(_MOST, self.width() // _TILE))

    def _tile(self, facts: BoardFacts, call: CallRow, place: int, block: str) -> QWidget:
        look, words = self.look, self.look.words
        is_open = call.state == "open"
        is_urgent = is_open and facts.at_ms - call.raised_ms >= _URGENT_MS
        state = "fail" if is_urgent else "warn" if is_open else "off"
        tile = kit.Card(look, f"call-{place}", state)
        tile.body.setSpacing(look.space(0))
        reason = words(f"production.call_reason.{call.reason}")
        title = f"{reason} · {call.station}"
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        ink = {"fail": "fail", "warn": "warn"}.get(state, "off")
        head.addWidget(kit.IconBox(look, _ICONS[call.reason], ink=ink, ground="", size=20))
        head.addWidget(kit.Text(look, title, "strong", elide=True), 1)
        tile.body.addLayout(head)
        age = kit.Text(look, self._moments.age(call.raised_ms), "title", ink)
        tile.body.addWidget(age)
        tile.body.addWidget(kit.Text(look, self._sub(facts, call), "hint", "ink2", elide=True))
        tile.body.addStretch()
        if is_open and not block:
            tile.body.addWidget(self._button(call, place))
        tile.setAccessibleName(f"{title} {age.text()}")
        return tile

    def _button(self, call: CallRow, place: int) -> QWidget:
        look = self.look
        said = look.words("board.calls.answer")
        button = kit.Button(look, said, name=f"answer-{place}", size="small")
        button.clicked.connect(_Answer(self, call.call))
        return button

    def _sub(self, facts: BoardFacts, call: CallRow) -> str:
        words = self.look.words
        if call.state == "open":
            who = facts.person(call.raised_by, words.language)
            return words("board.calls.open", who=who)
        by = facts.person(call.answered_by, words.language)
        return words("board.calls.answered", who=by)


class _Answer:
    def __init__(self, tiles: CallTiles, call: str) -> None:
        self._tiles, self._call = tiles, call

    def __call__(self) -> None:
        self._tiles.answered.emit(self._call)
