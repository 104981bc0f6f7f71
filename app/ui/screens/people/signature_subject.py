"""The left half of a signature: what is signed, with which meaning, and who signed before."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.queries import Preview, Signature, Validity
from app.journal.capability import Command
from app.ui import kit
from app.ui.moments import Moments
from app.ui.signature_words import printed_name
from app.ui.theme.look import Look

_STATES = {
    Validity.VALID: "ok",
    Validity.SUPERSEDED: "warn",
    Validity.WITHDRAWN: "todo",
    Validity.UNVERIFIED: "fail",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be signed, in words: `asks` sign records as shown, `commands` are done and signed.

    `first` are acts that must be allowed before a signature, `then` those that follow from it.
    `says` is the sentence the signer puts their name to; empty for the meaning's own words.
    """

    title: str
    meaning: str
    sub: str = ""
    says: str = ""
    asks: tuple[Ask, ...] = ()
    commands: tuple[Command, ...] = ()
    first: tuple[Command, ...] = ()
    then: tuple[Command, ...] = ()
    reason: str = ""
    witness: str = ""
    """Who signs beside, having seen the one command done; empty for nobody."""


class SubjectPanel(QWidget):
    """Shows one subject. `is_reachable` tells whether the server is there now."""

    def __init__(self, look: Look, moments: Moments, is_reachable: Callable[[], bool]) -> None:
        super().__init__()
        self.look, self._moments, self._is_reachable = look, moments, is_reachable
        self._title = kit.Text(look, "", "title", wrap=True)
        self._sub = kit.Text(look, "", "body", "ink2", wrap=True)
        self._meaning = kit.Card(look, "signature-meaning", "sunken").hug()
        words = look.words
        self._says = kit.Text(look, "", "strong", wrap=True)
        self._print = kit.Text(look, "", "hint", wrap=True)
        for part in (
            kit.Text(look, words("signature.means"), "label", "ink2"),
            self._says,
            self._print,
        ):
            self._meaning.body.addWidget(part)
        self._before_title = kit.Text(look, words("signature.before"), "label", "ink2")
        self._before = QVBoxLayout()
        self._before.setSpacing(look.space(1))
        self._witness = kit.Banner(look, "hold", " ", name="signature-witness", icon="users")
        self._witness.hide()
        self._away = kit.Banner(look, "warn", words("signature.away"), name="signature-away")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        for widget in (self._title, self._sub, self._meaning, self._before_title):
            column.addWidget(widget)
        column.addLayout(self._before)
        column.addStretch(1)
        column.addWidget(self._witness)
        column.addWidget(self._away)

    def show_subject(self, subject: Subject) -> None:
        """Show what is to be signed; what is read of the record follows in `show_preview`."""
        self._title.say(subject.title)
        self._sub.say(subject.sub)
        self._sub.setVisible(bool(subject.sub))
        words = self.look.words
        self._says.say(subject.says or words(f"signature.meaning.{subject.meaning}"))
        self._print.say(words("signature.act_print", n=len(subject.commands)))
        self._print.setVisible(bool(subject.commands))
        self._before_title.hide()
        self.show_witness("")
        self._empty()
        self._away.setVisible(bool(subject.asks) and not self._is_reachable())

    def show_witness(self, text: str) -> None:
        """Say whose turn it is where two people sign; empty while it is the first's."""
        self._witness.setVisible(bool(text))
        if text:
            self._witness.say("hold", text, icon="users")

    def show_preview(self, preview: Preview) -> None:
        """Show how much is covered, its fingerprint, and who signed before."""
        words = self.look.words
        short = f"{preview.digest[:4]}…{preview.digest[-4:]}"
        self._print.say(words("signature.print", digest=short, n=preview.count))
        self._print.show()
        self._before_title.setVisible(bool(preview.before))
        self._empty()
        for signature in preview.before[-3:]:
            self._before.addWidget(self._row(signature))

    def _row(self, signature: Signature) -> QWidget:
        words, name = self.look.words, printed_name(self.look.words, signature)
        state = _STATES[signature.validity]
        chip = kit.StatusChip(
            self.look,
            state,
            words(f"signature.standing.{signature.validity.value}"),
            name="signature-state",
        )
        meaning = words(f"signature.meaning.{signature.meaning}")
        sub = f"{meaning} · {self._moments.when(signature.at_ms)}"
        return kit.ListRow(
            self.look, "pen-line", name, sub, name=f"signature-of-{signature.signer}", end=chip
        )

    def _empty(self) -> None:
        while (item := self._before.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
