"""Adding a person. Their key is issued at a station afterwards; until then they cannot log in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.people.accounts.commands import AddPerson
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look

_FIELDS = ("id", "zh", "en", "badge", "team", "why")


class NewPersonSheet(kit.Sheet):
    """`sent` carries the command. Controls: `new-id`, `new-zh` …, `new-role`, `new-save`."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("users.new"), name="new", side="right", width=460)
        self._fields = {
            name: kit.Field(look, words(f"users.new.{name}"), name=f"new-{name}")
            for name in _FIELDS
        }
        self._role = kit.SelectField(look, words("users.new.role"), (), name="new-role")
        self._trouble = kit.Banner(look, "fail", "", name="new-trouble")
        self._note = kit.Text(look, words("users.new.note"), "hint", wrap=True)
        self._save = kit.Button(
            look, words("users.new.save"), name="new-save", kind="primary", icon="user-plus"
        )
        self._save.clicked.connect(self._send)
        for name in ("id", "zh", "en", "badge", "team"):
            self.body.addWidget(self._fields[name])
        self.body.addWidget(self._role)
        for part in (self._fields["why"], self._trouble, self._note):
            self.body.addWidget(part)
        self.body.addStretch()
        self.buttons.addStretch()
        self.buttons.addWidget(self._save)

    def ask(self, facts: UsersFacts) -> None:
        """Open it empty."""
        language = self.look.words.language
        for one in self._fields.values():
            one.put("")
        roles = ((role.role, role.name.of(language)) for role in facts.matrix.roles)
        self._role.show_options((("", self.look.words("users.no_role")), *roles))
        self._trouble.hide()
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why nobody was added; what was typed stays."""
        self._save.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()

    def wait(self) -> None:
        """Be ready again: somebody is asked to sign what was given."""
        self._save.busy(False)
        self._trouble.hide()

    def done(self) -> None:
        """Close after the person was added."""
        self._save.busy(False)
        self.close_sheet()

    def _send(self) -> None:
        self._save.busy(True)
        said = {name: one.text().strip() for name, one in self._fields.items()}
        role = self._role.value()
        self.sent.emit(
            AddPerson(
                person=said["id"],
                name=Bilingual(said["zh"], said["en"]),
                badge=said["badge"],
                team=said["team"],
                roles=(role,) if role else (),
                why=said["why"],
            )
        )
