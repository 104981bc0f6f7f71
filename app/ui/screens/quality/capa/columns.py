"""The list of CAPAs and of what is proposed: its columns and parts."""

from dataclasses import dataclass

from app.ui import kit
from app.ui.screens.parted_list import Parted
from app.ui.screens.quality.capa.facts import PARTS, Line
from app.ui.theme.look import Look

NAME = "capa"
CHIPS = {
    "open": ("running", "loader"),
    "late": ("fail", "clock"),
    "proposed": ("warn", "bell"),
    "closed": ("ok", "circle-check"),
}
"""State and icon of how one stands."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a line."""

    look: Look

    def title(self, line: Line) -> kit.Cell:
        return kit.Plain(self.said(line), "ink")

    def said(self, line: Line) -> str:
        if line.capa is not None:
            return line.capa.row.title
        found = line.proposal
        if found is None or found.said is None:
            return self.look.words("capa.proposed")
        return found.said.of(self.look.words.language)

    def due(self, line: Line) -> kit.Cell:
        if line.capa is None:
            return kit.Plain("—")
        return kit.Plain(line.capa.row.due, "fail" if line.is_late else "ink2")

    def state(self, line: Line) -> kit.Cell:
        """Return what it is at, coloured by how it stands."""
        words, one = self.look.words, line.capa
        role, icon = CHIPS[line.state]
        if one is None or one.is_closed:
            return kit.Chip(role, words(f"capa.part.{line.state}"), icon=icon)
        step = one.next_step.value
        said = f"{step.upper()} {words(f'quality.discipline.{step}')}"
        return kit.Chip(role, said, icon=icon)


def listed(look: Look) -> Parted:
    """Return the list."""
    words, cells = look.words, _Cells(look)
    title = kit.Column("title", words("capa.what_about"), cells.title)
    due = kit.Column("due", words("capa.due"), cells.due, 136 if look.density.is_touch else 112)
    state = kit.Column("state", words("cases.state"), cells.state, 164)
    return Parted(
        name=NAME,
        table="capa-table",
        named=words("capa.title"),
        search=words("cases.search"),
        empty=(words("capa.nothing"), words("capa.nothing_how")),
        columns=(title, due, state),
        parts=PARTS,
        says=lambda key: words(f"capa.part.{key}"),
        name_of=lambda one: one.stream,
        text_of=lambda one: f"{one.number} {cells.said(one)}",
        is_in=lambda one, part: one.is_in(part),
    )
