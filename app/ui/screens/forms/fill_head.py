"""Around a form being filled: what it is, its verdict, how far it is, and what to do with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.judging.answers import Judged, Subject
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.facts import COMPLETED, OPEN, VOIDED, FillFacts
from app.ui.screens.forms.fields.shown import signature_for
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.standing import standing
from app.ui.theme.look import Look

_BUTTONS = (
    ("list", "ghost", "arrow-left"),
    ("record", "ghost", "scroll-text"),
    ("export", "ghost", "file-spreadsheet"),
    ("print", "default", "printer"),
    ("void", "danger", "ban"),
    ("complete", "primary", "check"),
)
REVIEWED = "reviewed"
_ASIDE = ("record", "print", "export", "void")
"""What touch has behind one button."""


class FillHead(QWidget):
    """`asked` carries what was pressed: list, record, print, void, complete, review, back, next."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._header = kit.PageHeader(look, "", name="form-header")
        self._banner = kit.Banner(look, "todo", "", name="form-verdict")
        self._done = kit.Text(look, "", "hint", wrap=True)
        self._bar = kit.ProgressBar(look, "form-progress", accessible=words("fill.progress"))
        self._title = kit.Text(look, "", "title", wrap=True)
        self._sub = kit.Text(look, "", "hint", wrap=True)
        self._buttons = {name: self._button(name, kind, icon) for name, kind, icon in _BUTTONS}
        self._more = self._button("more", "default", "ellipsis")
        self._back = self._button("back", "default", "chevron-left")
        self._next = self._button("next", "default", "chevron-right")
        self._page: FormPage | None = None
        self._is_voided = False

    def dress(self, page: FormPage) -> QWidget:
        """Return the page with everything that stands around it."""
        self._page = page
        touch = self.look.density.is_touch
        made = QWidget()
        column = QVBoxLayout(made)
        edge = self.look.space(2 if touch else 4)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(self.look.space(2))
        facts = (self._title, self._sub) if touch else ()
        for widget in (*facts, self._bar, self._done):
            page.left.addWidget(widget)
        if touch:
            page.left.addWidget(self._banner)
            for button in (self._buttons["list"], self._more):
                page.foot.addWidget(button)
            page.foot.addStretch()
            for button in (self._back, self._next, self._buttons["complete"]):
                page.foot.addWidget(button)
        else:
            for name, _, _ in _BUTTONS:
                self._header.add(self._buttons[name])
            column.addWidget(self._header)
            column.addWidget(self._banner)
        column.addWidget(page, 1)
        return made

    def show_facts(self, facts: FillFacts, *, may: bool) -> None:
        """Show how the form stands; `may` tells whether whoever is in front may fill it."""
        words, filled = self.look.words, facts.filled
        title = f"{facts.form} {words.of(facts.title)}"
        sub = " · ".join(
            one
            for one in (
                about(filled.subject, words),
                words("library.revision", revision=filled.revision),
            )
            if one
        )
        self._header.say(title, sub)
        self._title.say(title)
        self._sub.say(sub)
        self._show_progress(facts)
        self.show_judged(facts, filled.judged)
        is_open = filled.state == OPEN
        self._is_voided = filled.state == VOIDED
        self._buttons["void"].setVisible(filled.state != VOIDED)
        self._buttons["void"].block("" if may else words("fill.no_right"))
        self._show_complete(facts, is_open=is_open, may=may)

    def show_judged(self, facts: FillFacts, judged: Judged) -> None:
        """Show what the form comes to, with what is only typed yet."""
        state, title, text = standing(facts, judged, self.look.words)
        self._banner.say(state, title, text)

    def working(self, what: str) -> None:
        """Show which copy is being made (`print`, `export`); empty for none."""
        for name in ("print", "export"):
            self._buttons[name].busy(name == what)
        self._more.busy(bool(what))

    def show_page(self) -> None:
        """Show which way one can turn."""
        page = self._page
        if page is not None:
            touch = self.look.density.is_touch and len(page.pages) > 1
            self._back.setVisible(touch and page.current > 0)
            self._next.setVisible(touch and not page.is_last)

    def _show_progress(self, facts: FillFacts) -> None:
        done, left = len(facts.filled.held), len(facts.filled.judged.missing)
        self._bar.show_parts(done, 0, max(1, done + left))
        self._done.say(self.look.words("fill.progress_of", done=done, n=done + left))

    def _show_complete(self, facts: FillFacts, *, is_open: bool, may: bool) -> None:
        words, button = self.look.words, self._buttons["complete"]
        if is_open:
            button.say(words("fill.do.complete"))
            missing = facts.filled.judged.missing
            why = words("fill.so_far", n=len(missing)) if missing else ""
            button.block(why if may else words("fill.no_right"))
            button.setVisible(True)
            return
        waits = facts.filled.reviewed and signature_for(facts, REVIEWED) is None
        button.setVisible(facts.filled.state == COMPLETED and waits)
        button.say(words("fill.do.review"))
        button.block("")

    def let_go(self) -> None:
        """Take back what stands around a page that goes."""
        for widget in (
            *(self._title, self._sub, self._bar, self._done, self._banner),
            *(self._more, self._back, self._next, self._header, *self._buttons.values()),
        ):
            widget.setParent(self)

    def _button(self, name: str, kind: str, icon: str) -> kit.Button:
        text = self.look.words(f"fill.do.{name}")
        size = "normal" if self.look.density.is_touch else "small"
        made = kit.Button(self.look, text, name=f"form-{name}", kind=kind, icon=icon, size=size)
        made.clicked.connect(lambda: self._press(name))
        return made

    def _press(self, name: str) -> None:
        if name != "more":
            self.asked.emit(name)
            return
        words, page = self.look.words, self._page
        if page is None:
            return
        sheet = kit.Sheet(self.look, page, words("fill.do.more"), name="form-more-sheet", width=560)
        tiles = tuple(
            kit.Tile(one, words(f"fill.do.{one}"), icon)
            for one, _, icon in _BUTTONS
            if one in _ASIDE and self._may_do(one)
        )
        made = kit.ReasonTiles(self.look, tiles, name="form", columns=1)
        made.chosen.connect(lambda _: sheet.close_sheet())
        made.chosen.connect(self.asked)
        sheet.body.addWidget(made)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _may_do(self, name: str) -> bool:
        button = self._buttons[name]
        return button.isEnabled() and not (name == "void" and self._is_voided)


def about(subject: Subject, words: Words) -> str:
    """Return what a form is filled for, in words."""
    parts = (
        ("order", subject.order),
        ("operation", subject.operation),
        ("lot", subject.lot),
        ("product", subject.product or subject.material),
        ("equipment", subject.equipment),
    )
    return " · ".join(words(f"fill.about.{name}", value=value) for name, value in parts if value)
