"""The training matrix: who has read which document, who still must, filtered by role and team.

Controls by name: `training` (table), `training-role`, `training-team`, `training-csv`.
"""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.documents.answers import Pin
from app.capabilities.people.accounts.queries import Person
from app.ui import kit
from app.ui.moments import Moments
from app.ui.paper import files
from app.ui.screens.documents.reading_facts import Training, as_csv, training_facts
from app.ui.screens.documents.readings import due_words
from app.ui.screens.kind import Parts
from app.ui.screens.people.users_facts import team_name
from app.ui.screens.screen import Notice, Screen

NAME = "training"
ALL, OPEN = "all", "open"
_DOCUMENT_WIDTH = 150


class TrainingMatrix(Screen):
    """People down, documents across."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._facts: Training | None = None
        self._documents: tuple[Pin, ...] | None = None
        self._header = kit.PageHeader(look, words("library.training.title"), name="training-header")
        every = ((ALL, words("library.training.every_role")),)
        self._role = kit.SelectField(
            look, "", every, name="training-role", accessible=words("library.training.role")
        )
        teams = ((ALL, words("library.training.every_team")),)
        self._team = kit.SelectField(
            look, "", teams, name="training-team", accessible=words("library.training.team")
        )
        self._csv = kit.Button(
            look, words("library.training.csv"), name="training-csv", icon="file-down"
        )
        self._chips = kit.FilterChips(look, (), name="training-filters")
        self._table: kit.DataTable[Person] | None = None
        self._lay_out()
        self._role.chosen.connect(lambda _: self._show_part())
        self._team.chosen.connect(lambda _: self._show_part())
        self._chips.chosen.connect(lambda _: self._show_part())
        self._csv.clicked.connect(self._write)

    def refresh(self) -> None:
        now_ms = self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: training_facts(c, now_ms), self._show)

    def _show(self, facts: Training) -> None:
        self._facts = facts
        words = self.look.words
        left = sum(one.read_ms is None for one in facts.dues)
        self._header.say(
            words("library.training.title"),
            words(
                "library.training.sub", n=len(facts.people), docs=len(facts.documents), left=left
            ),
        )
        self._show_filters(facts)
        if facts.documents != self._documents:
            self._documents = facts.documents
            self._build_table(facts.documents)
        self._show_part()

    def _show_filters(self, facts: Training) -> None:
        words = self.look.words
        unread = len({one.person for one in facts.dues if one.read_ms is None})
        self._chips.show_filters(
            (
                kit.Filter(ALL, words("orders.all"), len(facts.people)),
                kit.Filter(OPEN, words("library.training.open"), unread),
            )
        )
        held = {role for one in facts.people for role in one.roles}
        roles = [(r.role, str(words.of(r.name))) for r in facts.roles if r.role in held]
        teams = sorted({one.team for one in facts.people if one.team})
        every = (ALL, words("library.training.every_role"))
        self._role.show_options((every, *roles), self._role.value())
        every = (ALL, words("library.training.every_team"))
        named = [(team, team_name(words, team)) for team in teams]
        self._team.show_options((every, *named), self._team.value())

    def _shown(self) -> list[Person]:
        facts = self._facts
        if facts is None:
            return []
        role, team, part = self._role.value(), self._team.value(), self._chips.value()
        unread = {one.person for one in facts.dues if one.read_ms is None}
        return [
            one
            for one in facts.people
            if (role == ALL or role in one.roles)
            and team in (ALL, one.team)
            and (part == ALL or one.person in unread)
        ]

    def _show_part(self) -> None:
        if self._table is not None:
            self._table.show_rows(self._shown())

    # ------------------------------------------------------------------ the table
    def _build_table(self, documents: tuple[Pin, ...]) -> None:
        words = self.look.words
        columns = (
            kit.Column("person", words("users.column.name"), self._name),
            kit.Column("team", words("library.training.team"), self._team_of, 120),
            *(
                kit.Column(
                    f"{pin.code}-{pin.revision}",
                    f"{pin.code} {pin.revision}",
                    _Cells(self, pin),
                    _DOCUMENT_WIDTH,
                )
                for pin in documents
            ),
        )
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = kit.DataTable(
            self.look, columns, name="training", accessible=words("library.training.title")
        )
        self._table.empty_says(words("library.training.none"), words("library.training.none_how"))
        self._column.addWidget(self._table, 1)

    def cell(self, one: Person, pin: Pin) -> kit.Cell:
        """Return how one person stands to one document."""
        due = None if self._facts is None else self._facts.due(one.person, pin)
        if due is None:
            return ""
        state, said = due_words(self.look.words, self._moments, due)
        if due.read_ms is not None:
            said = self._moments.short_day(due.read_ms)
        return kit.Chip(state, said)

    def _name(self, one: Person) -> kit.Cell:
        return kit.Coded(one.person, str(self.look.words.of(one.name)))

    def _team_of(self, one: Person) -> kit.Cell:
        return team_name(self.look.words, one.team)

    # ------------------------------------------------------------------ to a file
    def _write(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words = self.look.words
        states = (words("library.due.read"), words("library.due.now"))
        text = as_csv(facts, self._shown(), words, states)
        path = Path(files.suggested(f"training_{self._moments.today().isoformat()}", "csv"))
        content = text.encode("utf-8-sig")  # so that a spreadsheet reads Chinese
        self.floor.work(self, lambda: files.written(path, content), self._written, self.say_refused)

    def _written(self, path: Path) -> None:
        self.tell.emit(Notice(self.look.words("library.training.written", path=str(path))))

    def _lay_out(self) -> None:
        look = self.look
        for field in (self._role, self._team):
            field.setFixedWidth(200)
        for tool in (self._role, self._team, self._csv):
            self._header.add(tool)
        edge = look.space(4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(look.space(3))
        self._column.addWidget(self._header)
        self._column.addWidget(self._chips)


class _Cells:
    """The cells of one document's column."""

    def __init__(self, matrix: TrainingMatrix, pin: Pin) -> None:
        self._matrix, self._pin = matrix, pin

    def __call__(self, one: Person) -> kit.Cell:
        return self._matrix.cell(one, self._pin)
