"""Every document of the plant: searched, filtered by kind and state, with who has to act next.

Controls by name: `library` (table), `library-search`, `library-kind`, `library-new`.
"""

from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.documents.answers import State
from app.capabilities.documents.commands import DRAFT
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.library_facts import SIGNS, DocumentLine, LibraryFacts, library_facts
from app.ui.screens.documents.says import effect, next_step, state_chip
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Place, Screen

NAME = "documents"
ALL, MINE = "all", "mine"


class Library(Screen):
    """Opens a document by a press on its line."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._facts: LibraryFacts | None = None
        self._moments = Moments(words, parts.floor.station.clock)
        self._header = kit.PageHeader(look, words("library.title"), name="library-header")
        kinds = parts.floor.station.journal.vocabulary.documents
        forms = tuple((form, words(f"documents.form.{form}")) for form in kinds)
        every = (ALL, words("library.every_kind"))
        self._kind = kit.SelectField(
            look, "", (every, *forms), name="library-kind", accessible=words("library.kind")
        )
        self._search = kit.SearchBox(look, words("library.search"), name="library-search")
        self._new = kit.Button(
            look, words("library.new"), name="library-new", kind="primary", icon="plus"
        )
        self._chips = kit.FilterChips(look, (), name="library-filters")
        self._table = kit.DataTable(
            look, self._columns(), name="library", accessible=words("library.title")
        )
        self._lay_out()
        self._search.searched.connect(self._table.search)
        self._kind.chosen.connect(lambda _: self._show_part())
        self._chips.chosen.connect(lambda _: self._show_part())
        self._table.opened.connect(self._open)
        self._new.clicked.connect(self._start)

    def refresh(self) -> None:
        now_ms = self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: library_facts(c, now_ms), self._show)

    def _show(self, facts: LibraryFacts) -> None:
        self._facts = facts
        words, session = self.look.words, self.floor.session
        mine = () if session is None else facts.waiting_for(session.person)
        standing = sum(one.shown.state is State.EFFECTIVE for one in facts.lines)
        self._header.say(
            words("library.title"),
            words("library.sub", n=len(facts.lines), effective=standing, mine=len(mine)),
        )
        may = session is not None and session.may(DRAFT)
        self._new.block("" if may else words("orders.no_right"))
        filters = [
            kit.Filter(state.value, words(f"documents.state.{state.value}"), count)
            for state in SIGNS
            if (count := sum(state in one.states for one in facts.lines))
        ]
        first = (
            kit.Filter(ALL, words("orders.all"), len(facts.lines)),
            kit.Filter(MINE, words("library.mine"), len(mine), "hold" if mine else "accent"),
        )
        self._chips.show_filters((*first, *filters))
        self._show_part()

    def _show_part(self) -> None:
        facts, session = self._facts, self.floor.session
        if facts is None:
            return
        state, form = self._chips.value(), self._kind.value()
        mine = () if session is None else facts.waiting_for(session.person)
        lines = [
            one
            for one in (mine if state == MINE else facts.lines)
            if form in (ALL, one.form)
            and (state in (ALL, MINE) or state in {each.value for each in one.states})
        ]
        self._table.show_rows(lines, [self._text(one) for one in lines])

    def _columns(self) -> tuple[kit.Column[DocumentLine], ...]:
        words = self.look.words
        return (
            kit.Column("code", words("library.column.document"), self._code),
            kit.Column("kind", words("library.kind"), self._form, 170),
            kit.Column("revision", words("library.column.revision"), self._revision, 110),
            kit.Column("state", words("library.column.state"), self._state, 230),
            kit.Column("effect", words("library.effect"), self._effect, 230),
            kit.Column("open", words("library.column.open"), self._open_revision, 110),
            kit.Column("next", words("library.column.next"), self._next, 330),
        )

    def _code(self, line: DocumentLine) -> kit.Cell:
        return kit.Coded(line.code, str(self.look.words.of(line.shown.title)))

    def _form(self, line: DocumentLine) -> kit.Cell:
        return self.look.words(f"documents.form.{line.form}")

    def _revision(self, line: DocumentLine) -> kit.Cell:
        return kit.Plain(line.shown.revision, "ink", strong=True)

    def _state(self, line: DocumentLine) -> kit.Cell:
        return state_chip(self.look.words, line.shown.state)

    def _effect(self, line: DocumentLine) -> kit.Cell:
        return effect(self.look.words, self._moments, line.shown)

    def _open_revision(self, line: DocumentLine) -> kit.Cell:
        coming = line.coming
        if coming is None or coming is line.shown:
            return ""
        return kit.Plain(coming.revision, "hold" if coming.is_open else "accent", strong=True)

    def _next(self, line: DocumentLine) -> kit.Cell:
        names = {} if self._facts is None else self._facts.names
        coming = line.coming
        if coming is not None and not coming.is_open:
            return effect(self.look.words, self._moments, coming)
        return kit.Plain(next_step(self.look.words, names, line.open), "ink")

    def _text(self, line: DocumentLine) -> str:
        title = line.shown.title
        form = self.look.words(f"documents.form.{line.form}")
        return f"{line.code} {title.zh} {title.en} {form}".lower()

    def _open(self, line: DocumentLine) -> None:
        held = line.coming or line.shown
        self.go.emit(Place("document", document=(line.form, line.code, held.revision)))

    def _start(self) -> None:
        self.go.emit(Place("document-edit", document=("", "", "")))

    def _lay_out(self) -> None:
        look = self.look
        for tool in (self._kind, self._search, self._new):
            self._header.add(tool)
        self._kind.setFixedWidth(220)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addWidget(self._chips)
        column.addWidget(self._table, 1)
