"""The cell in front at the bench: its value large, where it stands, its history, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.forms.filling.answers import Tried
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.said import figure, limits_said, number_of
from app.ui.screens.forms.offers import Asked, offers
from app.ui.screens.quality.inspecting.facts import ItemFacts
from app.ui.screens.quality.inspecting.items import Item, title_of, uninvestigated
from app.ui.screens.quality.inspecting.judging import Trial, judged, limit_marks, trial
from app.ui.screens.quality.inspecting.measure_panel import verdict
from app.ui.screens.quality.inspecting.tools import Tools

_GAUGE = "gauge"
_MOST_LINES = 3


class CellPanel(kit.Card):
    """`asked` carries an `Asked`, `gauge_asked` nothing."""

    asked = Signal(object)
    gauge_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        look = tools.look
        super().__init__(look, "cell-panel", "selected")
        self._tools = tools
        self._item: Item | None = None
        self._fill: FillFacts | None = None
        self._facts: ItemFacts | None = None
        self._path = self._typed = self._refused = ""
        self._title = kit.Text(look, "", "strong", "accent", elide=True)
        self._source = kit.StatusChip(look, "running", " ", name="cell-source", icon="keyboard")
        self._value = kit.Text(look, "", "big")
        self._unit = kit.Text(look, "", "body", "ink2")
        self._verdict = kit.StatusChip(look, "todo", " ", name="cell-verdict")
        self._gauge = kit.LimitGauge(look, name="limit-gauge")
        self._limits = kit.Text(look, "", "hint")
        self._lines = kit.Text(look, "", "hint", "ink2", wrap=True)
        self._buttons = QHBoxLayout()
        self._offered: tuple[str, ...] = ()
        self._banner = kit.Banner(look, "fail", "", name="item-verdict")
        self._lay_out()

    def show_cell(self, fill: FillFacts, item: Item, path: str, refused: str = "") -> None:
        """Show a cell as it stands; `refused` says why what was typed last was not taken."""
        if self._item is None or self._item.key != item.key:
            self._facts = None
        self._fill, self._item, self._path, self._refused = fill, item, path, refused
        self._typed = ""
        self._draw()

    def show_typed(self, text: str) -> None:
        """Show what is typed into the cell, judged as it stands."""
        self._typed = text
        self._draw_value()

    def show_item(self, facts: ItemFacts) -> None:
        """Show what was tried at the characteristic."""
        if self._item is not None and facts.key == self._item.key:
            self._facts = facts
            self._draw_lines()

    # ------------------------------------------------------------------ drawing
    def _draw(self) -> None:
        item, words = self._item, self.look.words
        assert item is not None
        number = self._path.rpartition("/")[2] if "/" in self._path else ""
        sample = words("inspect.sample", n=number) if number else ""
        self._title.say(" · ".join(one for one in (title_of(item, words), sample) if one))
        self._unit.say(getattr(item.place.settings, "unit", ""))
        marks = limit_marks(item.place.settings)
        self._gauge.show_limits(marks or kit.GaugeMarks())
        self._gauge.setVisible(marks is not None)
        self._limits.say(limits_said(item.place.settings))
        self._draw_value()
        self._draw_lines()
        self._draw_buttons()

    def _draw_value(self) -> None:
        item, fill, words = self._item, self._fill, self.look.words
        if item is None or fill is None:
            return
        held = fill.filled.held.get(self._path)
        made = self._trial()
        shown = self._typed or ("" if held is None else figure(held.value))
        self._value.say(shown or "—")
        self._value.colour("fail" if made.state == "fail" else "ink" if shown else "ink3")
        self._gauge.show_value(made.value)
        state = made.state if shown else "todo"
        self._verdict.show_state(state, words(f"inspect.live.{state}"))
        source = "typing" if self._typed else "none" if held is None else held.source
        icon = "cable" if source == "device" else "keyboard"
        self._source.show_state("running", words(f"inspect.source.{source}"), icon)
        self._draw_banner(item, made)

    def _draw_banner(self, item: Item, made: Trial) -> None:
        words = self.look.words
        use = self._tools.gauge(item)
        state, title, text = verdict(item, made, use, words, typed=bool(self._typed))
        if self._refused and not self._typed:
            state, title, text = "fail", words("inspect.not_taken"), self._refused
        held = None if self._fill is None else self._fill.filled.held.get(self._path)
        if held is not None and held.finding and not self._typed:
            state, title = "warn", words(f"forms.finding.{held.finding}")
            text = held.cause
        self._banner.setVisible(bool(title))
        if title:
            self._banner.say(state, title, text)

    def _trial(self) -> Trial:
        assert self._item is not None
        assert self._fill is not None
        settings = self._item.place.settings
        if self._typed:
            return trial(settings, self._typed)
        held = self._fill.filled.held.get(self._path)
        value = None if held is None else number_of(held.value)
        return Trial(None) if value is None else judged(settings, value)

    def _draw_lines(self) -> None:
        found = () if self._facts is None else self._facts.tried
        mine = [one for one in found if one.path == self._path][-_MOST_LINES:]
        last = len(mine) - 1
        self._lines.say(
            "\n".join(self._line(one, is_now=at == last) for at, one in enumerate(mine))
        )
        self._lines.setVisible(bool(mine))

    def _line(self, one: Tried, *, is_now: bool) -> str:
        words, moments, fill = self.look.words, self._tools.moments, self._fill
        assert fill is not None
        who = fill.who(one.by, words.language)
        parts = [moments.when(one.at_ms), who, one.gauge, one.reason]
        key = "inspect.line.now" if is_now else "inspect.line.before"
        said = words(key, value=words(one.said) if words.knows(one.said) else one.said)
        return " · ".join([said, *(part for part in parts if part)])

    def _draw_buttons(self) -> None:
        item, fill = self._item, self._fill
        assert item is not None
        assert fill is not None
        found = tuple(
            one for one in offers(self._tools.around, item.field, fill) if one[0] != _GAUGE
        )
        keys = tuple(key for key, _ in found)
        failed = uninvestigated(fill, item)
        signature = (*keys, self._path, failed, str(item.measures))
        if signature == self._offered:
            return
        self._offered = signature
        while one := self._buttons.takeAt(0):
            if (old := one.widget()) is not None:
                old.hide()
                old.deleteLater()
        if item.measures:
            words = self.look.words
            button = kit.Button(
                self.look,
                words("fill.offer.gauge"),
                name="gauge-choose",
                icon="ruler",
                size="small",
            )
            button.clicked.connect(self.gauge_asked)
            self._buttons.addWidget(button)
        for key, text in found:
            kind = "danger-soft" if key == "investigate" else "default"
            button = kit.Button(self.look, text, name=f"cell-{key}", kind=kind, size="small")
            button.clicked.connect(_Ask(self, Asked(failed or self._path, key)))
            self._buttons.addWidget(button)

    def _lay_out(self) -> None:
        gap = self.look.space(3)
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addWidget(self._title, 1)
        head.addWidget(self._source)
        value = QHBoxLayout()
        value.setSpacing(self.look.space(1))
        value.addWidget(self._value)
        value.addWidget(self._unit)
        value.addWidget(self._verdict)
        value.addStretch()
        left = QVBoxLayout()
        left.setSpacing(self.look.space(1))
        left.addLayout(head)
        left.addLayout(value)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addStretch()
        middle.addWidget(self._gauge)
        middle.addStretch()
        self._buttons.setSpacing(self.look.space(1))
        row = QHBoxLayout()
        row.setSpacing(gap * 2)
        row.addLayout(left, 2)
        row.addLayout(middle, 3)
        row.addLayout(self._buttons)
        self.body.addLayout(row)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._banner)
        self._limits.hide()
        self.body.addWidget(self._limits)


class _Ask:
    def __init__(self, panel: CellPanel, asked: Asked) -> None:
        self._panel, self._asked = panel, asked

    def __call__(self) -> None:
        self._panel.asked.emit(self._asked)
