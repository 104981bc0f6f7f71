"""The columns of the work order list."""

from collections.abc import Callable
from dataclasses import dataclass

from app.capabilities.production.progress.answers import OrderLine, Phase
from app.kernel.quantity import plain
from app.ui.kit import Cell, Chip, Coded, Column, Plain, Share
from app.ui.screens.production import telling
from app.ui.theme.look import Look

_BARS = {
    Phase.FINISHED: "ok",
    Phase.RUNNING: "accent",
    Phase.WAITING: "accent",
    Phase.PAUSED: "line_strong",
    Phase.PLANNED: "line_strong",
}


@dataclass(frozen=True, slots=True)
class _Cells:
    """What each column shows of an order; `today` is asked when a row is painted."""

    look: Look
    today: Callable[[], str]

    def order(self, line: OrderLine) -> Cell:
        return Plain(line.order, "ink", strong=True)

    def product(self, line: OrderLine) -> Cell:
        return Coded(line.product, line.product_name.of(self.look.words.language))

    def lot(self, line: OrderLine) -> Cell:
        return Plain(line.lot or "—")

    def quantity(self, line: OrderLine) -> Cell:
        unit = line.unit.of(self.look.words.language)
        return Plain(f"{plain(line.quantity)} {unit}", "ink")

    def current(self, line: OrderLine) -> Cell:
        if line.current is None:
            return Plain("—", "ink3")
        return Plain(f"{line.current_code} {line.current.of(self.look.words.language)}", "ink")

    def progress(self, line: OrderLine) -> Cell:
        role = "warn_solid" if line.is_late else _BARS[line.phase]
        return Share(line.percent / 100, f"{line.percent}%", role=role)

    def due(self, line: OrderLine) -> Cell:
        said = telling.short_day(line.due, self.today())
        return Plain(said, "fail", strong=True) if line.is_late else Plain(said)

    def state(self, line: OrderLine) -> Chip:
        return telling.phase_chip(self.look.words, line)


def order_columns(look: Look, today: Callable[[], str]) -> tuple[Column[OrderLine], ...]:
    """Return the columns, the product taking what room is left."""
    cells, words = _Cells(look, today), look.words
    columns = (
        Column(
            "order",
            words("orders.column.order"),
            cells.order,
            168 if look.density.is_touch else 144,
        ),
        Column("product", words("orders.column.product"), cells.product),
        Column("lot", words("orders.column.lot"), cells.lot, 150),
        Column("quantity", words("orders.column.quantity"), cells.quantity, 102, right=True),
        Column("current", words("orders.column.current"), cells.current, 140),
        Column("progress", words("orders.column.progress"), cells.progress, 136),
        Column("due", words("orders.column.due"), cells.due, 76),
        Column("state", words("orders.column.state"), cells.state, 118),
    )
    # The lot holds the order's number: where fingers need room it stands in the order's own sheet.
    return tuple(one for one in columns if one.key != "lot" or not look.density.is_touch)
