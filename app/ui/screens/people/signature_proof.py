"""The right half of a signature: who signs, that their badge was shown, and their secret."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.words import Bilingual
from app.stations.signing import Credentials
from app.ui import kit
from app.ui.theme.look import Look

_DIGITS, _LONGEST = 6, 12


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is asked to sign; `is_known` where they have shown both components in this session."""

    person: str
    name: Bilingual
    badge: str
    is_known: bool


class ProofPanel(QWidget):
    """`given` carries `Credentials`; the secret is forgotten here at once.

    Controls: `signature-id`, `signature-keypad`, `signature-password`, `signature-sign`.
    """

    given = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._signer: Signer | None = None
        self._shown = ""
        self._held = False
        self._face = kit.Avatar(look, "", size=44)
        self._name = kit.Text(look, "", "title", elide=True)
        self._hint = kit.Text(look, "", "hint", wrap=True)
        self._chip = kit.StatusChip(look, "todo", "", name="signature-badge", icon="id-card")
        self._id = kit.Field(
            look, words("signature.id"), name="signature-id", placeholder=words("signature.id_hint")
        )
        self._id.changed.connect(self._show_id)
        self._dots = kit.PinDots(look, _DIGITS, name="signature-pin")
        self._trouble = kit.Banner(look, "fail", "", name="signature-trouble")
        self._keypad = kit.Keypad(look, name="signature-keypad", mode="pin", digits=_LONGEST)
        self._keypad.typed.connect(self._typed)
        self._keypad.entered.connect(self._give)
        self._password = kit.Field(
            look, words("signature.password"), name="signature-password", secret=True
        )
        self._password.changed.connect(self._typed)
        self._password.entered.connect(self._give)
        self._ways = QStackedWidget()
        self._way = kit.Button(
            look, words("signature.by_password"), name="signature-way", kind="ghost", size="small"
        )
        self._way.clicked.connect(self._turn)
        self._sign = kit.Button(
            look, words("signature.sign"), name="signature-sign", kind="primary", icon="pen-line"
        )
        self._sign.clicked.connect(self._give)
        self._lay_out()

    def ask(self, signer: Signer) -> None:
        """Ask this person for what is still needed of them."""
        self._signer, self._shown, self._held = signer, "", False
        name = str(self.look.words.of(signer.name))
        self._face.show_person(kit.initials(name), kit.hue_of(signer.person))
        self._name.say(name)
        self._id.put("")
        self._trouble.hide()
        self._sign.busy(False)
        self._keypad.setEnabled(True)
        self._empty()
        self._ways.setCurrentIndex(0)
        self._settle()

    def show_badge(self, code: str) -> bool:
        """Take a badge; tell whether it is the signer's."""
        if self._signer is None or code != self._signer.badge:
            return False
        self._shown = code
        self._settle()
        return True

    def fail(self, text: str) -> None:
        """Say why it was not signed; the secret is asked again."""
        self._sign.busy(False)
        self._keypad.setEnabled(True)
        self._trouble.say("fail", text)
        self._trouble.show()
        self._empty()
        self._dots.mark("fail")
        self._settle()

    def hold(self, text: str) -> None:
        """Ask for no signature until the page has been looked at again; `text` says why."""
        self._held = True
        self._trouble.say("warn", text)
        self._trouble.show()
        self._settle()

    def _show_id(self, text: str) -> None:
        typed = text.strip().upper()
        if self._signer is not None and typed == self._signer.person:
            self._shown = typed
        self._settle()

    def _turn(self) -> None:
        """Change between digits and a password."""
        by_password = self._ways.currentIndex() == 0
        self._ways.setCurrentIndex(int(by_password))
        words = self.look.words
        self._way.say(words("signature.by_pin" if by_password else "signature.by_password"))
        self._empty()
        self._settle()
        if by_password:
            self._password.setFocus()

    def _typed(self, _: str) -> None:
        self._dots.fill(min(len(self._keypad.text()), _DIGITS))
        self._dots.mark("")
        self._settle()

    def _secret(self) -> str:
        return self._password.text() if self._ways.currentIndex() else self._keypad.text()

    def _settle(self) -> None:
        """Show what was shown, and what the button still waits for."""
        words, signer = self.look.words, self._signer
        known = signer is not None and signer.is_known
        if self._shown:
            self._chip.show_state("ok", words("signature.badge_shown"))
        elif known:
            self._chip.show_state("ok", words("signature.session_goes_on"))
        else:
            self._chip.show_state("todo", words("signature.badge_missing"))
        self._id.setVisible(not self._shown and not known)
        self._hint.say(words("signature.enter" if self._shown or known else "signature.show_first"))
        missing = _DIGITS - len(self._secret())
        reason = "" if self._shown or known else words("signature.badge_first")
        if not reason and missing > 0:
            reason = words("login.digits_missing", n=missing)
        self._sign.block(words("signature.look_again") if self._held else reason)

    def _give(self, _: object = None) -> None:
        secret, signer = self._secret(), self._signer
        ready = signer is not None and not self._held and (self._shown or signer.is_known)
        if signer is None or not ready or len(secret) < _DIGITS or self._sign.is_busy:
            return
        self._empty()
        self._sign.busy(True)
        self._keypad.setEnabled(False)
        self.given.emit(Credentials(signer.person, secret, self._shown))

    def _empty(self) -> None:
        self._keypad.setEnabled(True)
        self._keypad.put("")
        self._password.put("")
        self._dots.fill(0)
        self._dots.mark("")

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._name)
        lines.addWidget(self._hint)
        head.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        self._ways.addWidget(self._page(self._dots, self._keypad))
        self._ways.addWidget(self._page(self._password))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addLayout(head)
        below = QHBoxLayout()
        below.addWidget(self._chip)
        below.addStretch(1)
        below.addWidget(self._way)
        column.addLayout(below)
        for part in (self._id, self._trouble):
            column.addWidget(part)
        column.addWidget(self._ways, 1)
        column.addWidget(self._sign)

    def _page(self, *parts: QWidget) -> QWidget:
        """Return one way to give the secret; digits take all the room there is."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        for part in parts:
            column.addWidget(part, int(part is self._keypad))
        if self._keypad not in parts:
            column.addStretch(1)
        return page
