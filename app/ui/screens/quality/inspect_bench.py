"""The inspection screen at the bench: one grid of characteristics × samples, by keyboard alone.

What is typed is judged at each key; Enter records it and goes on. Beside the grid stands the chart
of the characteristic in front, below it the cell with its history, counts and other fields.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.filling.decisions import Entry
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import OPEN, FillFacts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.control import Heard, Made, Typed
from app.ui.screens.forms.fields.said import number_of, typed_limits
from app.ui.screens.forms.fill_head import about
from app.ui.screens.quality.cell_panel import CellPanel
from app.ui.screens.quality.chart_card import WIDTH_PX, ChartCard, RoundsCard
from app.ui.screens.quality.entries import from_device, json_of
from app.ui.screens.quality.grid_rows import GridRows, Line
from app.ui.screens.quality.inspect_facts import InspectFacts, ItemFacts
from app.ui.screens.quality.items import Item, items, values
from app.ui.screens.quality.judging import Trial, trial
from app.ui.screens.quality.next_act import Before, NextAct, next_act
from app.ui.screens.quality.signing_card import SigningCard
from app.ui.screens.quality.tools import Tools

_MOST_OTHERS_PX, _LEAST_OTHERS_PX = 260, 168
_HINTS = (
    ("Enter", "enter"),
    ("↑ ↓ ← →", "move"),
    ("F2", "edit"),
    ("Ctrl+V", "paste"),
    ("F6", "gauge"),
)


class InspectBench(QWidget):
    """Signals as those of `InspectTouch`."""

    made = Signal(object)
    typed = Signal(object)
    asked = Signal(object)
    turned = Signal(object)
    pressed = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("inspect-bench")
        self.setProperty(kit.SHEET_HOST, True)
        self._tools, self.look = tools, tools.look
        self._facts: InspectFacts | None = None
        self.items: tuple[Item, ...] = ()
        self.item: Item | None = None
        self.path = ""
        self._lines: tuple[Line, ...] = ()
        self._rows = GridRows(tools)
        self._grid: kit.MeasureGrid | None = None
        self._most = 0
        self._views: dict[str, FieldView] = {}
        self._act = NextAct("", "")
        self._header = kit.PageHeader(self.look, "", name="inspect-header")
        self._state = kit.StatusChip(self.look, "running", " ", name="inspect-state")
        self._leave = kit.Button(
            self.look, self.look.words("inspect.back"), name="inspect-back", icon="arrow-left"
        )
        self._leave.clicked.connect(lambda: self.pressed.emit("leave"))
        self._do = kit.Button(self.look, "", name="inspect-do", kind="primary")
        self._do.clicked.connect(lambda: self.pressed.emit(self._act.key))
        self._table = kit.Card(self.look, "grid-card")
        self._cell = CellPanel(tools)
        self._cell.asked.connect(self.asked)
        self._cell.gauge_asked.connect(lambda: self.pressed.emit("gauge"))
        self._others = kit.Card(self.look, "others-card").hug()
        self._fields = QGridLayout()
        self._chart = ChartCard(tools)
        self._rounds = RoundsCard(tools)
        self._signing = SigningCard(tools)
        self._signing.hug()
        self._signing.pressed.connect(self.pressed)
        gauge = QShortcut(QKeySequence(Qt.Key.Key_F6), self)
        gauge.activated.connect(lambda: self.pressed.emit("gauge"))
        self._lay_out()

    # ------------------------------------------------------------------ what the screen tells
    def show_facts(self, facts: InspectFacts) -> None:
        """Show how the form stands now; only rows that changed are drawn anew."""
        self._facts = facts
        fill = facts.fill
        self.items = items(fill)
        self._show_head(fill)
        self._show_grid(fill)
        self._show_others(fill)
        self._signing.show_facts(facts)
        self._picked()
        self._show_act()

    def show_item(self, found: ItemFacts) -> None:
        """Show how the item in front was lately."""
        self._cell.show_item(found)
        if self.item is None or self._facts is None or self.item.key != found.key:
            return
        fill = self._facts.fill
        self._chart.show_facts(found, values(fill, self.item), pending=fill.filled.state == OPEN)
        self._rounds.show_facts(found)

    def show_gauge(self) -> None:
        """Show the gauges anew."""
        self._rows.forget()
        if self._facts is not None:
            self.show_facts(self._facts)

    def show_scale(self) -> None:
        """Do nothing: at the bench a weight is taken into its field."""

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Bring back what stood half typed: in a field, or in a cell of the grid."""
        for path, text in drafts.items():
            view = self._views.get(path.partition("/")[0])
            if view is not None:
                view.retype(path, text)
                continue
            for at, line in enumerate(self._lines):
                if self._grid is not None and line.item and path in line.item.paths and text:
                    self._grid.retype(at, line.item.paths.index(path), text)

    def fail(self, path: str, sentence: str) -> None:
        """Say at a cell why what was entered was not taken."""
        self._rows.fails[path] = sentence
        view = self._views.get(path.partition("/")[0])
        if view is not None:
            view.fail(path, sentence)
        self.restore((path,))

    def restore(self, paths: tuple[str, ...]) -> None:
        """Show what is held again."""
        for path in paths:
            view = self._views.get(path.partition("/")[0])
            if view is not None:
                view.restore()
        if self._facts is not None:
            self._show_grid(self._facts.fill, anew=paths)
            self._picked()

    def taken(self, paths: tuple[str, ...]) -> None:
        """Forget why values were not taken: others are on disk now."""
        for path in paths:
            self._rows.fails.pop(path, None)

    def hear(self, heard: Heard) -> bool:
        """Take a reading into the cell in front and go on; a scan into the field in focus."""
        facts, item, grid = self._facts, self.item, self._grid
        if facts is None or not facts.fill.takes_entries:
            return False
        focus = self.window().focusWidget()
        for view in self._views.values():
            if focus is not None and view.isAncestorOf(focus):
                return view.hear(heard)
        if item is None or grid is None:
            return False
        use = self._tools.gauge(item)
        entry = from_device(item, self.path, heard, use.code)
        if entry is None:
            return any(view.hear(heard) for view in self._views.values())
        here = grid.current()
        grid.show_cell(here.row, here.sample, kit.SampleCell(heard.value, "busy"))
        self._send(entry)
        grid.onwards()
        return True

    # ------------------------------------------------------------------ the grid
    def _show_grid(self, fill: FillFacts, anew: tuple[str, ...] = ()) -> None:
        numbers = tuple(one for one in self.items if one.is_number)
        lines = self._rows.lines(fill, numbers, self._now())
        most = max((len(one.paths) for one in numbers), default=0)
        self._table.setVisible(bool(numbers))
        self._cell.setVisible(bool(numbers))
        if not numbers:
            return
        if self._grid is None or most != self._most:
            self._new_grid(most)
        grid = self._grid
        assert grid is not None  # made a line ago
        same = [one.item.key if one.item else "" for one in lines] == [
            one.item.key if one.item else "" for one in self._lines
        ]
        if same:
            self._change_rows(grid, lines, anew)
        else:
            grid.show_rows(tuple(one.shown for one in lines))
        self._lines = lines
        grid.readonly(not fill.takes_entries)

    def _change_rows(
        self, grid: kit.MeasureGrid, lines: tuple[Line, ...], anew: tuple[str, ...]
    ) -> None:
        for at, (old, new) in enumerate(zip(self._lines, lines, strict=True)):
            is_anew = new.item is not None and not set(anew).isdisjoint(new.item.paths)
            if isinstance(new.shown, kit.GridRow) and (old.shown is not new.shown or is_anew):
                grid.show_row(at, new.shown)

    def _new_grid(self, most: int) -> None:
        words, look = self.look.words, self.look
        heads = kit.GridHeads(
            words("fill.grid.name"),
            words("inspect.grid.limits"),
            "",
            tuple(f"#{at + 1}" for at in range(most)),
            words("fill.grid.mean"),
            words("fill.grid.spread"),
            words("fill.grid.verdict"),
        )
        made = kit.MeasureGrid(
            look, heads, name="grid", accessible=words("inspect.items"), gauge=False
        )
        made.enter_moves("right")
        made.entered.connect(self._entered)
        made.removal_asked.connect(self._removal)
        made.typing.connect(self._typing)
        made.picked.connect(lambda _: self._picked())
        if self._grid is not None:
            self._table.body.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._table.body.addWidget(made, 1)
        self._grid, self._most, self._lines = made, most, ()
        self.setFocusProxy(made)
        made.setFocus()

    def _entered(self, entry: kit.CellEntry) -> None:
        item, path = self._at(entry)
        if item is None or not path:
            return
        try:
            made = number(entry.text, typed_limits(item.place.settings))
        except Refused as refused:
            self.fail(path, self.look.words.refusal(refused))
            return
        use = self._tools.gauge(item)
        if use.refused is not None:
            self.fail(path, self.look.words.refusal(use.refused))
        elif made:
            self._rows.fails.pop(path, None)
            gauge = use.code if item.measures else ""
            self._send(Entry(path=path, value=json_of(item, made), gauge=gauge))

    def _send(self, entry: Entry) -> None:
        self.made.emit(Made((entry,)))

    def _removal(self, entry: kit.CellEntry) -> None:
        """Say that what was entered stays: it is changed, or said not to apply, never removed."""
        _, path = self._at(entry)
        if path:
            self.fail(path, self.look.words("fill.cannot_remove"))

    def _typing(self, entry: kit.CellEntry) -> None:
        """Judge what stands half typed, in the panel and at the end of the chart."""
        item, path = self._at(entry)
        facts = self._facts
        if item is None or facts is None or path != self.path:
            return
        self._cell.show_typed(entry.text)
        self.typed.emit(Typed(path, entry.text))
        made = trial(item.place.settings, entry.text) if entry.text else Trial(None)
        found = []
        for one in item.paths:
            held = facts.fill.filled.held.get(one)
            value = made.value if one == path and entry.text else None
            if value is None and held is not None:
                value = number_of(held.value)
            if value is not None:
                found.append(value)
        self._chart.show_now(found, pending=True)

    def _picked(self) -> None:
        """Show the cell in front, and its characteristic beside it."""
        facts, grid = self._facts, self._grid
        if facts is None or grid is None:
            return
        item, path = self._at(grid.current())
        if item is None:
            first = next((at for at, one in enumerate(self._lines) if one.item is not None), -1)
            if first >= 0:
                grid.go(first, 0)
            return
        is_other = self.item is None or self.item.key != item.key
        self.item, self.path = item, path
        self._cell.show_cell(facts.fill, item, path, self._rows.fails.get(path, ""))
        self._chart.show_item(item)
        self._rounds.show_item(item)
        if is_other:
            self.turned.emit(item)

    def _at(self, entry: kit.CellEntry) -> tuple[Item | None, str]:
        if not 0 <= entry.row < len(self._lines):
            return None, ""
        item = self._lines[entry.row].item
        if item is None or not 0 <= entry.sample < len(item.paths):
            return item, ""
        return item, item.paths[entry.sample]

    # ------------------------------------------------------------------ everything around it
    def _show_head(self, fill: FillFacts) -> None:
        words = self.look.words
        self._header.say(str(words.of(fill.title)), about(fill.filled.subject, words) or fill.form)
        state, verdict = fill.filled.state, fill.filled.judged.verdict
        if state == OPEN:
            fails = verdict == "fail"
            said = words("forms.verdict.fail" if fails else "inspect.state.open")
            self._state.show_state("fail" if fails else "running", said)
        else:
            chip = {"pass": "ok", "fail": "fail"}.get(fill.filled.verdict, "todo")
            said = words(f"forms.verdict.{fill.filled.verdict or 'none'}")
            self._state.show_state(chip, said)

    def _show_act(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words, missing = self.look.words, len(facts.fill.filled.judged.missing)
        before = Before(None, "", "", Trial(None))
        act = next_act(facts, self.items, before, self._tools)
        if act.key == "next":
            left = words("inspect.blocked.missing", n=missing)
            act = NextAct("", words("inspect.do.complete"), icon="clipboard-check", blocked=left)
        self._act = act
        self._do.become(act.kind)
        self._do.show_icon(act.icon)
        self._do.say(act.text)
        self._do.block(act.blocked)
        self._do.setVisible(act.key != "leave")

    def _show_others(self, fill: FillFacts) -> None:
        others = [one for one in self.items if not one.is_number]
        self._others.setVisible(bool(others))
        for item in others:
            key = item.field.field.key
            if key not in self._views:
                self._views[key] = self._a_view(item, len(self._views))
            self._views[key].show_facts(fill)
        shown = {one.field.field.key for one in others}
        for key, view in self._views.items():
            view.setVisible(key in shown)

    def _a_view(self, item: Item, at: int) -> FieldView:
        view = FieldView(self._tools.around, item.field)
        view.made.connect(self.made)
        view.typed.connect(self.typed)
        view.asked.connect(self.asked)
        self._fields.addWidget(view, at // 3, at % 3)
        return view

    def _now(self) -> Moment:
        moments = self._tools.moments
        return Moment(moments.now_ms(), moments.offset_min())

    def _lay_out(self) -> None:
        look = self.look
        gap = look.space(3)
        for widget in (self._state, self._leave, self._do):
            self._header.add(widget)
        inside = QWidget()
        inside.setLayout(self._fields)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setHorizontalSpacing(look.space(4))
        for column in range(3):
            self._fields.setColumnStretch(column, 1)
        scroll = kit.Scroller(look, "others-scroll", inside)
        scroll.setMaximumHeight(_MOST_OTHERS_PX)
        scroll.setMinimumHeight(_LEAST_OTHERS_PX)
        self._others.body.addWidget(kit.Text(look, look.words("inspect.others"), "title"))
        self._others.body.addWidget(scroll)
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self._table, 1)
        left.addWidget(self._cell)
        left.addWidget(self._others)
        left.addWidget(self._hints())
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addWidget(self._chart, 3)
        right.addWidget(self._rounds, 2)
        right.addWidget(self._signing)
        holder = QWidget()
        holder.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(WIDTH_PX)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addLayout(left, 1)
        row.addWidget(holder)
        page = QVBoxLayout(self)
        edge = look.space(5)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(gap)
        page.addWidget(self._header)
        page.addLayout(row, 1)

    def _hints(self) -> QWidget:
        look, words = self.look, self.look.words
        card = kit.Card(look, "hints-card", "well").hug()
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        for key, what in _HINTS:
            row.addWidget(kit.CountBadge(look, key, name=f"hint-{what}"))
            row.addWidget(kit.Text(look, words(f"inspect.hint.{what}"), "hint"))
        row.addStretch()
        card.body.setContentsMargins(look.space(3), look.space(1), look.space(3), look.space(1))
        card.body.addLayout(row)
        return card
