"""The columns of the queue of labels."""

from dataclasses import dataclass

from app.capabilities.labels.jobs.tables import LabelRow
from app.ui.kit import Cell, Chip, Coded, Column, Plain
from app.ui.moments import Moments
from app.ui.screens.labels.label_words import chip, serial
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of a label."""

    look: Look
    moments: Moments

    def serial(self, row: LabelRow) -> Cell:
        return Plain(serial(self.look.words, row), "ink", strong=True)

    def product(self, row: LabelRow) -> Cell:
        return Coded(row.product, row.product_name.of(self.look.words.language))

    def lot(self, row: LabelRow) -> Cell:
        return Plain(row.lot or "—")

    def template(self, row: LabelRow) -> Cell:
        return Plain(f"{row.template} {row.template_revision}")

    def when(self, row: LabelRow) -> Cell:
        return Plain(self.moments.when(row.queued_ms))

    def state(self, row: LabelRow) -> Chip:
        return chip(self.look.words, row)


def queue_columns(look: Look, moments: Moments) -> tuple[Column[LabelRow], ...]:
    """Return the columns; a touch panel leaves out what its width has no room for."""
    words, cells = look.words, _Cells(look, moments)
    is_touch = look.density.is_touch
    serials = Column("serial", words("label_queue.serial"), cells.serial, 216)
    lots = Column("lot", words("label_queue.lot"), cells.lot, 0 if is_touch else 176)
    states = Column("state", words("label_queue.state"), cells.state, 148)
    if is_touch:
        return (serials, lots, states)
    return (
        serials,
        Column("product", words("label_queue.product"), cells.product, 0),
        lots,
        Column("template", words("label_queue.template"), cells.template, 112),
        Column("when", words("label_queue.when"), cells.when, 120),
        states,
    )
