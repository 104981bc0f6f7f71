"""A signature of a form: who signed, for what and when; or the button to sign."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.kit.avatar import Avatar, hue_of, initials
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.control import Control
from app.ui.kit.iconbox import IconBox
from app.ui.kit.text import Text
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as people read it: name, what it means, when; `flaw` where it does not hold."""

    name: str
    meaning: str
    at: str
    flaw: str = ""


class SignatureField(Control[Signed | None]):
    """`pressed` asks the owner to have it signed; the owner `put`s who did.

    It holds no secret and makes no signature.
    """

    pressed = Signal()

    def __init__(self, look: Look, label: str, *, name: str, asks: str = "") -> None:
        """`asks`: whose signature is wanted and for what, in words."""
        super().__init__(look, name, label, None)
        self._asks = asks
        self._card = Card(look, f"{name}-card", "sunken").hug()
        self._icon = IconBox(look, "signature", size=44)
        self._face = Avatar(look, "", size=44)
        self._title = Text(look, "", "strong", wrap=True)
        self._sub = Text(look, "", "hint", wrap=True)
        self._sign = Button(
            look, look.words("kit.sign"), name=name, kind="primary", icon="pen-line", size="normal"
        )
        self._sign.clicked.connect(self.pressed)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(self._icon)
        row.addWidget(self._face)
        row.addLayout(lines, 1)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._card.body.addLayout(row)
        self.body.addWidget(self._card)
        self.setFocusProxy(self._sign)
        self.show_value(None)

    def block(self, reason: str) -> None:
        """Say on the button why it cannot be signed yet; an empty reason sets it free."""
        self._sign.block(reason)

    def show_value(self, value: Signed | None) -> None:
        words = self.look.words
        self._icon.setVisible(value is None)
        self._face.setVisible(value is not None)
        self._sign.setVisible(value is None)
        if value is None:
            self._card.become("absent")
            self._title.say(words("kit.sign.open"))
            self._sub.say(self._asks)
            self._sub.setVisible(bool(self._asks))
            return
        self._face.show_person(initials(value.name), hue_of(value.name))
        self._card.become("fail" if value.flaw else "ok")
        self._title.say(f"{value.name} · {value.meaning}")
        self._sub.say(" · ".join(part for part in (value.at, value.flaw) if part))
        self._sub.colour("fail" if value.flaw else "ink2")
        self._sub.show()
