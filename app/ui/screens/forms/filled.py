"""Filled forms: searched, narrowed, opened, printed, written to a spreadsheet; new ones begun.

Controls by name: `filled-forms` (table), `filled-search`, `filled-parts` with its chips
`filter-<part>`, `filled-of`, `filled-who`, `filled-since`, `filled-begin`, `filled-open`,
`filled-print`, `filled-export`. `Place.order` narrows to an order.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.forms.judging.answers import Subject
from app.journal.journal import Changes
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms.begin_facts import begin_facts, lots_meant
from app.ui.screens.forms.begin_sheet import BeginSheet
from app.ui.screens.forms.copies import FormCopies
from app.ui.screens.forms.filled_columns import FilledCells, filled_columns
from app.ui.screens.forms.filled_facts import FilledFacts, filled_facts, of_part
from app.ui.screens.forms.filled_filters import FilledFilters
from app.ui.screens.forms.places import FORM, FORMS
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen

_TOOLS = (("open", "folder-open"), ("print", "printer"), ("export", "file-spreadsheet"))


class FilledForms(Screen):
    """Opens a form by a press on its line; a new one is begun from those in force."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, FORMS)
        look, words = parts.look, parts.look.words
        self._facts: FilledFacts | None = None
        self._subject = Subject()
        self._moments = Moments(words, parts.floor.station.clock)
        self._cells = FilledCells(look, self._moments, {})
        self._header = kit.PageHeader(look, words("filled.title"), name="filled-header")
        self._search = kit.SearchBox(look, words("filled.search"), name="filled-search")
        self._filters = FilledFilters(look, self._moments)
        self._table = kit.DataTable(
            look,
            filled_columns(look, self._cells),
            name="filled-forms",
            accessible=words("filled.title"),
        )
        self._table.empty_says(words("filled.empty"), words("filled.empty_how"))
        self._tools = {name: self._tool(name, icon) for name, icon in _TOOLS}
        self._begin = kit.Button(
            look,
            words("filled.begin"),
            name="filled-begin",
            kind="primary",
            icon="plus",
            size="normal" if look.density.is_touch else "small",
        )
        self._sheet = BeginSheet(look, self)
        self._copies = FormCopies(parts.floor, look, self)
        self._lay_out()
        self._connect()
        self._table.show_loading()
        self._begin.block(words("kit.table.loading"))

    def about(self, place: Place) -> None:
        self._subject = Subject(order=place.order, operation=place.operation)
        if place.order:
            self._search.edit.setText(place.order)

    def refresh(self) -> None:
        now_ms = self._moments.now_ms()
        self.floor.ask(self, lambda c: filled_facts(c, now_ms), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: FilledFacts) -> None:
        self._facts = facts
        self._cells.names = facts.names
        words = self.look.words
        open_ = len(of_part(facts.rows, "open"))
        self._header.say(words("filled.title"), words("filled.sub", n=len(facts.rows), open=open_))
        self._filters.show_facts(facts)
        self._begin.block(self._why_not(facts))
        self._show_part()

    def _show_part(self) -> None:
        facts = self._facts
        if facts is None:
            return
        self._filters.recount(facts)
        part = self._filters.parts.value()
        rows = of_part(facts.narrowed(self._filters.wanted()), part)
        words = self.look.words
        if facts.rows:
            self._table.empty_says(words("kit.table.nothing_found"), words("filled.widen"))
        self._table.show_rows(rows, [self._cells.text(row) for row in rows])
        self._show_tools()

    def _show_tools(self, _: object = None) -> None:
        """Offer what can be done with a form once one is picked."""
        for button in self._tools.values():
            button.setVisible(self._table.current() is not None)

    def _why_not(self, facts: FilledFacts) -> str:
        words = self.look.words
        if not facts.in_force:
            return words("filled.none_in_force")
        may = any(self._may(one.right) for one in facts.in_force)
        return "" if may else words("fill.no_right")

    def _may(self, right: str) -> bool:
        session = self.floor.session
        return session is not None and session.may(right)

    # ------------------------------------------------------------------ what people do
    def _open(self, row: object) -> None:
        if isinstance(row, FilledRow):
            self.go.emit(Place(FORM, record=row.filled))

    def _press(self, what: str) -> None:
        row = self._table.current()
        if row is None:
            return
        if what == "open":
            self._open(row)
        elif what == "print":
            self._copies.print(row.filled)
        else:
            self._copies.export(row.filled)

    def _ask_begin(self) -> None:
        if self._facts is not None:
            self._sheet.ask(self._facts.in_force, self._subject, self._may)
            today = self._moments.today().isoformat()
            self.floor.ask(self, lambda c: begin_facts(c, today), self._sheet.show_facts)

    def _look_up(self, name: str) -> None:
        self.floor.ask(
            self,
            lambda c: lots_meant(c, name),
            lambda found: self._sheet.show_lots(name, found),
        )

    def _start(self, command: StartForm) -> None:
        self.floor.act(self, command, self._started, self.say_refused)

    def _started(self, changes: Changes) -> None:
        name = next(iter(changes.streams)).partition("/")[2]
        self.tell.emit(Notice(self.look.words("filled.begun_one")))
        self.go.emit(Place(FORM, record=name))

    def _written(self, path: object) -> None:
        self.tell.emit(Notice(self.look.words("fill.written", path=str(path))))

    def _working(self, what: str) -> None:
        """Show which copy is being made; empty for none."""
        for name, button in self._tools.items():
            button.busy(name == what)

    # ------------------------------------------------------------------ building
    def _tool(self, name: str, icon: str) -> kit.Button:
        text = self.look.words(f"filled.do.{name}")
        made = kit.Button(self.look, text, name=f"filled-{name}", icon=icon, size="small")
        made.clicked.connect(lambda: self._press(name))
        return made

    def _lay_out(self) -> None:
        look = self.look
        edge = look.space(3 if look.density.is_touch else 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(2))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(look.space(2))
        if look.density.is_touch:
            first.addWidget(self._search, 1)
            first.addWidget(self._filters)
            first.addWidget(self._begin)
            column.addLayout(first)
        else:
            self._header.add(self._search)
            self._header.add(self._filters)
            self._header.add(self._begin)
            column.addWidget(self._header)
        second.addWidget(self._filters.parts, 1)
        for button in self._tools.values():
            second.addWidget(button)
        column.addLayout(second)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._table.search)
        self._filters.changed.connect(self._show_part)
        self._table.opened.connect(self._open)
        self._table.picked.connect(self._show_tools)
        self._begin.clicked.connect(self._ask_begin)
        self._sheet.begun.connect(self._start)
        self._sheet.lot_scanned.connect(self._look_up)
        self._copies.written.connect(self._written)
        self._copies.refused.connect(self.say_refused)
        self._copies.working.connect(self._working)
