"""Doing something to an account that needs a reason: disabling it, lifting a lockout."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look


class WhySheet(kit.Sheet):
    """`given` carries the reason. Controls: `<name>-why`, `<name>-do`."""

    given = Signal(str)

    def __init__(self, look: Look, host: QWidget, name: str, title: str, kind: str) -> None:
        super().__init__(look, host, title, name=name, side="centre", width=460)
        words = look.words
        self._who = kit.Text(look, "", "strong", wrap=True)
        self._what = kit.Text(look, words(f"users.{name}_means"), "body", "ink2", wrap=True)
        self._why = kit.Field(look, words("users.why"), name=f"{name}-why")
        self._why.hint(words("users.why_hint"))
        self._why.entered.connect(self._give)
        self._do = kit.Button(look, title, name=f"{name}-do", kind=kind)
        self._do.clicked.connect(self._give)
        for part in (self._who, self._what, self._why):
            self.body.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_person(self, name: str) -> None:
        """Open it about somebody."""
        self._who.say(name)
        self._why.put("")
        self._why.fail("")
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why it was not done."""
        self._do.busy(False)
        self._why.fail(self.look.words.refusal(refused))

    def done(self) -> None:
        """Close after it was done."""
        self._do.busy(False)
        self.close_sheet()

    def _give(self, _text: object = None) -> None:
        self._do.busy(True)
        self.given.emit(self._why.text().strip())
