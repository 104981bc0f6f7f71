"""Below the board: which codes came most often lately, and what time and quality cost."""

from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.capabilities.quality.nonconformance.review_board.answers import Statistics
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.screens.quality.nonconformance.words import amount
from app.ui.theme.look import Look

_MOST = 6
_TILES = ("close", "overdue", "again", "held", "cost")
_ONE_PLACE = Decimal("0.1")


class Figures(QWidget):
    """The Pareto of codes beside five figures."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self.setObjectName("nc-figures")
        self._codes = kit.Card(look, "nc-codes")
        self._counted = kit.Text(look, "", "hint", "ink2")
        self._pareto = kit.RankBars(look, name="nc-pareto")
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, words("ncr_board.codes"), "title", elide=True), 1)
        head.addWidget(self._counted)
        self._codes.body.addLayout(head)
        self._codes.body.addWidget(self._pareto, 1)
        self._times = kit.Card(look, "nc-times")
        self._tiles = {
            key: kit.StatTile(look, words(f"ncr_board.figure.{key}"), name=f"nc-figure-{key}")
            for key in _TILES
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(3))
        for place, tile in enumerate(self._tiles.values()):
            grid.addWidget(tile, place // 2, place % 2)
        self._times.body.addWidget(kit.Text(look, words("ncr_board.times"), "title"))
        self._times.body.addLayout(grid)
        self._times.body.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addWidget(self._codes, 3)
        row.addWidget(self._times, 2)

    def show_statistics(self, found: Statistics) -> None:
        """Show what the last days came to."""
        words = self.look.words
        counts = words("ncr_board.counted", opened=found.opened, closed=found.closed)
        self._counted.say(counts)
        shown = [(bar.name.of(words.language), bar.count) for bar in found.pareto[:_MOST]]
        rest = sum(bar.count for bar in found.pareto[_MOST:])
        items = [kit.ParetoItem(text, count) for text, count in shown]
        if rest:
            items.append(kit.ParetoItem(words("ncr_board.rest"), rest, is_rest=True))
        self._pareto.show_items(items, words("ncr_board.codes"))
        self._show_times(found)

    def _show_times(self, found: Statistics) -> None:
        words, tiles, none = self.look.words, self._tiles, self.look.words("ncr_board.none_yet")
        days = found.mean_days_to_close
        mean = "—" if days is None else words("ncr_board.days", n=plain(days.quantize(_ONE_PLACE)))
        tiles["close"].show_value(mean, none if days is None else "")
        tiles["overdue"].show_value(
            words("ncr_board.count", n=found.overdue), state="warn" if found.overdue else ""
        )
        tiles["overdue"].colour("warn" if found.overdue else "ink")
        again = found.again_percent
        rate = "—" if again is None else f"{plain(again.quantize(_ONE_PLACE))} %"
        tiles["again"].show_value(rate, none if again is None else "")
        held = [amount(much, unit, words) for much, unit in found.held] or ["0"]
        tiles["held"].show_value(held[0], " · ".join(held[1:]))
        tiles["held"].colour("hold" if found.held else "ink")
        sums: dict[str, Decimal] = {}
        for line in found.costs:
            sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.amount
        said = [f"{plain(much)} {currency}" for currency, much in sums.items()] or ["—"]
        tiles["cost"].show_value(said[0], " · ".join(said[1:]) or ("" if sums else none))
