"""The two halves of a review: the sheet with its questions, the form with its fields.

On a bench they stand side by side; on a panel one of them is in front, or the field alone.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.screens.forms.review.card import FieldCard, Typed
from app.ui.screens.forms.review.facts import Review
from app.ui.screens.forms.review.grid import SheetGrid, TintLegend
from app.ui.screens.forms.review.list import FieldList
from app.ui.screens.forms.review.questions import QuestionList
from app.ui.screens.forms.review.tints import places_of, tinted
from app.ui.theme.look import Look

_SHEET, _FORM, _FIELD = "sheet", "form", "field"


class ReviewPage(QWidget):
    """`named` carries a `Typed` of the form's `code`, or of its title in `zh` or `en`."""

    named = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._is_showing = False
        self.grid = SheetGrid(look, name="review-grid", accessible=words("sheet_review.drawn"))
        self.questions = QuestionList(look)
        self.fields = FieldList(look)
        self.card = FieldCard(look)
        self._banner = kit.Banner(look, "ok", "", name="review-check")
        self._names = {
            what: self._name(what, f"sheet_review.{label}")
            for what, label in (("code", "code"), ("zh", "title_zh"), ("en", "title_en"))
        }
        self._halves = kit.Segmented(
            look,
            (
                kit.Option(_SHEET, words("sheet_review.half_sheet"), icon="file-spreadsheet"),
                kit.Option(_FORM, words("sheet_review.half_form"), icon="clipboard-list"),
                kit.Option(_FIELD, words("sheet_review.half_field"), icon="pencil"),
            ),
            name="review-half",
        )
        self._halves.chosen.connect(self._front)
        self._left, self._right = self._sheet_half(), self._form_half()
        self._alone = kit.Scroller(look, "review-alone")
        self._lay_out()

    def show_sheet(self, review: Review) -> None:
        """Show another sheet."""
        self.grid.show_sheet(review.draft.view)
        self.show_names(review)

    def show_names(self, review: Review) -> None:
        """Show the form's number and title as they stand."""
        self._is_showing = True
        now = review.now
        for what, text in (("code", now.code), ("zh", now.title.zh), ("en", now.title.en)):
            self._names[what].put(text)
        self._is_showing = False

    def show_review(self, review: Review, at: int) -> None:
        """Show how the review stands, with a field in front."""
        field = review.now.fields[at]
        self.grid.show_tints(tinted(review))
        self.grid.front(places_of(field, review.draft.view))
        self.questions.show_review(review)
        self.fields.show_review(review)
        self.fields.front(at)
        self.card.show_field(field)

    def say(self, state: str, title: str, text: str) -> None:
        """Say whether the draft can be made."""
        self._banner.say(state, title, text)

    def edit(self, what: str) -> None:
        """Bring the field in front to be changed, the caret in one of its controls."""
        self._open_field()
        self.card.go(what)

    def _front(self, half: str) -> None:
        if self.look.density.is_touch:
            self._left.setVisible(half == _SHEET)
            self._right.setVisible(half == _FORM)
            self._alone.setVisible(half == _FIELD)

    def _open_field(self, _: object = None) -> None:
        self._halves.choose(_FIELD)
        self._front(_FIELD)

    def _name(self, what: str, label: str) -> kit.Field:
        shown = {"code": "review-code", "zh": "review-title-zh", "en": "review-title-en"}[what]
        field = kit.Field(self.look, self.look.words(label), name=shown)
        field.changed.connect(lambda text: self._tell(what, text))
        return field

    def _tell(self, what: str, text: str) -> None:
        if not self._is_showing:
            self.named.emit(Typed(what, text))

    # ------------------------------------------------------------------ building
    def _sheet_half(self) -> QWidget:
        look = self.look
        sheet = kit.Card(look, "review-drawn")
        head = QHBoxLayout()
        head.setSpacing(look.space(3))
        head.addWidget(kit.Text(look, look.words("sheet_review.drawn"), "title"))
        head.addWidget(TintLegend(look), 1)
        sheet.body.addLayout(head)
        sheet.body.addWidget(self.grid, 1)
        return self._half((sheet, 7), (self.questions, 3))

    def _form_half(self) -> QWidget:
        look = self.look
        names = kit.Card(look, "review-names")
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        for what, stretch in (("code", 2), ("zh", 3), ("en", 3)):
            row.addWidget(self._names[what], stretch)
        names.body.addLayout(row)
        names.body.addWidget(self._banner)
        lower = () if look.density.is_touch else ((self.card, 0),)
        return self._half((names, 0), (self.fields, 1), *lower)

    def _half(self, *parts: tuple[QWidget, int]) -> QWidget:
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        for part, share in parts:
            column.addWidget(part, share)
        return half

    def _lay_out(self) -> None:
        look = self.look
        is_touch = look.density.is_touch
        self._halves.setVisible(is_touch)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addWidget(self._left, 1)
        body.addWidget(self._right, 1)
        body.addWidget(self._alone, 1)
        self._alone.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        if is_touch:
            column.addWidget(self._halves)
            self._alone.setWidget(self.card.hug())
            self.fields.opened.connect(self._open_field)
        column.addLayout(body, 1)
        self._front(_SHEET)
