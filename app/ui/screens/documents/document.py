"""One document: its body beside the revision before it, its signatures, and what is to be done.

Controls by name: `document-view-beside`, `-read`, `-changes`; `document-edit`, `document-ask`,
`document-send-back`, `document-sign`, `document-next`, `document-withdraw`; F7 and F8 turn to the
difference before and after.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.documents.answers import State
from app.capabilities.documents.commands import (
    APPROVE,
    DRAFT,
    AskReview,
    MakeEffective,
    ReviewDocument,
    SendBack,
    WithdrawDocument,
)
from app.capabilities.documents.events import revision_stream
from app.capabilities.people.signatures.commands import Ask
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.approve_sheet import ApproveSheet
from app.ui.screens.documents.aside import Aside
from app.ui.screens.documents.document_facts import DocumentFacts, document_facts
from app.ui.screens.documents.page import BESIDE, READ, VIEWS, DocumentPage
from app.ui.screens.documents.remarks_sheet import RemarksSheet
from app.ui.screens.documents.review_sheet import ReviewSheet
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Notice, Place, Screen

NAME = "document"


class Document(Screen):
    """Reads, compares, and lets the one whose turn it is sign."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._about: tuple[str, ...] = ()
        self._facts: DocumentFacts | None = None
        self._seen: dict[str, frozenset[int]] = {}
        self._current = 0
        self._header = kit.PageHeader(look, "", name="document-header")
        views = tuple(kit.Option(one, words(f"library.view.{one}")) for one in VIEWS)
        self._view = kit.Segmented(look, views, name="document-view")
        self._page = DocumentPage(look, self._moments)
        self._aside = Aside(look, self._moments)
        self._buttons = {name: self._button(name, kind, icon) for name, kind, icon in _BUTTONS}
        self._review = ReviewSheet(look, self)
        self._approve = ApproveSheet(look, self, self._moments)
        self._back = RemarksSheet(look, self, "send_back", words("library.do.send_back"))
        self._withdraw = RemarksSheet(look, self, "withdraw", words("library.do.withdraw"))
        self._signature = SignatureSheet(parts, self)
        self._lay_out()
        self._connect()

    def about(self, place: Place) -> None:
        if place.document and place.document != self._about:
            self._about = place.document
            self._current = 0
            self._view.choose(BESIDE)

    def refresh(self) -> None:
        kinds = self.floor.station.journal.vocabulary.documents
        about, now_ms = self._about, self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: document_facts(c, kinds, about, now_ms), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: DocumentFacts | Refused) -> None:
        if isinstance(facts, Refused):
            self.say_refused(facts)
            return
        self._facts = facts
        held, words = facts.held, self.look.words
        title = f"{held.code} {words.of(held.title)}"
        self._header.say(title, self._sub(facts))
        if facts.against is None and self._view.value() != READ:
            self._view.choose(READ)
        self._view.setVisible(facts.against is not None)
        self._page.show_document(facts, self._view.value())
        self._show_seen()
        self._show_buttons(facts)

    def _sub(self, facts: DocumentFacts) -> str:
        words, held = self.look.words, facts.held
        kind = words(f"documents.form.{held.form}")
        if facts.against is None:
            return f"{kind} · {words('library.revision', revision=held.revision)}"
        both = words("library.from_to", old=facts.against.revision, new=held.revision)
        return f"{kind} · {both}"

    def _show_seen(self) -> None:
        if self._facts is None:
            return
        seen = self._seen_here()
        self._aside.show_document(self._facts, seen)
        self._page.turn_to(self._current, seen)
        self._aside.turn_to(self._current)

    def _show_buttons(self, facts: DocumentFacts) -> None:
        """Show what this person may do with a revision in its state."""
        held, me, words = facts.held, self._me(), self.look.words
        in_review = held.state is State.IN_REVIEW
        drafts = self._may(DRAFT)
        shown = {
            "edit": held.is_open and drafts,
            "ask": held.state is State.DRAFT and me in held.authors,
            "send-back": in_review and me in (*held.reviewers, held.approver),
            "sign": in_review and held.next_to_sign == me,
            "next": not held.is_open and drafts,
            "withdraw": held.state in (State.EFFECTIVE, State.APPROVED) and self._may(APPROVE),
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
        has_open = any(one.is_open for one in facts.history)
        self._buttons["next"].block(words("library.open_already") if has_open else "")
        is_last = held.next_to_sign == held.approver
        self._buttons["sign"].say(words("library.do.approve" if is_last else "library.do.review"))
        left = facts.changes - len(self._seen_here())
        self._buttons["sign"].block(words("library.left", n=left) if left else "")

    # ------------------------------------------------------------------ differences
    def _seen_here(self) -> frozenset[int]:
        return frozenset() if self._facts is None else self._seen.get(self._key(), frozenset())

    def _key(self) -> str:
        """Return what has been looked at: this body beside that one."""
        facts = self._facts
        assert facts is not None
        return f"{facts.held.body} {facts.against.body if facts.against else ''}"

    def _look_at(self, number: int) -> None:
        """Turn to one difference: whoever has looked at all of them may sign."""
        if self._facts is None or not 1 <= number <= self._facts.changes:
            return
        self._current = number
        self._seen[self._key()] = self._seen_here() | {number}
        self._show_seen()
        self._show_buttons(self._facts)

    def _turn(self, view: str) -> None:
        if self._facts is not None:
            self._page.show_document(self._facts, view)
            self._page.turn_to(self._current, self._seen_here())

    # ------------------------------------------------------------------ doing
    def _do(self, name: str) -> None:
        facts = self._facts
        if facts is None:
            return
        held = facts.held
        if name in ("edit", "next"):
            place = (held.form, held.code, held.revision)
            self.go.emit(Place("document-edit", document=place))
        elif name == "ask":
            self._review.ask(facts)
        elif name == "send-back":
            self._back.ask()
        elif name == "withdraw":
            self._withdraw.ask()
        elif held.next_to_sign == held.approver:
            self._approve.ask()
        else:
            self._sign_reviewed(facts)

    def _ask_review(self, command: AskReview) -> None:
        self._signature.ask(Subject(self._title(), "authored", commands=(command,)))

    def _sign_reviewed(self, facts: DocumentFacts) -> None:
        first = (ReviewDocument(**_named(facts)),)
        self._signature.ask(
            Subject(self._title(), "reviewed", asks=(_ask(facts, "reviewed"),), first=first)
        )

    def _sign_approved(self, from_ms: int | None) -> None:
        if self._facts is None:
            return
        facts = self._facts
        then = (MakeEffective(**_named(facts), from_ms=from_ms),)
        asks = (_ask(facts, "approved"),)
        self._signature.ask(Subject(self._title(), "approved", asks=asks, then=then))

    def _send_back(self, remarks: str) -> None:
        if self._facts is None:
            return
        command = SendBack(**_named(self._facts), remarks=remarks)
        self.floor.act(self, command, lambda _: self._sent_back(), self._back_refused)

    def _sent_back(self) -> None:
        self._back.close_sheet()
        self.tell.emit(Notice(self.look.words("library.sent_back_now")))

    def _back_refused(self, refused: Refused) -> None:
        self._back.refuse(self.look.words.refusal(refused))

    def _withdrawn(self, why: str) -> None:
        if self._facts is None:
            return
        if not why:
            self._withdraw.refuse(self.look.words.refusal(Refused("document.why_missing")))
            return
        self._withdraw.close_sheet()
        command = WithdrawDocument(**_named(self._facts), why=why)
        self._signature.ask(Subject(self._title(), "performed", commands=(command,), reason=why))

    def _signed(self, _: object) -> None:
        self.tell.emit(Notice(self.look.words("library.signed")))
        self.refresh()

    # ------------------------------------------------------------------ building
    def _title(self) -> str:
        assert self._facts is not None
        held, words = self._facts.held, self.look.words
        revision = words("library.revision", revision=held.revision)
        return f"{held.code} {words.of(held.title)} · {revision}"

    def _me(self) -> str:
        return "" if self.floor.session is None else self.floor.session.person

    def _may(self, right: str) -> bool:
        return self.floor.session is not None and self.floor.session.may(right)

    def _button(self, name: str, kind: str, icon: str) -> kit.Button:
        words = self.look.words
        said = words(f"library.do.{name.replace('-', '_')}")
        button = kit.Button(self.look, said, name=f"document-{name}", kind=kind, icon=icon)
        button.clicked.connect(lambda: self._do(name))
        button.hide()
        return button

    def _lay_out(self) -> None:
        look = self.look
        for tool in (self._view, *self._buttons.values()):
            self._header.add(tool)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addWidget(self._page, 1)
        body.addWidget(self._aside)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self._view.chosen.connect(self._turn)
        self._page.looked.connect(self._look_at)
        self._aside.looked.connect(self._look_at)
        self._aside.opened.connect(self._open)
        self._review.asked.connect(self._ask_review)
        self._approve.chosen.connect(self._sign_approved)
        self._back.given.connect(self._send_back)
        self._withdraw.given.connect(self._withdrawn)
        self._signature.signed.connect(self._signed)
        for key, step in ((Qt.Key.Key_F7, -1), (Qt.Key.Key_F8, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self._look_at(self._current + step))

    def _open(self, revision: str) -> None:
        form, code, *_ = self._about
        self.go.emit(Place(NAME, document=(form, code, revision)))


_BUTTONS = (
    ("withdraw", "danger", "ban"),
    ("send-back", "danger", "undo-2"),
    ("edit", "default", "pencil"),
    ("next", "default", "file-up"),
    ("ask", "primary", "send"),
    ("sign", "primary", "pen-line"),
)


def _named(facts: DocumentFacts) -> dict[str, str]:
    held = facts.held
    return {"form": held.form, "code": held.code, "revision": held.revision}


def _ask(facts: DocumentFacts, meaning: str) -> Ask:
    record = revision_stream(**_named(facts))
    return Ask(record, meaning, seen=facts.seen)
