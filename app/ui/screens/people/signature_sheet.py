"""The signature: what is signed on the left, who signs on the right, and one button.

    sheet = SignatureSheet(parts, screen)
    sheet.signed.connect(...)                     # the `Changes`, when it is on disk
    sheet.ask(Subject(title, "reviewed", asks=(Ask(record, "reviewed", seen=shown),)))

With the server in touch it first asks for what other stations entered, so that people see it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person, person
from app.capabilities.people.signatures.queries import Preview, preview
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.stations.recogniser import Badge
from app.stations.signing import Credentials, Signing
from app.sync.status import Standing
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_proof import ProofPanel, Signer
from app.ui.screens.people.signature_subject import Subject, SubjectPanel

_WIDTH, _PROOF_WIDTH = 980, 340


class SignatureSheet(kit.Sheet):
    """Asks whoever is in front to sign. Nothing is recorded unless all of it is."""

    signed = Signal(object)
    """The `Changes` of a signature that is on disk."""

    def __init__(self, parts: Parts, host: QWidget) -> None:
        look = parts.look
        super().__init__(
            look,
            host,
            look.words("signature.title"),
            name="signature",
            side="centre",
            width=_WIDTH,
        )
        self._parts, self._floor = parts, parts.floor
        self._signing = Signing(parts.floor.station)
        self._subject: Subject | None = None
        self._first: Credentials | None = None
        moments = Moments(look.words, parts.floor.station.clock)
        self._what = SubjectPanel(look, moments, self._is_reachable)
        self._who = ProofPanel(look)
        self._who.setFixedWidth(_PROOF_WIDTH)
        self._who.given.connect(self._sign)
        self._floor.changed.connect(self._changed)
        row = QHBoxLayout()
        row.setSpacing(look.space(5))
        row.addWidget(self._what, 1)
        row.addWidget(self._who)
        self.body.addLayout(row, 1)

    def ask(self, subject: Subject) -> None:
        """Open it about something; whoever is in front is asked."""
        session = self._floor.session
        if session is None:
            return
        self._subject, self._first = subject, None
        self._parts.news.retry()  # what others entered comes first, where the server is there
        self._what.show_subject(subject)
        who = session.person
        self._floor.ask(self, lambda c: person(c, who), self._open)
        self._look()

    def accepts(self, meaning: object) -> bool:
        """Take the signer's badge; somebody else's is refused, it switches nobody now."""
        if not isinstance(meaning, Badge):
            return False
        if not self._who.show_badge(meaning.code):
            raise Refused("signature.other_badge")
        return True

    def _open(self, found: Person | None) -> None:
        if found is None:
            return
        is_known = self._floor.station.sessions.has_signed(found.person)
        self._who.ask(Signer(found.person, found.name, found.badge, is_known))
        self.open()

    def _look(self) -> None:
        """Show what the record holds of what was shown to the signer."""
        asks = () if self._subject is None else self._subject.asks
        if len(asks) == 1 and asks[0].seen is not None:
            record, seen = asks[0].record, asks[0].seen
            self._floor.ask(self, lambda c: preview(c, record, seen), self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        """Say so at once where more has come than the signer was shown."""
        self._what.show_preview(found)
        if found.more:
            came = Refused("signature.more_came", more=found.more)
            self._who.hold(self.look.words.refusal(came))

    def _changed(self, _: object) -> None:
        """Look again: what other stations entered arrives while the sheet is open."""
        if self.isVisible():
            self._look()

    def _sign(self, who: Credentials) -> None:
        subject, first = self._subject, self._first
        if subject is None:
            return
        if subject.witness and first is None:
            self._first = who
            self._floor.ask(self, lambda c: person(c, subject.witness), self._ask_witness)
            return

        def work() -> Changes:
            if first is not None:
                return self._signing.act_witnessed(subject.commands[0], subject.meaning, first, who)
            if subject.commands:
                return self._signing.acts_signed(
                    subject.commands, subject.meaning, who, subject.reason
                )
            return self._signing.sign(subject.asks, who, first=subject.first, then=subject.then)

        self._floor.work(self, work, self._done, self._refused)

    def _ask_witness(self, found: Person | None) -> None:
        """Ask the second person, who shows both components whoever is in front."""
        if found is None:
            self._refused(Refused("login.unknown_person"))
            return
        self._who.ask(Signer(found.person, found.name, found.badge, is_known=False))
        name = str(self.look.words.of(found.name))
        self._what.show_witness(self.look.words("signature.witness", name=name))

    def _done(self, changes: Changes) -> None:
        self.close_sheet()
        self.signed.emit(changes)

    def _refused(self, refused: Refused) -> None:
        if self._first is not None:  # both begin anew: either may have been wrong
            self._first = None
            self._what.show_witness("")
            self._restart(refused)
            return
        self._who.fail(self.look.words.refusal(refused))
        self._look()

    def _restart(self, refused: Refused) -> None:
        session = self._floor.session
        who = "" if session is None else session.person

        def ask(found: Person | None) -> None:
            self._open(found)
            self._who.fail(self.look.words.refusal(refused))

        self._floor.ask(self, lambda c: person(c, who), ask)

    def _is_reachable(self) -> bool:
        news = self._parts.news
        return news.is_alone or news.sync.state in (Standing.SYNCED, Standing.SYNCING)
