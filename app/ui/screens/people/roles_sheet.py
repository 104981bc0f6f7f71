"""Giving somebody other roles: what they are now, what they will be, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.people.accounts.commands import SetRoles
from app.capabilities.people.accounts.queries import Person
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.people.people_table import role_names
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look


class RolesSheet(kit.Sheet):
    """`sent` carries the command. Controls: `role-<code>`, `roles-why`, `roles-save`."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look, host, words("users.set_roles"), name="roles", side="right", width=520
        )
        self._facts: UsersFacts | None = None
        self._person: Person | None = None
        self._switches: dict[str, kit.Switch] = {}
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
        for old in self._switches.values():
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._switches = {}
        for place, role in enumerate(facts.matrix.roles):
            text = role.name.of(language)
            switch = kit.Switch(
                self.look, text, name=f"role-{role.role}", on=role.role in person.roles
            )
            switch.switched.connect(self._show_change)
            self._switches[role.role] = switch
            self._grid.addWidget(switch, place // 2, place % 2)
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

    def _chosen(self) -> tuple[str, ...]:
        return tuple(role for role, switch in self._switches.items() if switch.isChecked())

    def _show_change(self, _on: object = None) -> None:
        facts, person = self._facts, self._person
        if facts is None or person is None:
            return
        chosen, words = self._chosen(), self.look.words
        before, after = (role_names(self.look, facts, one) for one in (person.roles, chosen))
        self._change.say(words("users.change", before=before, after=after))
        same = set(chosen) == set(person.roles)
        self._save.block(words("users.no_change") if same else "")

    def _send(self) -> None:
        if self._person is None:
            return
        self._save.busy(True)
        why = self._why.text().strip()
        self.sent.emit(SetRoles(person=self._person.person, roles=self._chosen(), why=why))
