"""One person: who they are, how far they are trusted, what they may and why, what went on.

Buttons by name: `person-roles`, `person-disable`, `person-lift`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import DoorLine, Person
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.form_values import to_collect
from app.ui.screens.people.people_table import state_of
from app.ui.screens.people.person_rights import RightsSection
from app.ui.screens.people.person_trust import Blocks, TrustSections
from app.ui.screens.people.users_facts import UsersFacts, team_name
from app.ui.theme.look import Look

_DOOR = 6
"""Lines of the door's log shown."""


class PersonCard(kit.Card):
    """`asked` carries what is wanted of the person shown: roles, secret, lift, or a form's name."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "person-card")
        self._moments = moments
        words = look.words
        self._trust = TrustSections(look, moments, self.asked.emit)
        self._scroller = kit.Scroller(look, "person-scroll")
        self._roles = _button(look, "person-roles", words("users.set_roles"), "user-cog")
        self._lift = _button(look, "person-lift", words("users.lift"), "lock-open")
        self._disable = _button(look, "person-disable", words("users.disable"), "ban", "danger")
        self._secret = _button(look, "person-secret", words("users.secret"), "key-round")
        self._secret.clicked.connect(_Ask(self, "secret"))
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        self._lift.clicked.connect(_Ask(self, "lift"))
        for what, button in (("roles", self._roles), ("disable", self._disable)):
            button.clicked.connect(_Ask(self, what))
            foot.addWidget(button, 1)
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self._lift)
        self.body.addWidget(self._secret)
        self.body.addLayout(foot)
        self._none = kit.EmptyState(
            look, "users", words("users.nobody"), words("users.nobody_hint")
        )
        self._scroller.setWidget(self._none)
        for button in (self._roles, self._lift, self._disable, self._secret):
            button.hide()

    def show_person(self, facts: UsersFacts, one: Person, may: Blocks) -> None:
        """Show somebody; `may` says why something may not be changed, empty where it may."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(3))
        column.addLayout(self._head(facts, one))
        for banner in self._banners(facts, one):
            column.addWidget(banner)
        column.addWidget(kit.Rule(self.look))
        self._add_facts(column, facts, one)
        for section in self._trust.build(facts, one, may):
            column.addWidget(section)
        column.addWidget(kit.Rule(self.look))
        column.addWidget(RightsSection(self.look, self._moments, facts, one))
        self._add_door(column, facts, one)
        column.addStretch()
        self._scroller.setWidget(page)
        gone = "" if one.is_active else self.look.words("users.state.disabled")
        for button in (self._roles, self._disable, self._secret):
            button.show()
            button.block(may.administer or gone)
        self._lift.setVisible(bool(facts.minutes_locked(one.person)))

    def block_lift(self, block: str) -> None:
        """Say why a lockout may not be lifted; empty where it may."""
        self._lift.block(block)

    def _head(self, facts: UsersFacts, one: Person) -> QHBoxLayout:
        look, language = self.look, self.look.words.language
        name = one.name.of(language)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        avatar = kit.Avatar(look, kit.initials(name), hue=kit.hue_of(one.person), size=48)
        row.addWidget(avatar)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(kit.Text(look, name, "title", elide=True))
        team = team_name(look.words, one.team)
        sub = " · ".join(part for part in (one.person, team) if part)
        lines.addWidget(kit.Text(look, sub, "hint", elide=True))
        row.addLayout(lines, 1)
        chip = state_of(look, facts, one)
        made = kit.StatusChip(look, chip.state, chip.text, name="person-state", icon=chip.icon)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _banners(self, facts: UsersFacts, one: Person) -> list[kit.Banner]:
        look, words = self.look, self.look.words
        found = []
        if minutes := facts.minutes_locked(one.person):
            said = words("users.locked_here", minutes=minutes)
            found.append(kit.Banner(look, "warn", said, name="person-locked", icon="lock"))
        if one.added_twice:
            said = words("users.added_twice")
            found.append(kit.Banner(look, "warn", said, name="person-twice"))
        if not one.is_active and one.disabled_at_ms is not None:
            said = words("users.disabled_why", why=one.disabled_why)
            what = to_collect(words, one)
            found.append(kit.Banner(look, "todo", said, what, name="person-disabled", icon="ban"))
        return found

    def _add_facts(self, column: QVBoxLayout, facts: UsersFacts, one: Person) -> None:
        words = self.look.words
        names = {code: name.of(words.language) for code, name in facts.stations}
        keys = [f"{code} {names.get(code, '')}".strip() for code in one.stations]
        pairs = (
            ("keys", "\n".join(keys) or words("users.no_key")),
            ("key", f"Ed25519 · {one.public_key[:8]}…" if one.public_key else "—"),
        )
        for label, value in pairs:
            row = QHBoxLayout()
            row.setSpacing(self.look.space(3))
            title = kit.Text(self.look, words(f"users.fact.{label}"), "label")
            title.setFixedWidth(104)
            row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(kit.Text(self.look, value, "label", "ink", wrap=True), 1)
            column.addLayout(row)

    def _add_door(self, column: QVBoxLayout, facts: UsersFacts, one: Person) -> None:
        look, words = self.look, self.look.words
        lines = [line for line in facts.door if line.person == one.person][:_DOOR]
        others = [
            line
            for line in facts.lockouts
            if line.person == one.person and line.station != facts.here
        ]
        if not lines and not others:
            return
        column.addWidget(kit.Rule(look))
        column.addWidget(kit.Text(look, words("users.door"), "strong"))
        for line in (*others, *lines):
            row = QHBoxLayout()
            row.setSpacing(look.space(3))
            row.addWidget(kit.Text(look, self._moments.when(line.at_ms), "hint"))
            row.addWidget(kit.Text(look, _told(look, line), "hint", "ink2", elide=True), 1)
            row.addWidget(kit.Text(look, line.station, "hint"))
            column.addLayout(row)


class _Ask:
    def __init__(self, card: PersonCard, what: str) -> None:
        self._card, self._what = card, what

    def __call__(self) -> None:
        self._card.asked.emit(self._what)


def _button(look: Look, name: str, text: str, icon: str, kind: str = "default") -> kit.Button:
    return kit.Button(look, text, name=name, icon=icon, kind=kind)


def _told(look: Look, line: DoorLine) -> str:
    said = look.words(f"people.door.{line.what}")
    how = f"people.logout.{line.detail}"
    return f"{said} · {look.words(how)}" if look.words.knows(how) else said
