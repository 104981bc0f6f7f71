"""Everybody who can log in here, to be found by name or number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.ui.kit import ListRow, Scroller, SearchBox, Sheet
from app.ui.theme.look import Look


class Everybody(Sheet):
    """`chosen` carries a person's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, host: QWidget, people: tuple[Person, ...]) -> None:
        title = look.words("login.everybody")
        super().__init__(look, host, title, name="everybody-sheet", side="right", width=520)
        self._rows: list[tuple[str, ListRow]] = []
        search = SearchBox(look, look.words("login.search"), name="everybody-search")
        search.searched.connect(self._search)
        self.body.addWidget(search)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0))
        for person in people:
            column.addWidget(self._row(person))
        column.addStretch()
        self.body.addWidget(Scroller(look, "everybody-list", inside), 1)

    def _row(self, person: Person) -> ListRow:
        name = str(self.look.words.of(person.name))
        row = ListRow(
            self.look, "user-round", name, person.person, name=f"everybody-{person.person}"
        )
        row.clicked.connect(lambda: self._choose(person.person))
        said = f"{person.name.zh} {person.name.en} {person.person}".casefold()
        self._rows.append((said, row))
        return row

    def _search(self, text: str) -> None:
        for said, row in self._rows:
            row.setVisible(text.casefold() in said)

    def _choose(self, person: str) -> None:
        self.close_sheet()
        self.chosen.emit(person)
