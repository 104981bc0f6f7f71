"""Choosing one's own secret: the present one, the new one twice, and the rules while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.secrets.decisions import faults, rules
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look


class OwnSecretSheet(kit.Sheet):
    """`given` carries (present, new); both are forgotten here when it closes.

    Controls: `secret-old`, `secret-new`, `secret-again`, `secret-save`, `secret-trouble`.
    """

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        touch = look.density.is_touch
        super().__init__(look, host, words("secret.title"), name="secret", side="centre", width=980)
        self._person: Person | None = None
        self._why = kit.Banner(look, "warn", "", name="secret-why")
        self._old = kit.Field(look, words("secret.old"), name="secret-old", secret=True)
        self._new = kit.Field(look, words("secret.new"), name="secret-new", secret=True)
        self._again = kit.Field(look, words("secret.again"), name="secret-again", secret=True)
        self._trouble = kit.Banner(look, "fail", "", name="secret-trouble")
        self._same = kit.StatusChip(look, "todo", words("secret.same"), name="rule-same")
        self._rules = QVBoxLayout()
        self._rules.setSpacing(look.space(1))
        self._shown: dict[str, kit.StatusChip] = {}
        self._save = kit.Button(
            look, words("secret.save"), name="secret-save", kind="primary", icon="check"
        )
        self._lay_out()
        if touch:
            keyboard = kit.Keyboard(look, name="secret-keys")
            keyboard.key.connect(self._press)
            self.body.addWidget(keyboard)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._save)
        for field in (self._old, self._new, self._again):
            field.changed.connect(self._judge)
            field.entered.connect(self._give)
        self._save.clicked.connect(self._give)

    def ask(self, person: Person, why: str = "") -> None:
        """Let this person choose; `why` says what makes them."""
        self._person = person
        for field in (self._old, self._new, self._again):
            field.put("")
        self._why.say("warn", why)
        self._why.setVisible(bool(why))
        self._trouble.hide()
        self._judge()
        self.open()
        self._old.edit.setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say why nothing was changed; the present secret is asked again where it was wrong."""
        self._save.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()
        if refused.code.startswith("login."):
            self._old.put("")
            self._old.edit.setFocus()
        self._judge()

    def done(self) -> None:
        """Close: the new secret counts."""
        self._save.busy(False)
        self.close_sheet()

    def close_sheet(self, *, unused: bool = False) -> None:
        for field in (self._old, self._new, self._again):
            field.put("")
        super().close_sheet(unused=unused)

    def _judge(self, _: str = "") -> None:
        """Show which rules hold, and what the button still waits for."""
        if self._person is None:
            return
        words, new = self.look.words, self._new.text()
        broken = faults(new, self._person) if new else rules(new)
        self._show_rules(rules(new), broken)
        same = bool(new) and self._again.text() == new
        self._same.show_state("ok" if same else "todo", words("secret.same"))
        reason = ""
        if not same:
            reason = words("secret.repeat_first")
        if broken:
            reason = words("secret.rules_first")
        if not self._old.text():
            reason = words("secret.old_first")
        self._save.block(reason)

    def _show_rules(self, held: tuple[str, ...], broken: tuple[str, ...]) -> None:
        if tuple(self._shown) != held:
            for chip in self._shown.values():
                chip.hide()
                chip.deleteLater()
            self._shown = {}
            for code in held:
                said = self.look.words(f"people.secret.rule.{code}")
                chip = kit.StatusChip(self.look, "todo", said, name=f"rule-{code}")
                self._shown[code] = chip
                self._rules.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        for code, chip in self._shown.items():
            said = self.look.words(f"people.secret.rule.{code}")
            chip.show_state("todo" if code in broken else "ok", said)

    def _press(self, key: str) -> None:
        edit = self.window().focusWidget()
        if not isinstance(edit, QLineEdit) or not self.isAncestorOf(edit):
            edit = self._old.edit
        edit.backspace() if key == "delete" else edit.insert(key)

    def _give(self, _: object = None) -> None:
        old, new = self._old.text(), self._new.text()
        ready = self._person is not None and old and new == self._again.text()
        if not ready or self._person is None or faults(new, self._person) or self._save.is_busy:
            return
        self._trouble.hide()
        self._save.busy(True)
        self.given.emit((old, new))

    def _lay_out(self) -> None:
        look = self.look
        twice = QHBoxLayout()
        twice.setSpacing(look.space(2))
        twice.addWidget(self._new, 1)
        twice.addWidget(self._again, 1)
        fields = QVBoxLayout()
        fields.setSpacing(look.space(2))
        fields.addWidget(self._old)
        fields.addLayout(twice)
        fields.addWidget(kit.Text(look, look.words("secret.note"), "hint", wrap=True))
        fields.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(look.space(2))
        side.addWidget(kit.Text(look, look.words("secret.rules"), "label"))
        side.addLayout(self._rules)
        side.addWidget(self._same, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        row.addLayout(fields, 3)
        row.addLayout(side, 2)
        self.body.addWidget(self._why)
        self.body.addWidget(self._trouble)
        self.body.addLayout(row)
