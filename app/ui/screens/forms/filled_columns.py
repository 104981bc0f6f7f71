"""The columns of the list of filled forms."""

from dataclasses import dataclass

from app.capabilities.forms.filling.tables import FilledRow
from app.kernel.words import Bilingual
from app.ui.kit import Cell, Chip, Coded, Column, Plain
from app.ui.moments import Moments
from app.ui.theme.look import Look

_VERDICTS = {"pass": "ok", "fail": "fail", "none": "todo"}


@dataclass
class FilledCells:
    """What each column shows of a filled form; `names` is what people are called."""

    look: Look
    moments: Moments
    names: dict[str, Bilingual]

    def form(self, row: FilledRow) -> Cell:
        """Return its number and title."""
        return Coded(row.form, row.title.of(self.look.words.language))

    def about(self, row: FilledRow) -> Cell:
        """Return the order and operation it is filled for."""
        return " · ".join(one for one in (row.order, row.operation) if one) or "—"

    def lot(self, row: FilledRow) -> Cell:
        """Return the lot."""
        return row.lot or "—"

    def verdict(self, row: FilledRow) -> Cell:
        """Return its verdict, or how far it is."""
        words = self.look.words
        if row.state == "completed":
            verdict = row.verdict or "none"
            return Chip(_VERDICTS[verdict], words(f"forms.verdict.{verdict}"))
        state = "running" if row.state == "open" else "offline"
        return Chip(
            state, words(f"forms.state.{row.state}"), icon="ban" if state != "running" else ""
        )

    def by(self, row: FilledRow) -> Cell:
        """Return who began it."""
        name = self.names.get(row.started_by)
        return row.started_by if name is None else name.of(self.look.words.language)

    def when(self, row: FilledRow) -> Cell:
        """Return when it was begun."""
        return Plain(self.moments.when(row.started_ms))

    def text(self, row: FilledRow) -> str:
        """Return what is searched."""
        parts = (row.form, row.title_zh, row.title_en, row.order, row.operation, row.lot)
        more = (row.product, row.equipment, row.filled, str(self.by(row)))
        return " ".join((*parts, *more)).lower()


def filled_columns(look: Look, cells: FilledCells) -> tuple[Column[FilledRow], ...]:
    """Return the columns; a touch panel leaves out what its width has no room for."""
    words = look.words
    form = Column("form", words("filled.form"), cells.form, 0)
    lot = Column("lot", words("filled.lot"), cells.lot, 170)
    verdict = Column("verdict", words("filled.verdict"), cells.verdict, 180)
    when = Column("when", words("filled.begun"), cells.when, 170)
    if look.density.is_touch:
        return (form, lot, verdict, when)
    about = Column("order", words("filled.order"), cells.about, 230)
    by = Column("by", words("filled.by"), cells.by, 230)
    return (form, about, lot, verdict, by, when)
