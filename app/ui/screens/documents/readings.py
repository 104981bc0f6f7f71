"""What I must have read: the list with what is due first, the document, and my signature for it.

Controls by name: `reading-<code>-<revision>`, `readings-sign`. Whoever has come to the end of a
document may sign for having read it.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.answers import Due
from app.capabilities.documents.commands import ReadDocument
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.document_facts import DocumentFacts, document_facts
from app.ui.screens.documents.page import READ, DocumentPage
from app.ui.screens.documents.reading_facts import my_readings
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Notice, Place, Screen

NAME = "readings"
_LIST_WIDTH = 380

Key = tuple[str, str, str]


class Readings(Screen):
    """My readings, the one chosen open beside them."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._dues: tuple[Due, ...] = ()
        self._chosen: Key | None = None
        self._shown: Key | None = None
        self._facts: DocumentFacts | None = None
        self._ended: set[str] = set()
        self._header = kit.PageHeader(look, words("library.readings.title"), name="readings-header")
        self._list = kit.Scroller(look, "readings-list")
        self._list.setFixedWidth(_LIST_WIDTH)
        self._page = DocumentPage(look, self._moments)
        self._none = kit.EmptyState(
            look,
            "circle-check",
            words("library.readings.none"),
            words("library.readings.none_how"),
        )
        self._how = kit.Text(look, "", "hint", wrap=True)
        self._sign = kit.Button(
            look,
            words("library.readings.sign"),
            name="readings-sign",
            kind="primary",
            icon="pen-line",
        )
        self._sign.block(words("library.readings.to_end"))
        self._signature = SignatureSheet(parts, self)
        self._lay_out()
        self._sign.clicked.connect(self._ask_signature)
        self._page.ended.connect(self._note_end)
        self._signature.signed.connect(self._signed)

    def about(self, place: Place) -> None:
        if len(place.document) == 3:
            form, code, revision = place.document
            self._chosen = (form, code, revision)

    def refresh(self) -> None:
        session = self.floor.session
        if session is None:
            return
        who, now_ms = session.person, self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: my_readings(c, who, now_ms), self._show)

    # ------------------------------------------------------------------ the list
    def _show(self, dues: tuple[Due, ...]) -> None:
        self._dues = dues
        words = self.look.words
        left = sum(one.read_ms is None for one in dues)
        self._header.say(
            words("library.readings.title"), words("library.readings.sub", n=len(dues), left=left)
        )
        keys = [_key(one) for one in dues]
        if self._chosen not in keys:
            self._chosen = keys[0] if keys else None
        self._show_list()
        for widget in (self._list, self._page, self._how, self._sign):
            widget.setVisible(bool(dues))
        self._none.setVisible(not dues)
        if self._chosen is not None:
            self._open(self._chosen)

    def _show_list(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.look.space(1), 0)
        column.setSpacing(self.look.space(1))
        for due in self._dues:
            column.addWidget(self._row(due))
        column.addStretch()
        self._list.setWidget(inside)

    def _row(self, due: Due) -> kit.ListRow:
        look, words, pin = self.look, self.look.words, due.pin
        state, said = due_words(look.words, self._moments, due)
        end = kit.StatusChip(look, state, said, name="due")
        revision = words("library.revision", revision=pin.revision)
        row = kit.ListRow(
            look,
            "book-open",
            str(words.of(pin.title)),
            f"{pin.code} · {revision}",
            name=f"reading-{pin.code}-{pin.revision}",
            end=end,
        )
        row.mark(_key(due) == self._chosen)
        row.clicked.connect(lambda: self._choose(_key(due)))
        return row

    def _choose(self, key: Key) -> None:
        self._chosen = key
        self._show_list()
        self._open(key)

    # ------------------------------------------------------------------ the document
    def _open(self, key: Key) -> None:
        kinds = self.floor.station.journal.vocabulary.documents
        now_ms = self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: document_facts(c, kinds, key, now_ms), self._show_document)

    def _show_document(self, facts: DocumentFacts | Refused) -> None:
        if isinstance(facts, Refused):
            self.say_refused(facts)
            return
        held = facts.held
        key = (held.form, held.code, held.revision)
        self._facts = facts
        if key != self._shown:  # not under the eyes of who is reading it
            self._shown = key
            self._page.show_document(facts, READ)
        self._show_sign()
        QTimer.singleShot(0, self._page, self._page.look_for_end)

    def _note_end(self) -> None:
        if self._facts is not None and self._shown is not None:
            self._ended.add(self._facts.held.body)
            self._show_sign()

    def _show_sign(self) -> None:
        words, facts = self.look.words, self._facts
        due = next((one for one in self._dues if _key(one) == self._shown), None)
        if facts is None or due is None:
            return
        if due.read_ms is not None:
            when = self._moments.when(due.read_ms)
            self._how.say("")
            self._sign.block(words("library.readings.done", when=when))
            return
        is_read = facts.held.body in self._ended
        self._how.say(words("library.readings.how") if is_read else "")
        self._sign.block("" if is_read else words("library.readings.to_end"))

    def _ask_signature(self) -> None:
        if self._facts is None:
            return
        held, words = self._facts.held, self.look.words
        command = ReadDocument(form=held.form, code=held.code, revision=held.revision)
        revision = words("library.revision", revision=held.revision)
        title = f"{held.code} {words.of(held.title)} · {revision}"
        self._signature.ask(Subject(title, "read", commands=(command,)))

    def _signed(self, _: object) -> None:
        self.tell.emit(Notice(self.look.words("library.readings.signed")))
        self.refresh()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look = self.look
        foot = QHBoxLayout()
        foot.setSpacing(look.space(3))
        foot.addWidget(self._how, 1)
        foot.addWidget(self._sign)
        right = QVBoxLayout()
        right.setSpacing(look.space(2))
        right.addWidget(self._page, 1)
        right.addLayout(foot)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addWidget(self._list)
        body.addLayout(right, 1)
        edge = look.space(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(2))
        column.addWidget(self._header)
        column.addLayout(body, 1)
        column.addWidget(self._none, 1)
        self._none.hide()


def due_words(words: Words, moments: Moments, due: Due) -> tuple[str, str]:
    """Return state and word of a reading: done, to be read by a day, or stopping work now."""
    if due.read_ms is not None:
        return "ok", words("library.due.read")
    if due.from_ms > moments.now_ms():
        return "warn", words("library.due.by", day=moments.short_day(due.from_ms))
    return "fail", words("library.due.now")


def _key(due: Due) -> Key:
    return (due.pin.form, due.pin.code, due.pin.revision)
