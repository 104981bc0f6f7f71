"""How the form of a review will look to whoever fills it, on a panel and at a bench."""

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.capabilities.forms.definition.decisions import lay_out
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.forms.facts import trial
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.review.facts import Review, formed
from app.ui.theme.look import Look

_PANEL = (1_248, 700)
"""What a 1280 × 800 panel leaves for a form, in px."""


class FormPreview(QWidget):
    """Nothing entered here goes anywhere."""

    def __init__(self, floor: Floor, look: Look) -> None:
        super().__init__()
        self.floor, self.look = floor, look
        self.setObjectName("review-preview")
        words = look.words
        self._none = kit.EmptyState(
            look, "triangle-alert", words("sheet_review.no_preview"), name="review-no-preview"
        )
        self._page: QWidget | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)

    def show_review(self, review: Review, density: str) -> None:
        """Show the form as it would be filled now, in a density."""
        self.put_away()
        look = self.look.turned(density=density)
        kinds = self.floor.station.journal.vocabulary.plugs.field_kinds
        try:
            form = formed(review)
            layout = lay_out(form, kinds)
        except Refused as refused:
            words = self.look.words
            title = words("sheet_review.no_preview")
            self._none.say("triangle-alert", title, words.refusal(refused))
            return
        page = FormPage(Around(look, Moments(look.words, self.floor.station.clock), layout))
        page.show_facts(trial(layout, form.name, form.code))
        self._page = self._framed(page) if look.density != self.look.density else page
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)

    @staticmethod
    def _framed(page: FormPage) -> QWidget:
        """Return a page no larger than the panel it is meant for."""
        page.setMaximumSize(*_PANEL)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(page, 100)
        row.addStretch()
        return made

    def put_away(self) -> None:
        """Show nothing; a form of hundreds of fields need not stay built."""
        self._stack.setCurrentWidget(self._none)
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None
