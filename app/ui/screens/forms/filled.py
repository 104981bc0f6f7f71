"""Filled forms: searched, narrowed by how they stand, opened, printed, written to a spreadsheet.

Controls by name: `filled-forms` (table), `filled-search`, `filled-parts`, `filled-begin`,
`filled-open`, `filled-print`, `filled-export`, `filled-import`. `Place.order` narrows to an order.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.documents.commands import DRAFT
from app.capabilities.forms.definition.bodies import FILL
from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.forms.judging.answers import Subject
from app.journal.journal import Changes
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms.begin_sheet import BeginSheet
from app.ui.screens.forms.copies import FormCopies
from app.ui.screens.forms.filled_columns import FilledCells, filled_columns
from app.ui.screens.forms.filled_facts import PARTS, FilledFacts, filled_facts
from app.ui.screens.forms.places import FORM, FORMS, IMPORT
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen

_ALL = "all"
_ROLES = {"open": "accent", "failed": "fail", "passed": "ok", "voided": "off"}
_TOOLS = (("open", "folder-open"), ("print", "printer"), ("export", "file-spreadsheet"))


class FilledForms(Screen):
    """Opens a form by a press on its line; a new one is begun from those in force."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, FORMS)
        look, words = parts.look, parts.look.words
        self._facts: FilledFacts | None = None
        self._subject = Subject()
        self._cells = FilledCells(look, Moments(words, parts.floor.station.clock), {})
        self._header = kit.PageHeader(look, words("filled.title"), name="filled-header")
        self._search = kit.SearchBox(look, words("filled.search"), name="filled-search")
        self._parts = kit.FilterChips(look, (), name="filled-parts")
        self._table = kit.DataTable(
            look,
            filled_columns(look, self._cells),
            name="filled-forms",
            accessible=words("filled.title"),
        )
        self._table.empty_says(words("filled.empty"), words("filled.empty_how"))
        self._tools = {name: self._tool(name, icon) for name, icon in _TOOLS}
        self._import = kit.Button(
            look, words("filled.import"), name="filled-import", icon="file-up", size="small"
        )
        self._begin = kit.Button(
            look, words("filled.begin"), name="filled-begin", kind="primary", icon="plus"
        )
        self._sheet = BeginSheet(look, self)
        self._copies = FormCopies(parts.floor, look, self)
        self._lay_out()
        self._connect()

    def about(self, place: Place) -> None:
        self._subject = Subject(order=place.order, operation=place.operation)
        if place.order:
            self._search.edit.setText(place.order)

    def refresh(self) -> None:
        if self._facts is None:
            self._table.show_loading()
        now_ms = self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: filled_facts(c, now_ms), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: FilledFacts) -> None:
        self._facts = facts
        self._cells.names = facts.names
        words = self.look.words
        self._header.say(
            words("filled.title"),
            words("filled.sub", n=len(facts.rows), open=len(facts.part("open"))),
        )
        every = kit.Filter(_ALL, words("filled.part.all"), len(facts.rows))
        parts = (
            kit.Filter(
                one, words(f"filled.part.{one}"), len(facts.part(one)), _ROLES.get(one, "ink")
            )
            for one in PARTS
        )
        self._parts.show_filters((every, *parts))
        self._begin.block(self._why_not(FILL, facts))
        self._import.setVisible(not self.look.density.is_touch and self._may(DRAFT))
        self._show_part()

    def _show_part(self, _: str = "") -> None:
        if self._facts is not None:
            rows = self._facts.part(self._parts.value())
            self._table.show_rows(rows, [self._cells.text(row) for row in rows])
            self._show_tools()

    def _show_tools(self, _: object = None) -> None:
        blocked = "" if self._table.current() is not None else self.look.words("filled.pick_first")
        for button in self._tools.values():
            button.block(blocked)

    def _why_not(self, right: str, facts: FilledFacts) -> str:
        words = self.look.words
        if not self._may(right):
            return words("fill.no_right")
        return "" if facts.in_force else words("filled.none_in_force")

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
            self._sheet.ask(self._facts.in_force, self._subject)

    def _start(self, command: StartForm) -> None:
        self.floor.act(self, command, self._started, self.say_refused)

    def _started(self, changes: Changes) -> None:
        name = next(iter(changes.streams)).partition("/")[2]
        self.tell.emit(Notice(self.look.words("filled.begun_one")))
        self.go.emit(Place(FORM, record=name))

    def _written(self, path: object) -> None:
        self.tell.emit(Notice(self.look.words("fill.written", path=str(path))))

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
        tools = QHBoxLayout()
        tools.setSpacing(look.space(2))
        if look.density.is_touch:
            tools.addWidget(self._search, 1)
            tools.addWidget(self._begin)
            column.addLayout(tools)
        else:
            for tool in (self._search, self._import, self._begin):
                self._header.add(tool)
            column.addWidget(self._header)
        row = QHBoxLayout()
        row.addWidget(self._parts, 1)
        for button in self._tools.values():
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._table.search)
        self._parts.chosen.connect(self._show_part)
        self._table.opened.connect(self._open)
        self._table.picked.connect(self._show_tools)
        self._begin.clicked.connect(self._ask_begin)
        self._sheet.begun.connect(self._start)
        self._import.clicked.connect(lambda: self.go.emit(Place(IMPORT)))
        self._copies.written.connect(self._written)
        self._copies.refused.connect(self.say_refused)
