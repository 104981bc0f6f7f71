"""The list of complaints: its columns and parts."""

from dataclasses import dataclass

from app.capabilities.quality.complaints.answers import Waits
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.parted_list import Parted
from app.ui.screens.quality.complaints.facts import PARTS, Line
from app.ui.theme.look import Look

NAME = "complaints"
ICONS = {
    Waits.ASSESS: "scale",
    Waits.REPORT: "send",
    Waits.INVESTIGATE: "search",
    Waits.ACT: "wrench",
    Waits.ANSWER: "message-square",
    Waits.CLOSE: "signature",
    Waits.CLOSED: "circle-check",
}
"""The icon of what a complaint waits for."""


def chip(words: Words, line: Line) -> tuple[str, str, str]:
    """Return state, text and icon of what a complaint waits for."""
    states = {Waits.CLOSED: "ok", Waits.REPORT: "fail"}
    said = words(f"quality.complaint.{line.waits.value}")
    return states.get(line.waits, "running"), said, ICONS[line.waits]


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a line."""

    look: Look

    def received(self, line: Line) -> kit.Cell:
        return kit.Plain(line.row.received)

    def device(self, line: Line) -> kit.Cell:
        return kit.Plain(line.row.device, "ink", strong=True)

    def state(self, line: Line) -> kit.Cell:
        role, said, icon = chip(self.look.words, line)
        return kit.Chip(role, said, icon=icon)


def listed(look: Look) -> Parted:
    """Return the list; a touch panel leaves out what its width has no room for."""
    words, cells = look.words, _Cells(look)
    received = kit.Column("received", words("complaints.received"), cells.received, 108)
    device = kit.Column("device", words("complaints.device"), cells.device)
    state = kit.Column("state", words("cases.state"), cells.state, 172)
    columns: tuple[kit.Column[Line], ...] = (device, received, state)
    if look.density.is_touch:
        columns = (device, state)
    return Parted(
        name=NAME,
        table="complaints-table",
        named=words("complaints.title"),
        search=words("cases.search"),
        empty=(words("complaints.nothing"), words("complaints.nothing_how")),
        columns=columns,
        parts=PARTS,
        says=lambda key: words(f"complaints.part.{key}"),
        name_of=lambda one: one.stream,
        text_of=_searched,
        is_in=lambda one, part: one.is_in(part),
    )


def _searched(line: Line) -> str:
    row = line.row
    found = (line.number, row.device, row.lot, row.serial, row.udi, row.details, row.person)
    return " ".join(found)
