"""The list of people: searched by name, id, badge or team, filtered by role."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.ui import kit
from app.ui.screens.people.users_facts import UsersFacts, team_name
from app.ui.theme.look import Look

ALL = "all"


class PeopleTable(QWidget):
    """`picked` carries the id of the person in front."""

    picked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._facts: UsersFacts | None = None
        self._chips = kit.FilterChips(look, (), name="people-filters")
        self._table = kit.DataTable(
            look, _columns(_Cells(look, self)), name="people", accessible=look.words("users.people")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._chips)
        column.addWidget(self._table, 1)
        self._chips.chosen.connect(self._show_part)
        self._table.picked.connect(self._pick)
        self._table.opened.connect(self._pick)

    def facts(self) -> UsersFacts:
        """Return what is shown."""
        assert self._facts is not None
        return self._facts

    def show_facts(self, facts: UsersFacts) -> None:
        """Show everybody."""
        self._facts = facts
        language = self.look.words.language
        roles = tuple(
            kit.Filter(role.role, role.name.of(language), role.people)
            for role in facts.matrix.roles
        )
        everybody = kit.Filter(ALL, self.look.words("orders.all"), len(facts.people))
        self._chips.show_filters((everybody, *roles))
        self._show_part(self._chips.value())

    def search(self, word: str) -> None:
        """Show those whose line holds `word`."""
        self._table.search(word)

    def _show_part(self, key: str) -> None:
        people = [one for one in self.facts().people if key == ALL or key in one.roles]
        self._table.show_rows(people, [_text(self.look, one) for one in people])

    def _pick(self, one: Person) -> None:
        self.picked.emit(one.person)


@dataclass(frozen=True, slots=True)
class _Cells:
    look: Look
    table: PeopleTable

    def name(self, one: Person) -> kit.Cell:
        return kit.Coded(one.person, one.name.of(self.look.words.language))

    def roles(self, one: Person) -> kit.Cell:
        return role_names(self.look, self.table.facts(), one.roles)

    def keys(self, one: Person) -> kit.Cell:
        return ", ".join(one.stations) or "—"

    def state(self, one: Person) -> kit.Cell:
        return state_of(self.look, self.table.facts(), one)


def _columns(cells: _Cells) -> tuple[kit.Column[Person], ...]:
    words = cells.look.words
    return (
        kit.Column("name", words("users.column.name"), cells.name, 216),
        kit.Column("roles", words("users.column.roles"), cells.roles),
        kit.Column("keys", words("users.column.keys"), cells.keys, 152),
        kit.Column("state", words("users.column.state"), cells.state, 118),
    )


def role_names(look: Look, facts: UsersFacts, roles: tuple[str, ...]) -> str:
    """Return the names of roles in one line."""
    named = (facts.role(role) for role in roles)
    language = look.words.language
    said = [
        role if found is None else found.name.of(language)
        for role, found in zip(roles, named, strict=True)
    ]
    return look.words("orders.comma").join(said) or look.words("users.no_role")


def state_of(look: Look, facts: UsersFacts, one: Person) -> kit.Chip:
    """Return how an account stands."""
    words = look.words
    if not one.is_active:
        return kit.Chip("todo", words("users.state.disabled"), icon="ban")
    if facts.minutes_locked(one.person):
        return kit.Chip("warn", words("users.state.locked"), icon="lock")
    if not one.stations:
        return kit.Chip("todo", words("users.state.no_key"), icon="key-round")
    return kit.Chip("ok", words("users.state.active"))


def _text(look: Look, one: Person) -> str:
    team = team_name(look.words, one.team)
    return f"{one.person} {one.name.zh} {one.name.en} {one.badge} {team}".casefold()
