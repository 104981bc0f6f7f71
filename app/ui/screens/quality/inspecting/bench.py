"""The inspection screen at the bench: one grid of characteristics × samples, by keyboard alone.

What is typed is judged at each key; Enter records it and goes on. Beside the grid stands the chart
of the characteristic in front, below it the cell with its history, counts and other fields.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.filling.decisions import Entry
from app.ui import kit
from app.ui.screens.forms.facts import OPEN, FillFacts
from app.ui.screens.forms.fields.control import Heard, Made, Typed
from app.ui.screens.forms.fields.said import number_of
from app.ui.screens.forms.fill_head import about
from app.ui.screens.quality.inspecting.cell_panel import CellPanel
from app.ui.screens.quality.inspecting.chart_card import WIDTH_PX, ChartCard, RoundsCard
from app.ui.screens.quality.inspecting.facts import InspectFacts, ItemFacts
from app.ui.screens.quality.inspecting.field_views import OtherFields
from app.ui.screens.quality.inspecting.grid import InspectGrid
from app.ui.screens.quality.inspecting.items import Item, items, values
from app.ui.screens.quality.inspecting.judging import Trial, trial
from app.ui.screens.quality.inspecting.next_act import Before, NextAct, next_act
from app.ui.screens.quality.inspecting.signing_card import SigningCard
from app.ui.screens.quality.inspecting.tools import Tools

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
        self._act = NextAct("", "")
        self._header = kit.PageHeader(self.look, "", name="inspect-header")
        self._state = kit.StatusChip(self.look, "running", " ", name="inspect-state")
        self._leave = kit.Button(
            self.look, self.look.words("inspect.back"), name="inspect-back", icon="arrow-left"
        )
        self._leave.clicked.connect(lambda: self.pressed.emit("leave"))
        self._do = kit.Button(self.look, "", name="inspect-do", kind="primary")
        self._do.clicked.connect(lambda: self.pressed.emit(self._act.key))
        self._table = InspectGrid(tools)
        self._table.entered.connect(self._send)
        self._table.refused.connect(lambda no: self.fail(*no))
        self._table.typing.connect(self._typing)
        self._table.picked.connect(self._picked)
        self._table.made.connect(self._give_focus)
        self._cell = CellPanel(tools)
        self._cell.asked.connect(self.asked)
        self._cell.gauge_asked.connect(lambda: self.pressed.emit("gauge"))
        self._others = OtherFields(tools)
        self._others.made.connect(self.made)
        self._others.typed.connect(self.typed)
        self._others.asked.connect(self.asked)
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
        self._others.show_items(fill, tuple(one for one in self.items if not one.is_number))
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
        self._table.forget()
        if self._facts is not None:
            self.show_facts(self._facts)

    def show_scale(self) -> None:
        """Do nothing: at the bench a weight is taken into its field."""

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Bring back what stood half typed: in a field, or in a cell of the grid."""
        for path, text in drafts.items():
            view = self._others.view(path)
            if view is not None:
                view.retype(path, text)
            else:
                self._table.retype(path, text)

    def fail(self, path: str, sentence: str) -> None:
        """Say at a cell why what was entered was not taken."""
        self._table.fail(path, sentence)
        self._others.fail(path, sentence)
        self.restore((path,))

    def restore(self, paths: tuple[str, ...]) -> None:
        """Show what is held again."""
        self._others.restore(paths)
        if self._facts is not None:
            self._show_grid(self._facts.fill, anew=paths)
            self._picked()

    def taken(self, paths: tuple[str, ...]) -> None:
        """Forget why values were not taken: others are on disk now."""
        self._table.taken(paths)

    def hear(self, heard: Heard) -> bool:
        """Take a reading into the cell in front and go on; a scan into the field in focus."""
        facts, item = self._facts, self.item
        if facts is None or not facts.fill.takes_entries:
            return False
        focus = self._others.in_focus()
        if focus is not None:
            return focus.hear(heard)
        if item is None:
            return False
        entry = self._table.hear(item, self.path, heard)
        if entry is None:
            return self._others.hear(heard)
        self._send(entry)
        self._table.onwards()
        return True

    # ------------------------------------------------------------------ the grid
    def _show_grid(self, fill: FillFacts, anew: tuple[str, ...] = ()) -> None:
        numbers = tuple(one for one in self.items if one.is_number)
        self._cell.setVisible(bool(numbers))
        self._table.show_items(fill, numbers, anew)

    def _give_focus(self, grid: QWidget) -> None:
        self.setFocusProxy(grid)
        grid.setFocus()

    def _send(self, entry: Entry) -> None:
        self.made.emit(Made((entry,)))

    def _typing(self, entry: kit.CellEntry) -> None:
        """Judge what stands half typed, in the panel and at the end of the chart."""
        item, path = self._table.at(entry)
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
        facts = self._facts
        item, path = self._table.current()
        if facts is None or item is None:
            return
        is_other = self.item is None or self.item.key != item.key
        self.item, self.path = item, path
        self._cell.show_cell(facts.fill, item, path, self._table.why(path))
        self._chart.show_item(item)
        self._rounds.show_item(item)
        if is_other:
            self.turned.emit(item)

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

    def _lay_out(self) -> None:
        look = self.look
        gap = look.space(3)
        for widget in (self._state, self._leave, self._do):
            self._header.add(widget)
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
