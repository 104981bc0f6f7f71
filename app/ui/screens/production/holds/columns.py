"""The columns of the list of holds."""

from dataclasses import dataclass

from app.ui.kit import Cell, Chip, Coded, Column, Plain
from app.ui.moments import Moments
from app.ui.screens.production.holds.facts import FREED, Line
from app.ui.screens.production.holds.words import amount
from app.ui.theme.look import Look

ICONS = {"work": "hand", "lots": "layers", FREED: "lock-open"}
"""The shape of each part of the list."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a hold."""

    look: Look
    moments: Moments

    def what(self, line: Line) -> Cell:
        return Coded(line.title, line.about.of(self.look.words.language))

    def bare(self, line: Line) -> Cell:
        return Plain(line.title, "ink", strong=True)

    def reason(self, line: Line) -> Cell:
        return Plain(line.reason.of(self.look.words.language), "ink")

    def since(self, line: Line) -> Cell:
        return Plain(self.moments.when(line.since_ms))

    def pieces(self, line: Line) -> Cell:
        return Plain(amount(self.look.words, line), "ink")

    def where(self, line: Line) -> Cell:
        return Plain(", ".join(line.where) or "—")

    def ncr(self, line: Line) -> Cell:
        return Plain(line.ncr or "—")

    def state(self, line: Line) -> Chip:
        return state_chip(self.look, line)


def state_chip(look: Look, line: Line) -> Chip:
    """Return what kind of hold it is, or that it was lifted."""
    state = "ok" if line.part == FREED else "hold"
    return Chip(state, look.words(f"holds.kind.{line.part}"), icon=ICONS[line.part])


def hold_columns(look: Look, moments: Moments) -> tuple[Column[Line], ...]:
    """Return the columns; a touch panel leaves out what its width has no room for."""
    words, cells = look.words, _Cells(look, moments)
    state = Column("state", words("holds.state"), cells.state, 132)
    if look.density.is_touch:
        return (
            Column("what", words("holds.what"), cells.bare, 0),
            Column("since", words("holds.since"), cells.since, 128),
            state,
        )
    return (
        Column("what", words("holds.what"), cells.what, 250),
        Column("reason", words("holds.reason"), cells.reason, 0),
        Column("since", words("holds.since"), cells.since, 124),
        Column("pieces", words("holds.pieces"), cells.pieces, 132, right=True),
        Column("where", words("holds.where"), cells.where, 128),
        state,
    )
