"""Users and roles: who works here, what each may and why, and what is done about it, signed.

Controls by name: `people` (table), `users-view-people`, `-matrix`, `-review`, `-policy`,
`person-new`, `person-roles`, `person-secret`, `person-disable`, `person-lift`; those of its parts
stand there.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.capabilities.people.accounts.commands import ADMINISTER, UNLOCK
from app.capabilities.people.policies.commands import GOVERN, AcknowledgePolicy
from app.capabilities.people.qualifications.commands import QUALIFY
from app.capabilities.people.reviews.commands import REVIEW, CloseReview, StartReview
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.stations.session import Session
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.account_forms import Said, command_of, forms
from app.ui.screens.people.ask_sheet import AskSheet
from app.ui.screens.people.code_sheet import CodeSheet
from app.ui.screens.people.form_values import known, offered, to_collect
from app.ui.screens.people.letter_sheet import LetterSheet
from app.ui.screens.people.new_person_sheet import NewPersonSheet
from app.ui.screens.people.people_table import PeopleTable
from app.ui.screens.people.person_card import PersonCard
from app.ui.screens.people.person_trust import Blocks
from app.ui.screens.people.policy_page import PolicyPage
from app.ui.screens.people.review_page import ReviewPage
from app.ui.screens.people.rights_matrix import RightsMatrix
from app.ui.screens.people.roles_sheet import RolesSheet
from app.ui.screens.people.signed_acts import SignedActs
from app.ui.screens.people.users_facts import UsersFacts, users_facts
from app.ui.screens.people.why_sheet import WhySheet
from app.ui.screens.screen import Notice, Screen

NAME = "users"
VIEWS = ("people", "matrix", "review", "policy")
_WIDE = 1_400
"""Width in px from which list or matrix and a person stand side by side in full."""


class UsersRoles(Screen):
    """People on the left (or the matrix, the review, the policy), the one chosen on the right."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._facts: UsersFacts | None = None
        self._chosen = ""
        self._moments = moments = Moments(words, parts.floor.station.clock)
        self._header = kit.PageHeader(look, words("users.title"), name="users-header")
        views = tuple(kit.Option(view, words(f"users.view.{view}")) for view in VIEWS)
        self._view = kit.Segmented(look, views, name="users-view")
        self._search = kit.SearchBox(look, words("users.search"), name="users-search")
        self._new = kit.Button(
            look, words("users.new"), name="person-new", kind="primary", icon="user-plus"
        )
        self._people = PeopleTable(look, moments)
        self._matrix = RightsMatrix(look)
        self._review = ReviewPage(look, moments)
        self._policy = PolicyPage(look, moments)
        self._pages = QStackedWidget()
        self._card = PersonCard(look, moments)
        self._roles = RolesSheet(look, self)
        self._adding = NewPersonSheet(look, self)
        self._lifting = WhySheet(look, self, "lift", words("users.lift"), "primary")
        self._codes = CodeSheet(parts.floor, look, self)
        self._letter = LetterSheet(parts.floor, look, self)
        self._forms = {form.name: AskSheet(look, self, form) for form in forms(words)}
        self._acts = SignedActs(parts, self)
        self._lay_out()
        self._connect()

    def facts(self) -> UsersFacts:
        """Return what is shown."""
        assert self._facts is not None
        return self._facts

    def refresh(self) -> None:
        here, now_ms = self.floor.station.profile.station, self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda connection: users_facts(connection, here, now_ms), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._settle()

    def _show(self, facts: UsersFacts) -> None:
        self._facts = facts
        words, me = self.look.words, self._me()
        active = sum(one.is_active for one in facts.people)
        counts = words("users.sub", people=active, roles=len(facts.matrix.roles))
        self._header.say(words("users.title"), counts)
        self._people.show_facts(facts)
        self._matrix.show_facts(facts)
        self._review.show_facts(facts, me, self._why_not(REVIEW))
        self._policy.show_facts(facts, me, self._why_not(GOVERN))
        self._new.block(self._why_not(ADMINISTER))
        if self._chosen:
            self._pick(self._chosen)

    def _pick(self, person: str) -> None:
        found = None if self._facts is None else self._facts.person(person)
        if self._facts is None or found is None:
            return
        self._chosen = person
        self._card.show_person(self._facts, found, self._blocks(person))
        self._card.block_lift(self._why_not(UNLOCK))
        self._matrix.show_held(found.roles)
        self._review.show_facts(self._facts, self._me(), self._why_not(REVIEW))

    # ------------------------------------------------------------------ what is asked for
    def _ask(self, what: str) -> None:
        """Open what was asked for, about the person chosen where it is about one."""
        facts = self._facts
        if facts is None:
            return
        if what in _AT_ONCE:
            self._at_once(what, facts)
            return
        found, name = facts.person(self._chosen), self._name()
        if what == "publish":
            self._forms[what].ask("", known(what, facts))
        elif found is not None:
            sheets: dict[str, Callable[[], None]] = {
                "roles": partial(self._roles.show_person, facts, found),
                "secret": partial(self._codes.ask, found),
                "letter": partial(self._letter.show_person, facts, found),
                "lift": partial(self._lifting.show_person, name),
            }
            sheets.get(what, partial(self._open, what, facts, name))()

    def _open(self, form: str, facts: UsersFacts, name: str) -> None:
        sheet = self._forms[form]
        session = self.floor.session
        rights = session.rights if isinstance(session, Session) else frozenset[str]()
        for field, options in offered(form, facts, self._chosen, rights, self.look.words).items():
            sheet.offer(field, options)
        found = facts.person(self._chosen)
        if form == "disable" and found is not None:
            name = f"{name}\n{to_collect(self.look.words, found)}"
        sheet.ask(name, known(form, facts))

    def _name(self) -> str:
        """Return who is chosen, as forms and signatures name them."""
        found = None if self._facts is None else self._facts.person(self._chosen)
        language = self.look.words.language
        return "" if found is None else f"{found.name.of(language)} · {found.person}"

    def _at_once(self, what: str, facts: UsersFacts) -> None:
        """Do what needs no form: it is signed, or acknowledged for oneself."""
        review = facts.trust.reviews.due.open
        if what == "review_start":
            self._acts.sign(StartReview())
        elif what == "review_close" and review is not None:
            self._acts.sign(CloseReview(review=review.review))
        elif what == "acknowledge" and facts.trust.policy is not None:
            command = AcknowledgePolicy(version=facts.trust.policy.version)
            self.floor.act(self, command, lambda _: self._told(), self.say_refused)
        elif what == "judge_keep" and review is not None and self._chosen:
            said = {"review": review.review}
            self.floor.act(self, self._made("judge_keep", said), refused=self.say_refused)

    def _made(self, form: str, said: Said) -> Command:
        return command_of(
            form, self._chosen, said, self._moments.now_ms(), self._moments.offset_min()
        )

    # ------------------------------------------------------------------ acts, rehearsed and signed
    def _given(self, form: str, said: dict[str, str]) -> None:
        """Take a form: what is wrong with it is said before anybody is asked to sign."""
        sheet = self._forms[form]
        review = None if self._facts is None else self._facts.trust.reviews.due.open
        try:
            command = self._made(form, {**said, "review": review.review if review else ""})
        except Refused as refused:
            sheet.refuse(refused)
            return
        if form.startswith("judge_"):
            self.floor.act(self, command, lambda _: sheet.done(), sheet.refuse)
            return
        self._acts.ask(command, sheet, self._name())

    def _told(self) -> None:
        self.tell.emit(Notice(self.look.words("users.saved")))

    def _lift(self, why: str) -> None:
        """Lifting also forgives the tries counted here, so it goes through the sessions."""
        sessions, person = self.floor.station.sessions, self._chosen
        self.floor.work(
            self, lambda: sessions.lift_lockout(person, why), self._lifted, self._lifting.refuse
        )

    def _lifted(self, _: object) -> None:
        self._lifting.done()
        self._told()
        self.refresh()

    # ------------------------------------------------------------------ who may
    def _me(self) -> str:
        session = self.floor.session
        return "" if session is None else session.person

    def _blocks(self, person: str) -> Blocks:
        own = self.look.words("users.own") if person == self._me() else ""
        return Blocks(
            administer=self._why_not(ADMINISTER) or own,
            qualify=self._why_not(QUALIFY) or own,
            delegate=own,
        )

    def _why_not(self, right: str) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(right)
        return "" if allowed else self.look.words("orders.no_right")

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look = self.look
        for tool in (self._view, self._search, self._new):
            self._header.add(tool)
        for page in (self._people, self._matrix, self._review, self._policy):
            self._pages.addWidget(page)
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
        for page in (self._people, self._review):
            page.picked.connect(self._pick)
        for part in (self._card, self._review, self._policy):
            part.asked.connect(self._ask)
        self._new.clicked.connect(self._open_new)
        self._roles.sent.connect(lambda c: self._acts.ask(c, self._roles, self._name()))
        self._adding.sent.connect(lambda c: self._acts.ask(c, self._adding, c.person))
        for name, sheet in self._forms.items():
            sheet.given.connect(partial(self._given, name))
        self._lifting.given.connect(self._lift)
        self._acts.done.connect(self._told)
        self._acts.refused.connect(self.say_refused)

    def _turn(self, view: str) -> None:
        self._pages.setCurrentIndex(VIEWS.index(view))
        self._search.setVisible(view == "people")
        self._settle()

    def _settle(self) -> None:
        """Where there is little room, the matrix takes all of it; nobody stands beside a policy."""
        is_narrow, view = self.width() < _WIDE, self._view.value()
        self._card.setFixedWidth(372 if is_narrow else 460)
        self._card.setVisible(view != "policy" and (not is_narrow or view == "people"))

    def _open_new(self) -> None:
        if self._facts is not None:
            self._adding.ask(self._facts)


_AT_ONCE = ("review_start", "review_close", "judge_keep", "acknowledge")
