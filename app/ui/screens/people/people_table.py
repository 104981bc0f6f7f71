"""The list of people: searched by name, id, badge, team or role, filtered by how they stand."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.qualifications.decisions import Validity, validity
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.account_states import STATES, states
from app.ui.screens.people.users_facts import UsersFacts, team_name
from app.ui.theme.look import Look

ALL = "all"


class PeopleTable(QWidget):
    """`picked` carries the id of the person in front."""

    picked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look = look
        self._facts: UsersFacts | None = None
        self._states: dict[str, tuple[str, ...]] = {}
        self._chips = kit.FilterChips(look, (), name="people-filters")
        self._table = kit.DataTable(
            look,
            _columns(_Cells(look, moments, self)),
            name="people",
            accessible=look.words("users.people"),
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
        words = self.look.words
        self._states = {one.person: states(facts, one) for one in facts.people}
        counted = Counter(state for held in self._states.values() for state in held)
        everybody = kit.Filter(ALL, words("orders.all"), len(facts.people))
        parts = (
            kit.Filter(
                state,
                words(f"users.state.{state}"),
                counted[state],
                kit.STATES[STATES[state][0]].ink,
            )
            for state in STATES
            if counted[state]
        )
        self._chips.show_filters((everybody, *parts))
        self._show_part(self._chips.value())

    def search(self, word: str) -> None:
        """Show those whose line holds `word`."""
        self._table.search(word)

    def _show_part(self, key: str) -> None:
        everybody = self.facts().people
        people = [one for one in everybody if key == ALL or key in self._states[one.person]]
        self._table.show_rows(people, [_text(self.look, self.facts(), one) for one in people])

    def _pick(self, one: Person) -> None:
        self.picked.emit(one.person)


@dataclass(frozen=True, slots=True)
class _Cells:
    look: Look
    moments: Moments
    table: PeopleTable

    def name(self, one: Person) -> kit.Cell:
        return kit.Coded(one.person, one.name.of(self.look.words.language))

    def roles(self, one: Person) -> kit.Cell:
        return role_names(self.look, self.table.facts(), one.roles)

    def team(self, one: Person) -> kit.Cell:
        return team_name(self.look.words, one.team) or "—"

    def seen(self, one: Person) -> kit.Cell:
        at_ms = self.table.facts().trust.seen.get(one.person)
        return self.moments.day(at_ms) if at_ms else self.look.words("users.never")

    def keys(self, one: Person) -> kit.Cell:
        return ", ".join(one.stations) or "—"

    def qualified(self, one: Person) -> kit.Cell:
        return qualified(self.look, self.table.facts(), one)

    def state(self, one: Person) -> kit.Cell:
        return state_of(self.look, self.table.facts(), one)


def _columns(cells: _Cells) -> tuple[kit.Column[Person], ...]:
    words = cells.look.words
    return (
        kit.Column("name", words("users.column.name"), cells.name, 248),
        kit.Column("roles", words("users.column.roles"), cells.roles),
        kit.Column("team", words("users.column.team"), cells.team, 108),
        kit.Column("seen", words("users.column.seen"), cells.seen, 116),
        kit.Column("keys", words("users.column.keys"), cells.keys, 140),
        kit.Column("qualified", words("users.column.qualified"), cells.qualified, 132),
        kit.Column("state", words("users.column.state"), cells.state, 148),
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
    """Return how an account stands, the most urgent first."""
    most = states(facts, one)[0]
    state, icon = STATES[most]
    return kit.Chip(state, look.words(f"users.state.{most}"), icon=icon)


def qualified(look: Look, facts: UsersFacts, one: Person) -> kit.Cell:
    """Return how many qualifications somebody has, or what is the matter with them."""
    held = facts.trust.held(one.person)
    counted = Counter(validity(row, facts.at_ms) for row in held)
    for worse, state in ((Validity.EXPIRED, "fail"), (Validity.SOON, "warn")):
        if n := counted[worse]:
            return kit.Chip(state, look.words(f"users.qualified.{worse.value}", n=n))
    return str(len(held) or "—")


def _text(look: Look, facts: UsersFacts, one: Person) -> str:
    team, roles = team_name(look.words, one.team), role_names(look, facts, one.roles)
    return f"{one.person} {one.name.zh} {one.name.en} {one.badge} {team} {roles}".casefold()
