"""The columns of the list of lots."""

from dataclasses import dataclass

from app.ui.kit import Cell, Chip, Coded, Column, Plain
from app.ui.screens.materials.lot_facts import LotLine
from app.ui.screens.materials.lot_words import (
    amount,
    left_role,
    left_said,
    part_look,
    part_word,
)
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a lot."""

    look: Look

    def lot(self, line: LotLine) -> Cell:
        return Plain(line.lot.lot, "ink", strong=True)

    def material(self, line: LotLine) -> Cell:
        return Coded(line.lot.material, line.lot.material_name.of(self.look.words.language))

    def code(self, line: LotLine) -> Cell:
        return Plain(line.lot.material)

    def supplier(self, line: LotLine) -> Cell:
        return Plain(line.lot.supplier or "—")

    def amount(self, line: LotLine) -> Cell:
        return Plain(amount(self.look.words, line), "ink")

    def place(self, line: LotLine) -> Cell:
        return Plain(line.lot.place or "—")

    def expiry(self, line: LotLine) -> Cell:
        return Plain(line.lot.expiry or "—")

    def left(self, line: LotLine) -> Cell:
        role = left_role(line.left)
        said = left_said(self.look.words, line.left)
        return Plain(said, "ink2" if role == "ok" else role, strong=role != "ok")

    def state(self, line: LotLine) -> Chip:
        state, icon = part_look(line.part)
        return Chip(state, part_word(self.look.words, line.part), icon=icon)


def lot_columns(look: Look) -> tuple[Column[LotLine], ...]:
    """Return the columns; a touch panel leaves out what its width has no room for."""
    words, cells = look.words, _Cells(look)
    is_touch = look.density.is_touch
    left = Column("left", words("lots.left"), cells.left, 136 if is_touch else 108)
    state = Column("state", words("lots.state"), cells.state, 142 if is_touch else 140)
    if is_touch:
        return (
            Column("lot", words("lots.lot"), cells.lot, 0),
            Column("material", words("lots.material"), cells.code, 88),
            left,
            state,
        )
    return (
        Column("lot", words("lots.lot"), cells.lot, 140),
        Column("material", words("lots.material"), cells.material, 0),
        Column("supplier", words("lots.supplier"), cells.supplier, 128),
        Column("amount", words("lots.amount"), cells.amount, 104, right=True),
        Column("place", words("lots.place"), cells.place, 80),
        Column("expiry", words("lots.expiry"), cells.expiry, 116),
        left,
        state,
    )
