"""Excel sheet → form: the sheet as drawn, what was read of it, and what a person has to say.

Nothing is recorded before the draft is made; it is then a document like any other. Controls by
name: `review-make`, `review-undo`, `review-other`, `review-sheet`, `review-code`,
`review-title-zh`, `review-title-en`, and those of the file, the fields, the card, the questions.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.forms.places import IMPORT
from app.ui.screens.forms.review.card import Typed
from app.ui.screens.forms.review.facts import LIMITS, Opened, Review, drafted, opened
from app.ui.screens.forms.review.file import SheetChoice
from app.ui.screens.forms.review.kept import KeptReview, ReviewDrafts
from app.ui.screens.forms.review.page import ReviewPage
from app.ui.screens.forms.review.preview import FormPreview
from app.ui.screens.forms.review.questions import Answered
from app.ui.screens.forms.review.ready import readiness
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen

_CHECK = "check"
"""The review itself; the other views are densities of the preview."""


class SheetReview(Screen):
    """Holds one workbook under review until its draft is made or another one is chosen.

    It is kept as it stands, and brought back after the screen was rebuilt or the power went.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, IMPORT)
        look, words = parts.look, parts.look.words
        self._opened: Opened | None = None
        self._reviews: tuple[Review, ...] = ()
        self._review: Review | None = None
        self._at = 0
        session = parts.floor.session
        self._kept = ReviewDrafts(parts.drafts, session.person if session else "", self)
        self._header = kit.PageHeader(look, words("sheet_review.title"), name="review-header")
        self._sheet = kit.SelectField(
            look, "", (), name="review-sheet", accessible=words("sheet_review.sheet")
        )
        self._undo = self._tool("undo", "undo-2")
        self._other = self._tool("other", "file-up")
        self._make = kit.Button(
            look, words("sheet_review.make"), name="review-make", kind="primary", icon="save"
        )
        self._choice = SheetChoice(look)
        self._page = ReviewPage(look)
        self._preview = FormPreview(parts.floor, look)
        self._view = kit.Segmented(look, self._views(), name="review-view")
        self._pages = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._choose_other()
        self._kept.ask(self._resume)

    # ------------------------------------------------------------------ the file
    def read(self, path: str) -> None:
        """Read a workbook on a worker: from the field, the picker or a drop."""
        self._choice.put(path)
        self._choice.busy(True)
        self._choose_other()
        file = Path(path)
        self.floor.work(self, lambda: opened(file), self._open, self._file_refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        event.acceptProposedAction()
        self.read(event.mimeData().urls()[0].toLocalFile())

    def _file_refused(self, refused: Refused) -> None:
        """Say why; a review that was open before stays as it is."""
        self._choice.busy(False)
        self._choice.fail(self.look.words.refusal(refused))

    def _choose_other(self) -> None:
        self._choice.show_back(self._review is not None)
        self._pages.setCurrentWidget(self._choice)
        self._show_head()

    def _go_back(self, _: object = None) -> None:
        self._look_at(_CHECK)

    def _look_at(self, view: str) -> None:
        """Turn to the review itself, or to how its form will look."""
        self._view.choose(view)
        if view == _CHECK or self._review is None:
            self._preview.put_away()
            self._pages.setCurrentWidget(self._page)
        else:
            self._preview.show_review(self._review, view)
            self._pages.setCurrentWidget(self._preview)
        self._show_head()

    def _resume(self, kept: KeptReview) -> None:
        """Bring back what was under review here; the file is read anew."""
        if self._opened is None:
            path = Path(kept.path)
            self._choice.put(kept.path)
            self._choice.busy(True)
            self.floor.work(
                self,
                lambda: opened(path),
                lambda found: self._begin(found, kept.reviews(found), kept.sheet),
                self._file_refused,
            )

    def _open(self, found: Opened) -> None:
        self._begin(found, tuple(Review(draft) for draft in found.drafts), 0)

    def _begin(self, found: Opened, reviews: tuple[Review, ...], sheet: int) -> None:
        self._choice.busy(False)
        self._opened, self._reviews = found, reviews
        front = f"{min(sheet, len(reviews) - 1)}"
        names = tuple((f"{n}", one.draft.view.name) for n, one in enumerate(reviews))
        self._sheet.show_options(names, front)
        self._turn_to(front)
        self._look_at(_CHECK)

    def _forget(self) -> None:
        """Let go of a review whose draft was made."""
        self._kept.forget()
        self._opened, self._review, self._reviews = None, None, ()
        self._choice.put("")
        self._choose_other()

    def _turn_to(self, place: str) -> None:
        self._review = self._reviews[int(place)]
        self._page.show_sheet(self._review)
        if self._view.value() != _CHECK and self._pages.currentWidget() is not self._choice:
            self._look_at(_CHECK)
        questions = self._review.questions()
        self._go(questions[0].at if questions else 0)

    # ------------------------------------------------------------------ showing
    def _show(self) -> None:
        review = self._review
        if review is not None:
            self._page.show_review(review, self._at)
        self._show_head()

    def _show_head(self) -> None:
        words = self.look.words
        review = None if self._pages.currentWidget() is self._choice else self._review
        for tool in (self._view, self._other, self._make):
            tool.setVisible(review is not None)
        is_check = self._pages.currentWidget() is self._page
        self._undo.setVisible(review is not None and review.can_undo and is_check)
        self._sheet.setVisible(review is not None and len(self._reviews) > 1)
        if review is None or self._opened is None:
            self._header.say(words("sheet_review.title"), words("sheet_review.sub"))
            return
        self._header.say(
            words("sheet_review.title"),
            words(
                "sheet_review.file",
                file=self._opened.path.name,
                sheet=review.draft.view.name,
                n=sum(one.is_kept for one in review.now.fields),
                of=len(review.now.fields),
            ),
        )
        self._kept.keep(self._opened.path, self._reviews, int(self._sheet.value() or 0))
        vocabulary = self.floor.station.journal.vocabulary
        ready = readiness(review, vocabulary, words)
        self._make.block(ready.lacks)
        self._page.say(ready.state, ready.title, ready.text)

    # ------------------------------------------------------------------ what people do
    def _go(self, at: int) -> None:
        self._at = at
        self._show()

    def _go_to_cell(self, source: str) -> None:
        found = None if self._review is None else self._review.at_cell(source)
        if found is not None:
            self._go(found)

    def _type(self, typed: Typed) -> None:
        if self._review is None:
            return
        if self._review.change(self._at, typed.what, typed.text):
            self._page.card.accept(typed.what)
            self._show()
        else:
            self._page.card.refuse(typed.what)

    def _name(self, typed: Typed) -> None:
        if self._review is not None:
            self._review.name(typed.what, typed.text)
            self._show_head()

    def _keep(self, yes: bool) -> None:
        if self._review is not None:
            self._review.keep(self._at, yes)
            self._show()

    def _confirm(self, _: object = None) -> None:
        if self._review is not None:
            self._review.confirm(self._at)
            self._show()

    def _answer(self, answer: Answered) -> None:
        self._go(answer.at)
        if answer.what == "confirm":
            self._confirm()
        elif answer.what == "skip":
            self._keep(False)
        elif answer.what == "fill":
            self._page.edit(LIMITS[0])

    def _take_back(self) -> None:
        if self._review is not None:
            self._review.undo()
            self._page.show_names(self._review)
            self._show()

    def _draft(self) -> None:
        if self._review is not None:
            self._make.busy(True)
            self.floor.act(self, drafted(self._review).command(), self._drafted, self._refused)

    def _drafted(self, _: Changes) -> None:
        self._make.busy(False)
        review = self._review
        if review is None:
            return
        code = review.now.code
        if len(self._reviews) == 1:
            self._forget()
        self.tell.emit(Notice(self.look.words("sheet_review.made", form=code)))
        self.go.emit(Place("document-edit", document=("form", code, "A")))

    def _refused(self, refused: Refused) -> None:
        self._make.busy(False)
        self.say_refused(refused)

    # ------------------------------------------------------------------ building
    def _views(self) -> tuple[kit.Option, ...]:
        words, is_touch = self.look.words, self.look.density.is_touch
        views = (_CHECK, "touch") if is_touch else (_CHECK, "touch", "bench")
        return tuple(kit.Option(view, words(f"sheet_review.view.{view}")) for view in views)

    def _tool(self, name: str, icon: str) -> kit.Button:
        text = self.look.words(f"sheet_review.{name}")
        return kit.Button(self.look, text, name=f"review-{name}", icon=icon)

    def _lay_out(self) -> None:
        look = self.look
        for tool in (self._view, self._sheet, self._other, self._undo, self._make):
            self._header.add(tool)
        self._sheet.setFixedWidth(200)
        self._pages.addWidget(self._choice)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._preview)
        edge = look.space(3 if look.density.is_touch else 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(2))
        column.addWidget(self._header)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._choice.chosen.connect(self.read)
        self._sheet.chosen.connect(self._turn_to)
        self._view.chosen.connect(self._look_at)
        self._other.clicked.connect(self._choose_other)
        self._choice.left.connect(self._go_back)
        self._undo.clicked.connect(self._take_back)
        self._make.clicked.connect(self._draft)
        page = self._page
        page.grid.picked.connect(self._go_to_cell)
        page.fields.picked.connect(self._go)
        page.card.typed.connect(self._type)
        page.card.kept.connect(self._keep)
        page.card.confirmed.connect(self._confirm)
        page.questions.answered.connect(self._answer)
        page.named.connect(self._name)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._take_back)
