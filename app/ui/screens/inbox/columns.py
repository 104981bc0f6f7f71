"""The columns of the inbox."""

from dataclasses import dataclass

from app.ui.kit import Cell, Chip, Column, Plain
from app.ui.moments import Moments
from app.ui.screens.inbox.facts import Entry, Named
from app.ui.screens.inbox.words import about, due_said, for_whom, sign
from app.ui.theme.look import Look


class Cells:
    """What each column shows of a line; `named` is told with every answer."""

    def __init__(self, look: Look, moments: Moments) -> None:
        self.look, self.named = look, Named()
        self._moments = moments

    def sign(self, entry: Entry) -> Cell:
        state, text, icon = sign(entry, self.look.words)
        return Chip(state, text, icon=icon)

    def title(self, entry: Entry) -> Cell:
        return Plain(entry.todo.title.of(self.look.words.language), "ink", strong=True)

    def kind(self, entry: Entry) -> Cell:
        return Plain(self.look.words(f"inbox.kind.{entry.todo.kind}"))

    def about(self, entry: Entry) -> Cell:
        return Plain(about(entry.todo.matter, self.look.words) or "—")

    def whom(self, entry: Entry) -> Cell:
        return Plain(for_whom(entry.todo, self.named, self.look.words))

    def due(self, entry: Entry) -> Cell:
        said = due_said(entry.todo, self.look.words, self._moments)
        is_late = entry.line.is_late
        return Plain(said, "fail" if is_late else "ink2", strong=is_late)


@dataclass(frozen=True, slots=True)
class _Widths:
    sign: int
    due: int


def inbox_columns(look: Look, cells: Cells) -> tuple[Column[Entry], ...]:
    """Return the columns; a touch panel leaves out what the card beside it says."""
    words = look.words
    widths = _Widths(124, 148) if look.density.is_touch else _Widths(116, 132)
    sign = Column("sign", words("inbox.urgency"), cells.sign, widths.sign)
    title = Column("title", words("inbox.what"), cells.title, 0)
    due = Column("due", words("inbox.due"), cells.due, widths.due)
    if look.density.is_touch:
        return (sign, title, due)
    return (
        sign,
        title,
        Column("kind", words("inbox.kind"), cells.kind, 168),
        Column("about", words("inbox.about"), cells.about, 190),
        Column("whom", words("inbox.whom"), cells.whom, 160),
        due,
    )
