"""Acts that are signed: what is wrong is said first, then whoever is in front signs, as one act."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.journal.capability import Command
from app.kernel.refused import Refused
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject

SAYS = ("administered", "authored", "performed")
"""With which meaning an act is signed: the first of these that whoever acts may sign."""


class Form(Protocol):
    """Where an act was asked for."""

    def refuse(self, refused: Refused) -> None:
        """Say why it was not done; what was typed stays."""
        ...

    def wait(self) -> None:
        """Be ready again while somebody is asked to sign."""
        ...

    def done(self) -> None:
        """Close after it was done."""
        ...


class SignedActs(QObject):
    """`done` tells that an act and its signature are on disk; `refused` what no form has shown."""

    done = Signal()
    refused = Signal(object)

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(host)
        self._floor, self._words = parts.floor, parts.look.words
        self._form: Form | None = None
        self._sheet = SignatureSheet(parts, host)
        self._sheet.signed.connect(self._signed)

    def ask(self, command: Command, form: Form, about: str) -> None:
        """Try whether the act would be let through; then let it be signed. `about` names whom."""
        station, session = self._floor.station, self._floor.session
        actor = "" if session is None else session.person

        def work() -> None:
            station.check_in_touch(command)
            station.ask(lambda c: station.journal.rehearse(c, command, actor)).result()

        self._floor.work(self, work, lambda _: self.sign(command, about, form), form.refuse)

    def sign(self, command: Command, about: str = "", form: Form | None = None) -> None:
        """Let whoever is in front sign an act: done and signed as one, or not at all."""
        session = self._floor.session
        says = [one for one in SAYS if session is not None and session.may(f"sign.{one}")]
        if not says:
            self._say(Refused("right.missing", right="sign"), form)
            return
        if form is not None:
            form.wait()
        self._form = form
        title = self._words(f"users.act.{type(command).__name__}")
        reason = str(getattr(command, "why", ""))
        self._sheet.ask(Subject(title, says[0], about, commands=(command,), reason=reason))

    def _signed(self, _: object) -> None:
        if self._form is not None:
            self._form.done()
        self._form = None
        self.done.emit()

    def _say(self, refused: Refused, form: Form | None) -> None:
        if form is None:
            self.refused.emit(refused)
        else:
            form.refuse(refused)
