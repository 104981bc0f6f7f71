"""Users and roles: who works here, what each may and why, and what administrators do about it.

Controls by name: `people` (table), `users-view-people` and `users-view-matrix`, `person-new`,
`person-roles`, `person-disable`, `person-lift`.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.capabilities.people.accounts.commands import ADMINISTER, UNLOCK, DisablePerson
from app.journal.capability import Command
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.people.new_person_sheet import NewPersonSheet
from app.ui.screens.people.people_table import PeopleTable
from app.ui.screens.people.person_card import PersonCard
from app.ui.screens.people.rights_matrix import RightsMatrix
from app.ui.screens.people.roles_sheet import RolesSheet
from app.ui.screens.people.users_facts import UsersFacts, users_facts
from app.ui.screens.people.why_sheet import WhySheet
from app.ui.screens.screen import Notice, Screen
from app.ui.theme.look import Look

NAME = "users"
_WIDE = 1_400
"""Width in px from which list or matrix and a person stand side by side in full."""


class UsersRoles(Screen):
    """People on the left (or the matrix of rights), the one chosen on the right."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__(floor, look, NAME)
        words = look.words
        self._facts: UsersFacts | None = None
        self._chosen = ""
        self._header = kit.PageHeader(look, words("users.title"), name="users-header")
        views = tuple(
            kit.Option(view, words(f"users.view.{view}")) for view in ("people", "matrix")
        )
        self._view = kit.Segmented(look, views, name="users-view")
        self._search = kit.SearchBox(look, words("users.search"), name="users-search")
        self._new = kit.Button(
            look, words("users.new"), name="person-new", kind="primary", icon="user-plus"
        )
        self._people = PeopleTable(look)
        self._matrix = RightsMatrix(look)
        self._pages = QStackedWidget()
        self._card = PersonCard(look, Moments(words, floor.station.clock))
        self._roles = RolesSheet(look, self)
        self._adding = NewPersonSheet(look, self)
        self._disabling = WhySheet(look, self, "disable", words("users.disable"), "danger-solid")
        self._lifting = WhySheet(look, self, "lift", words("users.lift"), "primary")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        here, now_ms = self.floor.station.profile.station, self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda connection: users_facts(connection, here, now_ms), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._settle()

    def _show(self, facts: UsersFacts) -> None:
        self._facts = facts
        words = self.look.words
        active = sum(one.is_active for one in facts.people)
        counts = words("users.sub", people=active, roles=len(facts.matrix.roles))
        self._header.say(words("users.title"), counts)
        self._people.show_facts(facts)
        self._matrix.show_facts(facts)
        self._new.block(self._why_not(ADMINISTER))
        if self._chosen:
            self._pick(self._chosen)

    def _pick(self, person: str) -> None:
        found = None if self._facts is None else self._facts.person(person)
        if self._facts is None or found is None:
            return
        self._chosen = person
        self._card.show_person(self._facts, found, self._why_not(ADMINISTER))
        self._card.block_lift(self._why_not(UNLOCK))
        self._matrix.show_held(found.roles)

    def _ask(self, what: str) -> None:
        """Open what was asked for of the person chosen."""
        found = None if self._facts is None else self._facts.person(self._chosen)
        if self._facts is None or found is None:
            return
        name = f"{found.name.of(self.look.words.language)} · {found.person}"
        if what == "roles":
            self._roles.show_person(self._facts, found)
        elif what == "disable":
            self._disabling.show_person(name)
        else:
            self._lifting.show_person(name)

    # ------------------------------------------------------------------ what administrators do
    def _do(self, command: Command, sheet: "RolesSheet | NewPersonSheet | WhySheet") -> None:
        self.floor.act(self, command, lambda _: self._done(sheet), sheet.refuse)

    def _done(self, sheet: "RolesSheet | NewPersonSheet | WhySheet") -> None:
        sheet.done()
        self.tell.emit(Notice(self.look.words("users.saved")))

    def _disable(self, why: str) -> None:
        self._do(DisablePerson(person=self._chosen, why=why), self._disabling)

    def _lift(self, why: str) -> None:
        """Lifting also forgives the tries counted here, so it goes through the sessions."""
        sessions, person = self.floor.station.sessions, self._chosen
        self.floor.work(
            self, lambda: sessions.lift_lockout(person, why), self._lifted, self._lifting.refuse
        )

    def _lifted(self, _: object) -> None:
        self._done(self._lifting)
        self.refresh()

    def _why_not(self, right: str) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(right)
        return "" if allowed else self.look.words("orders.no_right")

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look = self.look
        for tool in (self._view, self._search, self._new):
            self._header.add(tool)
        self._pages.addWidget(self._people)
        self._pages.addWidget(self._matrix)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addWidget(self._pages, 1)
        body.addWidget(self._card)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self._view.chosen.connect(self._turn)
        self._search.searched.connect(self._people.search)
        self._people.picked.connect(self._pick)
        self._card.asked.connect(self._ask)
        self._new.clicked.connect(self._open_new)
        self._roles.sent.connect(lambda command: self._do(command, self._roles))
        self._adding.sent.connect(lambda command: self._do(command, self._adding))
        self._disabling.given.connect(self._disable)
        self._lifting.given.connect(self._lift)

    def _turn(self, view: str) -> None:
        self._pages.setCurrentWidget(self._people if view == "people" else self._matrix)
        self._search.setVisible(view == "people")
        self._settle()

    def _settle(self) -> None:
        """Where there is little room, the matrix takes all of it."""
        is_narrow = self.width() < _WIDE
        self._card.setFixedWidth(372 if is_narrow else 460)
        self._card.setVisible(not is_narrow or self._view.value() == "people")

    def _open_new(self) -> None:
        if self._facts is not None:
            self._adding.ask(self._facts)
