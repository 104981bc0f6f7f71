"""Sending a draft to review: who reviews it, in which order, and who approves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.documents.commands import AskReview
from app.ui import kit
from app.ui.screens.documents.document_facts import DocumentFacts
from app.ui.theme.look import Look

NOBODY = ""


class ReviewSheet(kit.Sheet):
    """`asked` carries the AskReview. Controls: `review-first`, `review-second`, `review-approver`,
    `review-send`."""

    asked = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look, host, words("library.review.title"), name="review", side="centre", width=520
        )
        self._facts: DocumentFacts | None = None
        self._note = kit.Text(look, words("library.review.how"), "body", "ink2", wrap=True)
        self.body.addWidget(self._note)
        self._fields = {
            name: kit.SelectField(look, words(f"library.review.{name}"), (), name=f"review-{name}")
            for name in ("first", "second", "approver")
        }
        for field in self._fields.values():
            self.body.addWidget(field)
        send = kit.Button(
            look, words("library.review.send"), name="review-send", kind="primary", icon="pen-line"
        )
        send.clicked.connect(self._send)
        self.buttons.addStretch()
        self.buttons.addWidget(send)

    def ask(self, facts: DocumentFacts) -> None:
        """Open it about a draft; whoever wrote it is offered nowhere, and only who may sign."""
        self._facts = facts
        words = self.look.words
        nobody = (NOBODY, words("library.review.nobody"))
        for name, field in self._fields.items():
            right = "sign.approved" if name == "approver" else "sign.reviewed"
            offered = tuple(
                (one.person, f"{words.of(one.name)} · {one.person}")
                for one in facts.everybody
                if right in facts.rights.get(one.person, ())
                and one.person not in facts.held.authors
            )
            field.show_options((nobody, *offered), NOBODY)
        self.open()

    def _send(self) -> None:
        if self._facts is None:
            return
        held, chosen = self._facts.held, {k: f.value() for k, f in self._fields.items()}
        reviewers = tuple(one for one in (chosen["first"], chosen["second"]) if one)
        self.close_sheet()
        self.asked.emit(
            AskReview(
                form=held.form,
                code=held.code,
                revision=held.revision,
                reviewers=reviewers,
                approver=chosen["approver"],
            )
        )
