"""Logging in without a badge: name or number, and the password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look


class NameSheet(kit.Sheet):
    """`given` carries (name or number, password); the password is forgotten here at once.

    Controls: `name-who`, `name-password`, `name-enter`, `name-trouble`.
    """

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("login.by_name"), name="name", side="centre", width=980)
        self._who = kit.Field(
            look, words("login.who"), name="name-who", placeholder=words("login.who_hint")
        )
        self._password = kit.Field(look, words("login.password"), name="name-password", secret=True)
        self._trouble = kit.Banner(look, "fail", "", name="name-trouble")
        self._trouble.hide()
        self._enter = kit.Button(
            look, words("login.enter"), name="name-enter", kind="primary", icon="log-in"
        )
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._who, 1)
        row.addWidget(self._password, 1)
        self.body.addWidget(self._trouble)
        self.body.addLayout(row)
        if look.density.is_touch:
            keyboard = kit.Keyboard(look, name="name-keys")
            keyboard.key.connect(self._press)
            self.body.addWidget(keyboard)
        self.buttons.addWidget(kit.Text(look, words("login.by_name_hint"), "hint", wrap=True), 1)
        self.buttons.addWidget(self._enter)
        for field in (self._who, self._password):
            field.changed.connect(self._judge)
        self._who.entered.connect(lambda _: self._password.edit.setFocus())
        self._password.entered.connect(self._give)
        self._enter.clicked.connect(self._give)

    def ask(self, who: str = "") -> None:
        """Open it, for somebody whose name is known already or for anybody."""
        self._who.put(who)
        self._password.put("")
        self._trouble.hide()
        self._judge()
        self.open()
        (self._password if who else self._who).edit.setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say why nobody came in; the name stays."""
        self._enter.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()
        self._password.edit.setFocus()

    def _judge(self, _: str = "") -> None:
        words = self.look.words
        reason = "" if self._password.text() else words("login.password_missing")
        self._enter.block(reason if self._who.text().strip() else words("login.who_missing"))

    def _press(self, key: str) -> None:
        edit = self.window().focusWidget()
        if not isinstance(edit, QLineEdit) or not self.isAncestorOf(edit):
            edit = self._who.edit
        edit.backspace() if key == "delete" else edit.insert(key)

    def _give(self, _: object = None) -> None:
        who, password = self._who.text().strip(), self._password.text()
        if not who or not password or self._enter.is_busy:
            return
        self._trouble.hide()
        self._enter.busy(True)
        self._password.put("")
        self.given.emit((who, password))
