"""What one field of the board says: the operations of an order that fall into one column. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.production.progress.answers import Cell
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.screens.production.board_facts import STALLED_MS, BoardFacts

NODE, DONE, CURRENT = "node", "done", "current"
_NOTHING = Decimal(0)
_RANK = {"running": 0, "paused": 1, "waiting": 2, "completed": 3}

STYLES = {
    "running": ("accent", "surface", "play"),
    "waiting": ("line_strong", "surface", "clock"),
    "paused": ("line_strong", "surface", "pause"),
    "stalled": ("warn_solid", "warn_soft", "triangle-alert"),
    "stale": ("line_strong", "off_soft", "cloud-off"),
    "wrong": ("fail", "fail_soft", "octagon-x"),
}
"""Edge, ground and shape of each state a field that is not done may be in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One field. `kind`: node (not reached), done, current; `style` one of STYLES when current.

    `share` is good, scrap and the whole they are part of.
    """

    kind: str
    style: str = ""
    good: str = ""
    amounts: str = ""
    share: tuple[Decimal, Decimal, Decimal] = (_NOTHING, _NOTHING, Decimal(1))
    who: str = ""
    idle: str = ""

    def said(self) -> str:
        """Return it in words."""
        return " ".join(part for part in (self.good, self.amounts, self.who, self.idle) if part)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What neighbours in a route come to together."""

    entered: Decimal
    good: Decimal
    scrap: Decimal
    here: Decimal


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what a field shows: in one language, of the board as it was known at one moment."""

    facts: BoardFacts
    words: Words
    moments: Moments

    def shown(self, order: str, cells: Sequence[Cell]) -> Shown:
        """Return what a field says of `cells`, which are neighbours in the route of `order`."""
        sums = _sums(cells)
        if _is_done(cells, sums):
            return Shown(DONE, good=plain(sums.good), amounts=self._lost(sums))
        if _is_ahead(cells, sums):
            return Shown(NODE)
        return self._current(order, cells, sums)

    def _current(self, order: str, cells: Sequence[Cell], sums: _Sums) -> Shown:
        front = min(cells, key=lambda cell: (_RANK[cell.state], cell.tally.here == 0))
        since = self.facts.touched_ms(order, front)
        style = self._style(front, since, sums)
        kind = "board.to_do" if front.state == "waiting" else "board.here"
        return Shown(
            CURRENT,
            style=style,
            good=plain(sums.good),
            amounts=self.words(kind, here=plain(sums.here), scrap=plain(sums.scrap)),
            share=(sums.good, sums.scrap, max(sums.entered, sums.good + sums.scrap, Decimal(1))),
            who=self._who(front),
            idle=self._idle(style, front, since),
        )

    def _style(self, front: Cell, since: int, sums: _Sums) -> str:
        if sums.here < 0:
            return "wrong"
        if self.facts.is_stale(front.station):
            return "stale"
        state = front.state if front.state in STYLES else "waiting"
        is_stalled = since > 0 and self.facts.at_ms - since > STALLED_MS[state]
        return "stalled" if is_stalled else state

    def _who(self, front: Cell) -> str:
        place = front.equipment or front.station
        person = self.facts.person(front.by, self.words.language) if front.by else ""
        said = " ".join(part for part in (place, person) if part)
        return said or self.words("board.not_sent")

    def _idle(self, style: str, front: Cell, since: int) -> str:
        if style == "stale":
            heard = self.facts.since(front.station)
            if heard is None:
                return self.words("board.never")
            return self.words("board.as_of", time=self.moments.time(heard))
        return self.words("board.idle", time=self.moments.age(since)) if since else ""

    def _lost(self, sums: _Sums) -> str:
        if not sums.scrap:
            return self.words("board.no_scrap")
        return self.words("board.scrap", n=plain(sums.scrap))


def _sums(cells: Sequence[Cell]) -> _Sums:
    return _Sums(
        entered=cells[0].tally.entered,
        good=cells[-1].tally.good,
        scrap=sum((cell.tally.scrap for cell in cells), _NOTHING),
        here=sum((cell.tally.here for cell in cells), _NOTHING),
    )


def _is_done(cells: Sequence[Cell], sums: _Sums) -> bool:
    """Tell whether nothing lies here any more; what is still to come shows as a field before."""
    if sums.here != 0 or sums.entered <= 0:
        return False
    return all(cell.state in ("completed", "waiting") for cell in cells)


def _is_ahead(cells: Sequence[Cell], sums: _Sums) -> bool:
    """Tell whether nothing has come here yet and nobody works here."""
    idle = all(cell.state in ("waiting", "completed") for cell in cells)
    return idle and sums.entered <= 0 and sums.here == 0
