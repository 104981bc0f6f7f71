"""The list of deviations: its columns and parts."""

from dataclasses import dataclass

from app.ui import kit
from app.ui.screens.parted_list import Parted
from app.ui.screens.quality.deviations.facts import PARTS, Line
from app.ui.theme.look import Look

NAME = "deviations"
CHIPS = {
    "reported": ("todo", "eye"),
    "assessed": ("warn", "scale"),
    "decided": ("running", "check"),
    "closed": ("ok", "circle-check"),
    "answered": ("ok", "circle-check"),
    "unanswered": ("fail", "octagon-alert"),
}
"""State and icon of how a deviation stands."""


def state_word(line: Line) -> str:
    """Return the text of how a deviation stands."""
    family = "quality.deviation" if line.row is not None else "deviations.state"
    return f"{family}.{line.state}"


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a line."""

    look: Look

    def number(self, line: Line) -> kit.Cell:
        return kit.Plain(line.number, "ink", strong=True)

    def said(self, line: Line) -> kit.Cell:
        return kit.Plain(line.said)

    def state(self, line: Line) -> kit.Cell:
        role, icon = CHIPS[line.state]
        return kit.Chip(role, self.look.words(state_word(line)), icon=icon)


def listed(look: Look) -> Parted:
    """Return the list."""
    words, cells = look.words, _Cells(look)
    number = kit.Column("number", words("cases.number"), cells.number, 124)
    said = kit.Column("said", words("deviations.actual"), cells.said)
    state = kit.Column("state", words("cases.state"), cells.state, 132)
    return Parted(
        name=NAME,
        table="deviations-table",
        named=words("deviations.title"),
        search=words("cases.search"),
        empty=(words("deviations.nothing"), words("deviations.nothing_how")),
        columns=(number, said, state),
        parts=PARTS,
        says=lambda key: words(f"deviations.part.{key}"),
        name_of=lambda one: one.stream,
        text_of=lambda one: f"{one.number} {one.said} {one.about}",
        is_in=lambda one, part: one.is_in(part),
    )
