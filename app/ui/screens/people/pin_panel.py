"""Where a chosen person enters their PIN: who, dots, what went wrong, keypad, log in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.people.accounts.queries import Person
from app.ui.kit import Avatar, Banner, Button, Card, Keypad, PinDots, Text, hue_of, initials
from app.ui.theme.look import Look

DIGITS = 6
"""No PIN is shorter; a longer one is taken too."""
LONGEST = 12


class PinPanel(Card):
    """`entered` carries the PIN; it is forgotten here at once."""

    entered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "pin-panel")
        self._person: Person | None = None
        self._locked = ""
        self._avatar = Avatar(look, icon="user-round", size=52)
        self._face = Avatar(look, "", size=52)
        self._face.hide()
        self._name = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "hint", elide=True)
        self._dots = PinDots(look, DIGITS, name="login-pin")
        self._trouble = Banner(look, "fail", "", name="login-trouble")
        self._trouble.hide()
        self._keypad = Keypad(look, name="login-keypad", mode="pin", digits=LONGEST)
        self._keypad.typed.connect(self._typed)
        self._keypad.entered.connect(self._enter)
        self._button = Button(
            look, look.words("login.enter"), name="login-enter", kind="primary", icon="log-in"
        )
        self._button.clicked.connect(self._enter)
        self.body.addLayout(self._head())
        for part in (self._dots, self._trouble):
            self.body.addWidget(part)
        self.body.addWidget(self._keypad, 1)
        self.body.addWidget(self._button)
        if not look.density.is_touch:
            self._keypad.setMaximumHeight(self._keypad.sizeHint().height() + 60)
            self.body.addStretch()
        self.show_person(None)

    def show_person(self, person: Person | None, sub: str = "") -> None:
        """Ask this person for their PIN; None waits for somebody to be chosen."""
        self._person, self._locked = person, ""
        words = self.look.words
        name = str(words.of(person.name)) if person else words("login.choose_first")
        self._avatar.setVisible(person is None)
        self._face.setVisible(person is not None)
        if person is not None:
            self._face.show_person(initials(name), hue_of(person.person))
        self._name.say(name)
        self._sub.say(sub or words("login.choose_how"))
        self._trouble.hide()
        self.empty()

    def fail(self, text: str) -> None:
        """Say that the PIN was wrong or may not be tried; the person stays chosen."""
        self._button.busy(False)
        self._trouble.say("fail", text)
        self._trouble.show()
        self.empty()
        self._dots.mark("fail")

    def lock(self, minutes: int) -> None:
        """Say that the person is locked; the button says for how long."""
        self._locked = self.look.words("login.locked_for", n=minutes)
        self._say_button()

    def busy(self) -> None:
        """Show that the PIN is being tried; what is typed meanwhile would be lost."""
        self._trouble.hide()
        self._button.busy(True)
        self._keypad.setEnabled(False)

    def empty(self) -> None:
        """Forget what was typed."""
        self._button.busy(False)
        self._keypad.setEnabled(self._person is not None)
        self._keypad.put("")
        self._dots.fill(0)
        self._dots.mark("")
        self._say_button()

    def _typed(self, text: str) -> None:
        self._dots.fill(min(len(text), DIGITS))
        self._say_button()

    def _say_button(self) -> None:
        missing = DIGITS - len(self._keypad.text())
        reason = self.look.words("login.digits_missing", n=missing) if missing > 0 else ""
        if self._person is None:
            reason = self.look.words("login.choose_first")
        self._button.block(self._locked or reason)

    def _enter(self) -> None:
        pin = self._keypad.text()
        if self._person is None or self._locked or len(pin) < DIGITS or self._button.is_busy:
            return
        self.empty()
        self.entered.emit(pin)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._name)
        lines.addWidget(self._sub)
        for avatar in (self._avatar, self._face):
            row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.setAlignment(lines, Qt.AlignmentFlag.AlignVCenter)
        return row
