"""The columns of the list of gauges."""

from dataclasses import dataclass

from app.ui.kit import Cell, Chip, Coded, Column, Plain
from app.ui.screens.equipment.gauge_facts import GaugeLine
from app.ui.screens.equipment.gauge_words import (
    left_said,
    mark_look,
    mark_word,
    range_said,
)
from app.ui.theme.look import Look

_ROLES = {"fail": "fail", "warn": "warn"}


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a gauge."""

    look: Look

    def gauge(self, line: GaugeLine) -> Cell:
        return Coded(line.gauge.gauge, line.gauge.name.of(self.look.words.language))

    def range(self, line: GaugeLine) -> Cell:
        return Plain(range_said(self.look.words, line.gauge))

    def serial(self, line: GaugeLine) -> Cell:
        return Plain(line.gauge.serial or "—")

    def place(self, line: GaugeLine) -> Cell:
        return Plain(line.gauge.work_centre or "—")

    def due(self, line: GaugeLine) -> Cell:
        return Plain(line.gauge.due or "—")

    def left(self, line: GaugeLine) -> Cell:
        role = _ROLES.get(mark_look(line.mark)[0], "")
        return Plain(left_said(self.look.words, line.left), role or "ink2", strong=bool(role))

    def state(self, line: GaugeLine) -> Chip:
        state, icon = mark_look(line.mark)
        return Chip(state, mark_word(self.look.words, line.mark), icon=icon)


def gauge_columns(look: Look) -> tuple[Column[GaugeLine], ...]:
    """Return the columns; a touch panel leaves out what its width has no room for."""
    words, cells = look.words, _Cells(look)
    is_touch = look.density.is_touch
    gauge = Column("gauge", words("gauges.gauge"), cells.gauge, 0)
    left = Column("left", words("gauges.left"), cells.left, 128 if is_touch else 116)
    state = Column("state", words("gauges.state"), cells.state, 168 if is_touch else 152)
    if is_touch:
        return (gauge, left, state)
    return (
        gauge,
        Column("range", words("gauges.range"), cells.range, 148),
        Column("serial", words("gauges.serial"), cells.serial, 108),
        Column("place", words("gauges.place"), cells.place, 96),
        Column("due", words("gauges.due"), cells.due, 116),
        left,
        state,
    )
