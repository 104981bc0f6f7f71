"""Giving somebody other roles: what they are now, where they count, what they will be, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.people.accounts.commands import SetRoles
from app.capabilities.people.accounts.events import Grant
from app.capabilities.people.accounts.queries import Person, Role
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.people.people_table import role_names
from app.ui.screens.people.person_rights import place_names
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look

_AS_NOW = "now"


class RolesSheet(kit.Sheet):
    """`sent` carries the command.

    Controls: `role-<code>`, `where-<code>`, `roles-why`, `roles-save`.
    """

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look, host, words("users.set_roles"), name="roles", side="right", width=520
        )
        self._facts: UsersFacts | None = None
        self._person: Person | None = None
        self._switches: dict[str, kit.Switch] = {}
        self._where: dict[str, kit.SelectField] = {}
        self._who = kit.Text(look, "", "strong", elide=True)
        self._change = kit.Text(look, "", "body", "ink2", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space(2))
        self._trouble = kit.Banner(look, "fail", "", name="roles-trouble")
        self._why = kit.Field(look, words("users.why"), name="roles-why")
        self._why.hint(words("users.why_hint"))
        self._save = kit.Button(
            look, words("users.save"), name="roles-save", kind="primary", icon="check"
        )
        self._save.clicked.connect(self._send)
        self.body.addWidget(self._who)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._change)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._why)
        self.body.addStretch()
        self.buttons.addStretch()
        self.buttons.addWidget(self._save)

    def show_person(self, facts: UsersFacts, person: Person) -> None:
        """Offer every role, those they have switched on."""
        self._facts, self._person = facts, person
        language = self.look.words.language
        self._who.say(f"{person.name.of(language)} · {person.person}")
        for old in (*self._switches.values(), *self._where.values()):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._switches, self._where = {}, {}
        for place, role in enumerate(facts.matrix.roles):
            self._offer(place, role)
        self._why.put("")
        self._trouble.hide()
        self._show_change()
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why it was not saved."""
        self._save.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()

    def done(self) -> None:
        """Close after it was saved."""
        self._save.busy(False)
        self.close_sheet()

    def wait(self) -> None:
        """Be ready again: somebody is asked to sign what was given."""
        self._save.busy(False)
        self._trouble.hide()

    def _offer(self, place: int, role: Role) -> None:
        """Offer one role, and where it is to count."""
        assert self._facts is not None
        assert self._person is not None
        look, language, is_on = self.look, self.look.words.language, role.role in self._person.roles
        text = role.name.of(language)
        switch = kit.Switch(look, text, name=f"role-{role.role}", on=is_on)
        switch.switched.connect(self._show_change)
        options = _places(look, self._facts, role.role, self._person.scopes)
        now = _key(role.role, self._person.scopes)
        name = f"where-{role.role}"
        where = kit.SelectField(look, "", options, name=name, value=now, accessible=text)
        where.chosen.connect(self._show_change)
        self._switches[role.role], self._where[role.role] = switch, where
        self._grid.addWidget(switch, place, 0)
        self._grid.addWidget(where, place, 1)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(role for role, switch in self._switches.items() if switch.isChecked())

    def _scopes(self) -> tuple[Grant, ...]:
        """Return where the roles chosen are to count; none for one that counts everywhere."""
        before = () if self._person is None else self._person.scopes
        return tuple(
            grant for role in self._chosen() for grant in _grants(role, self._where[role], before)
        )

    def _show_change(self, _on: object = None) -> None:
        facts, person = self._facts, self._person
        if facts is None or person is None:
            return
        chosen, scopes, words = self._chosen(), self._scopes(), self.look.words
        for role, where in self._where.items():
            where.setVisible(role in chosen)
        before = _told(self.look, facts, person.roles, person.scopes)
        after = _told(self.look, facts, chosen, scopes)
        self._change.say(words("users.change", before=before, after=after))
        same = (set(chosen), set(scopes)) == (set(person.roles), set(person.scopes))
        self._save.block(words("users.no_change") if same else "")

    def _send(self) -> None:
        if self._person is None:
            return
        self._save.busy(True)
        why = self._why.text().strip()
        person = self._person.person
        command = SetRoles(person=person, roles=self._chosen(), scopes=self._scopes(), why=why)
        self.sent.emit(command)


def _places(
    look: Look, facts: UsersFacts, role: str, scopes: tuple[Grant, ...]
) -> tuple[tuple[str, str], ...]:
    """Return where a role can count: everywhere, one area, one station, or as it does now."""
    language = look.words.language
    found = [("", look.words("users.everywhere"))]
    found += [(f"area {code}", name.of(language)) for code, name in facts.areas]
    found += [(f"station {code}", f"{code} {name.of(language)}") for code, name in facts.stations]
    if _key(role, scopes) == _AS_NOW:
        found.append((_AS_NOW, place_names(facts, language, role, scopes)))
    return tuple(found)


def _key(role: str, scopes: tuple[Grant, ...]) -> str:
    """Return which choice says where a role counts now."""
    mine = [one for one in scopes if one.role == role]
    places = [f"area {code}" for one in mine for code in one.areas]
    places += [f"station {code}" for one in mine for code in one.stations]
    if not places:
        return ""
    return places[0] if len(places) == 1 else _AS_NOW


def _grants(role: str, where: kit.SelectField, before: tuple[Grant, ...]) -> tuple[Grant, ...]:
    kind, _, code = where.value().partition(" ")
    if kind == _AS_NOW:
        return tuple(one for one in before if one.role == role)
    if kind == "area":
        return (Grant(role=role, areas=(code,)),)
    return (Grant(role=role, stations=(code,)),) if code else ()


def _told(look: Look, facts: UsersFacts, roles: tuple[str, ...], scopes: tuple[Grant, ...]) -> str:
    """Return roles in one line, each with where it counts."""
    said = []
    for role in roles:
        where = place_names(facts, look.words.language, role, scopes)
        name = role_names(look, facts, (role,))
        said.append(f"{name} ({where})" if where else name)
    return look.words("orders.comma").join(said) or look.words("users.no_role")
