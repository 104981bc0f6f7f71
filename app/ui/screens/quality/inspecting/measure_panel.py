"""One measured characteristic: limits, gauge, samples, where the value stands, the trend."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.judging.answers import Held
from app.capabilities.quality.charts.answers import ChartView
from app.kernel.days import Moment
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.facts import OPEN, FillFacts
from app.ui.screens.forms.fields.said import figure, limits_said, number_of
from app.ui.screens.quality.inspecting.facts import ItemFacts
from app.ui.screens.quality.inspecting.gauge_use import GaugeUse, said, short
from app.ui.screens.quality.inspecting.items import Item, title_of
from app.ui.screens.quality.inspecting.judging import Trial, beyond_said, judged, limit_marks, trial
from app.ui.screens.quality.inspecting.tools import Tools
from app.ui.screens.quality.inspecting.trend import trend

_COLUMNS = 4
_MOST_STRIP_PX = 236
"""Three rows of boxes; more of them scroll."""
_TREND_PX = 150


class MeasurePanel(kit.Card):
    """`turned` carries the path of the sample a person tapped; `gauge_asked` nothing."""

    turned = Signal(str)
    gauge_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        look = tools.look
        super().__init__(look, "measure-panel")
        self._tools = tools
        self._fill: FillFacts | None = None
        self._item: Item | None = None
        self._facts: ItemFacts | None = None
        self._path = self._typed = ""
        self._where = kit.Text(look, "", "label", "accent")
        self._title = kit.Text(look, "", "page", elide=True)
        self._nominal = kit.Text(look, "", "page")
        self._tolerance = kit.Text(look, "", "body", "ink2")
        self._chip = kit.StatusChip(look, "todo", " ", name="gauge-chip", icon="ruler")
        self._due = kit.Text(look, "", "hint", elide=True)
        self._gauge_button = self._a_gauge_button()
        self._strip = kit.SampleStrip(look, name="samples", columns=_COLUMNS)
        self._strip.chosen.connect(self._tell)
        self._scroll = kit.Scroller(look, "samples-scroll", self._strip)
        self._gauge = kit.LimitGauge(look, name="limit-gauge")
        self._chart = kit.ControlChart(look, name="trend", height=_TREND_PX, tools=False)
        self._banner = kit.Banner(look, "ok", "", name="item-verdict")
        self._lay_out()

    def show_item(self, fill: FillFacts, item: Item, where: str) -> None:
        """Show an item as it stands; `where` says which of how many it is."""
        is_other = self._item is None or self._item.key != item.key
        self._fill, self._item = fill, item
        words, settings = self.look.words, item.place.settings
        self._where.say(where)
        self._title.say(title_of(item, words))
        self._show_limits(settings)
        marks = limit_marks(settings)
        self._gauge.setVisible(marks is not None)
        self._gauge.show_limits(marks or kit.GaugeMarks())
        if is_other:
            self._facts = None
            self._chart.hide()
        self.show_gauge()
        self._draw()

    def show_trend(self, facts: ItemFacts) -> None:
        """Show how the characteristic was lately."""
        if self._item is not None and facts.key == self._item.key:
            self._facts = facts
            self._chart.setVisible(facts.chart is not None)
            self._draw_trend()

    def show_gauge(self) -> None:
        """Show the gauge and its calibration."""
        item = self._item
        if item is None:
            return
        self._gauge_button.setVisible(item.measures)
        if item.measures:
            use, words = self._tools.gauge(item), self.look.words
            self._chip.show_state(use.state, short(use, words, self._now()), "ruler")
            self._due.say(said(use, words))
            self._gauge_button.setAccessibleName(said(use, words))

    def turn_to(self, path: str, typed: str) -> None:
        """Show which sample is measured, and what is typed for it so far."""
        self._path, self._typed = path, typed
        self._draw()

    # ------------------------------------------------------------------ drawing
    def _draw(self) -> None:
        if self._fill is None or self._item is None:
            return
        made = self._trial()
        self._draw_samples(made)
        self._gauge.show_value(made.value)
        self._draw_trend()
        self._draw_verdict(made)

    def _trial(self) -> Trial:
        """Return how the value in front stands: what is typed, else what is held."""
        assert self._fill is not None
        assert self._item is not None
        if self._typed:
            return trial(self._item.place.settings, self._typed)
        held = self._fill.filled.held.get(self._path)
        value = None if held is None else number_of(held.value)
        return Trial(None) if value is None else judged(self._item.place.settings, value)

    def _draw_samples(self, made: Trial) -> None:
        fill, item = self._fill, self._item
        assert fill is not None
        assert item is not None
        self._scroll.setVisible(len(item.paths) > 1)
        if len(item.paths) > 1:
            boxes = tuple(self._box(fill, item.place, path, made) for path in item.paths)
            here = item.paths.index(self._path) if self._path in item.paths else -1
            self._strip.show_samples(boxes, here)
            self._scroll.setFixedHeight(min(self._strip.sizeHint().height(), _MOST_STRIP_PX))

    def _box(self, fill: FillFacts, place: Place, path: str, made: Trial) -> kit.Sample:
        label = f"#{path.rpartition('/')[2]}"
        held = fill.filled.held.get(path)
        if path == self._path and self._typed:
            old = "" if held is None else figure(held.value)
            state = made.state if made.state in ("warn", "fail") else ""
            return kit.Sample(label, self._typed, state, old)
        if held is None:
            return kit.Sample(label)
        before = fill.tried.get(path, ())
        old = before[-2].said.partition(" ")[0] if len(before) > 1 else ""
        return kit.Sample(label, figure(held.value) or "/", _state(place, held), old)

    def _draw_trend(self) -> None:
        facts, fill, item = self._facts, self._fill, self._item
        if facts is None or facts.chart is None or fill is None or item is None:
            return
        now = self._now_values(fill, item)
        data = trend(
            facts.chart,
            now,
            self.look.words,
            self._tools.moments,
            pending=fill.filled.state == OPEN,
        )
        words = self.look.words
        self._chart.empty_says(words("inspect.trend.none"))
        self._chart.show_chart(data, trend_said(facts.chart, words), keep=True)

    def _now_values(self, fill: FillFacts, item: Item) -> tuple[Decimal, ...]:
        """Return this form's readings of the item, with the one that is being typed."""
        found: list[Decimal] = []
        for path in item.paths:
            held = fill.filled.held.get(path)
            value = None if held is None else number_of(held.value)
            if path == self._path and self._typed:
                value = trial(item.place.settings, self._typed).value
            if value is not None:
                found.append(value)
        return tuple(found)

    def _draw_verdict(self, made: Trial) -> None:
        item, words = self._item, self.look.words
        assert item is not None
        use = self._tools.gauge(item)
        state, title, text = verdict(item, made, use, words, typed=bool(self._typed))
        self._banner.setVisible(bool(title))
        if title:
            self._banner.say(state, title, text)

    def _show_limits(self, settings: object) -> None:
        nominal = getattr(settings, "nominal", None)
        whole = limits_said(settings)
        head = f"{nominal:f}" if nominal is not None and whole.startswith(f"{nominal:f} ±") else ""
        self._nominal.say(head)
        self._nominal.setVisible(bool(head))
        self._tolerance.say(whole.removeprefix(head).strip())

    def _tell(self, place: int) -> None:
        if self._item is not None:
            self.turned.emit(self._item.paths[place])

    def _now(self) -> Moment:
        moments = self._tools.moments
        return Moment(moments.now_ms(), moments.offset_min())

    # ------------------------------------------------------------------ layout
    def _a_gauge_button(self) -> kit.TapCard:
        made = kit.TapCard(self.look, "gauge-choose", "", "clear")
        row = QHBoxLayout()
        row.setSpacing(self.look.space(1))
        row.addWidget(self._due, 1)
        self._due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._chip)
        made.body.addLayout(row)
        made.body.setContentsMargins(0, 0, 0, 0)
        made.clicked.connect(self.gauge_asked)
        made.seal()
        return made

    def _lay_out(self) -> None:
        gap = self.look.space(2)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._where)
        left.addWidget(self._title)
        figures = QHBoxLayout()
        figures.setSpacing(self.look.space(1))
        figures.addStretch()
        figures.addWidget(self._nominal, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self._tolerance, 0, Qt.AlignmentFlag.AlignBottom)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addLayout(left, 1)
        head.addLayout(figures)
        self.body.addLayout(head)
        for widget in (self._gauge_button, self._scroll, self._gauge):
            self.body.addWidget(widget)
        self.body.addWidget(self._chart, 1)
        self.body.addStretch()
        self.body.addWidget(self._banner)


def verdict(
    item: Item, made: Trial, use: GaugeUse, words: Words, *, typed: bool
) -> tuple[str, str, str]:
    """Return state, title and text of the line that judges the value in front; empty for none."""
    if use.refused is not None:
        return "fail", words("inspect.gauge.refused"), words.refusal(use.refused)
    unit = getattr(item.place.settings, "unit", "")
    if made.state == "fail":
        after = "inspect.fail.typed" if typed else "inspect.fail.held"
        title = f"{beyond_said(made, unit, words)} · {words('inspect.fail')}"
        return "fail", title, words(after)
    if made.state == "warn":
        return "warn", words("inspect.near"), words("inspect.near_means")
    return "", "", ""


def trend_said(shown: ChartView, words: Words) -> str:
    """Return what the trend shows, in a sentence."""
    label = str(words.of(shown.characteristic.label))
    key = "inspect.trend.fixed" if shown.fixed is not None else "inspect.trend.provisional"
    return words(key, label=label, n=len(shown.subgroups))


def _state(place: Place, held: Held) -> str:
    if held.awaits_retest:
        return "warn"
    if held.passes is False:
        return "fail"
    value = number_of(held.value)
    return "warn" if value is not None and judged(place.settings, value).state == "warn" else ""
