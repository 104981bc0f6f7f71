"""Beside the grid: the characteristic's chart by its limits in force, its figures and rounds."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout

from app.capabilities.quality.charts.answers import ChartView, Subgroup
from app.ui import kit
from app.ui.screens.quality.inspecting.facts import ItemFacts
from app.ui.screens.quality.inspecting.items import Item, mean_of, spread_of, title_of
from app.ui.screens.quality.inspecting.judging import judged
from app.ui.screens.quality.inspecting.measure_panel import trend_said
from app.ui.screens.quality.inspecting.tools import Tools
from app.ui.screens.quality.inspecting.trend import rule_number, trend

_CHART_PX = 300
_ROUNDS = 6
WIDTH_PX = 470


class ChartCard(kit.Card):
    """Shows one characteristic at a time."""

    def __init__(self, tools: Tools) -> None:
        look, words = tools.look, tools.look.words
        super().__init__(look, "chart-card")
        self._tools = tools
        self._item: Item | None = None
        self._facts: ItemFacts | None = None
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", wrap=True)
        self._chip = kit.StatusChip(look, "todo", " ", name="chart-state")
        self._chart = kit.ControlChart(look, name="trend", height=_CHART_PX, tools=False)
        self._chart.empty_says(words("inspect.trend.none"))
        names = ("cp", "cpk", "sigma", "rules")
        self._figures = {
            one: kit.StatTile(
                look, words(f"inspect.figure.{one}"), name=f"figure-{one}", small=True
            )
            for one in names
        }
        self._lay_out()

    def show_item(self, item: Item) -> None:
        """Turn to another characteristic; its chart comes when it was asked for."""
        if self._item is not None and self._item.key == item.key:
            self._item = item
            return
        self._item, self._facts = item, None
        self._title.say(title_of(item, self.look.words))
        self._sub.say(self.look.words("inspect.trend.asking"))
        self._chip.hide()
        self._chart.hide()
        for tile in self._figures.values():
            tile.hide()

    def show_facts(self, facts: ItemFacts, now: Sequence[Decimal], *, pending: bool) -> None:
        """Show what the characteristic was lately, and `now` at its end."""
        if self._item is None or facts.key != self._item.key:
            return
        self._facts = facts
        shown, words = facts.chart, self.look.words
        self._chart.setVisible(shown is not None)
        self._chip.setVisible(shown is not None)
        for tile in self._figures.values():
            tile.setVisible(shown is not None and bool(shown.subgroups))
        if shown is None:
            self._sub.say(words("inspect.trend.not_charted"))
            return
        self._sub.say(trend_said(shown, words))
        self.show_now(now, pending=pending)
        self._show_figures(shown)

    def show_now(self, now: Sequence[Decimal], *, pending: bool) -> None:
        """Show the readings of this form at the end of the chart."""
        if self._facts is None or self._facts.chart is None:
            return
        shown, words = self._facts.chart, self.look.words
        data = trend(shown, now, words, self._tools.moments, spread=True, pending=pending)
        self._chart.show_chart(data, trend_said(shown, words), keep=True)

    def _show_figures(self, shown: ChartView) -> None:
        words, study = self.look.words, shown.study
        self._figures["cp"].show_value(
            "—" if study is None or study.cp is None else f"{study.cp.value:.2f}"
        )
        self._figures["cpk"].show_value("—" if study is None else f"{study.cpk.value:.2f}")
        self._figures["sigma"].show_value("—" if study is None else f"{study.sigma_within:.4g}")
        broken = [rule for rule, points in shown.violations.items() if points]
        said = "·".join(rule_number(rule) for rule in broken) or words("inspect.figure.no_rules")
        self._figures["rules"].show_value(said)
        if shown.trouble is not None or not shown.charts:
            self._chip.show_state("todo", words("inspect.trend.few"))
        elif shown.charts[0].beyond or broken:
            self._chip.show_state("fail", words("inspect.trend.out"))
        else:
            self._chip.show_state("ok", words("inspect.trend.steady"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        figures = QHBoxLayout()
        figures.setSpacing(self.look.space(2))
        for tile in self._figures.values():
            figures.addWidget(tile, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._sub)
        self.body.addWidget(self._chart, 1)
        self.body.addLayout(figures)


class RoundsCard(kit.Card):
    """The last rounds of a characteristic: when, mean, range, by whom, inside or not."""

    def __init__(self, tools: Tools) -> None:
        look, words = tools.look, tools.look.words
        super().__init__(look, "rounds-card")
        self._tools = tools
        self._names: dict[str, str] = {}
        columns: tuple[kit.Column[Subgroup], ...] = (
            kit.Column("when", words("inspect.rounds.when"), self._when, 120),
            kit.Column("mean", words("inspect.rounds.mean"), self._mean, 90, right=True),
            kit.Column("spread", words("inspect.rounds.spread"), self._spread, 84, right=True),
            kit.Column("verdict", words("inspect.rounds.verdict"), self._verdict),
        )
        self._item: Item | None = None
        self._table: kit.DataTable[Subgroup] = kit.DataTable(
            look, columns, name="rounds", accessible=words("inspect.rounds")
        )
        self._table.empty_says(words("inspect.rounds.none"))
        self.body.addWidget(kit.Text(look, words("inspect.rounds"), "title"))
        self.body.addWidget(self._table, 1)

    def show_item(self, item: Item) -> None:
        """Turn to another characteristic."""
        self._item = item

    def show_facts(self, facts: ItemFacts) -> None:
        """Show its last rounds, the latest first."""
        found = () if facts.chart is None else facts.chart.subgroups
        self._table.show_rows(tuple(reversed(found[-_ROUNDS:])))

    def _when(self, one: Subgroup) -> kit.Cell:
        return kit.Plain(self._tools.moments.when(one.at_ms), "ink")

    def _mean(self, one: Subgroup) -> kit.Cell:
        return kit.Plain(mean_of(one.values), "ink", strong=True)

    def _spread(self, one: Subgroup) -> kit.Cell:
        return spread_of(one.values) if len(one.values) > 1 else "—"

    def _verdict(self, one: Subgroup) -> kit.Cell:
        words = self.look.words
        if self._item is None:
            return ""
        states = {judged(self._item.place.settings, value).state for value in one.values}
        state = "fail" if "fail" in states else "warn" if "warn" in states else "ok"
        return kit.Chip(state, words(f"inspect.live.{state}"))
