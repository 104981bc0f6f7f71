"""First articles: what a set-up asks for and stops, and their release by another person.

`Place.record` is the stream of an inspection. Controls by name: `first-<first 8 signs>` (list),
`first-do`, `first-change`, and those of the sheets.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.inspecting.commands import (
    ASK,
    RELEASE,
    AskInspection,
    BeginInspection,
    ReleaseFirstArticle,
)
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.plans.bodies import INSPECT, Arming
from app.journal.journal import Changes
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms.facts import FillFacts, fill_facts
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.due.words import about_said, causes_said
from app.ui.screens.quality.first_article.change_sheet import TOLD, Change, ChangeSheet
from app.ui.screens.quality.first_article.detail import FirstDetail
from app.ui.screens.quality.first_article.facts import Article, FirstFacts, first_facts
from app.ui.screens.quality.first_article.words import Who, state_said
from app.ui.screens.quality.inspecting.next_act import REVIEWED
from app.ui.screens.screen import Notice, Place, Saved, Screen

NAME = "first-article"
LIST_PX = {True: 420, False: 520}
_STREAM = inspection_stream("")


class FirstArticles(Screen):
    """List and detail side by side."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._facts: FirstFacts | None = None
        self._key = ""
        self._signing = SignatureSheet(parts, self)
        self._signing.signed.connect(self._released)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(1))
        self._list = kit.Card(look, "first-list")
        self._detail = FirstDetail(look, self._moments)
        self._detail.pressed.connect(self._press)
        self._empty = kit.EmptyState(
            look, "flag", words("first_article.none"), words("first_article.none_how")
        )
        self._lay_out()

    def about(self, place: Place) -> None:
        if place.record:
            self._key = place.record.removeprefix(_STREAM)

    def refresh(self) -> None:
        now = Moment(self._moments.now_ms(), self._moments.offset_min())
        here = self.floor.station.profile.station
        self.floor.ask(self, lambda c: first_facts(c, now, here), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: FirstFacts) -> None:
        self._facts = facts
        article = facts.article(self._key)
        for widget in (self._list, self._detail):
            widget.setVisible(article is not None)
        self._empty.setVisible(article is None)
        if article is None:
            return
        self._key = article.key
        self._show_list(facts)
        who = self._who()
        may_change = who.may(ASK) and bool(self._causes(article))
        self._detail.show_article(article, facts.names, who, may_change=may_change)
        self._ask_results(article)

    def _ask_results(self, article: Article) -> None:
        """Ask for what was measured of the one in front; nothing before it was begun."""
        one, station = article.inspection, self.floor.station
        filled = "" if one is None else one.row.filled
        if not filled:
            self._detail.show_results(None)
            return
        plugs, here = station.journal.vocabulary.plugs, station.profile.station

        def show(fill: FillFacts | Refused) -> None:
            if article.key == self._key:
                self._detail.show_results(None if isinstance(fill, Refused) else fill)

        self.floor.ask(self, lambda c: fill_facts(c, filled, plugs, here), show)

    def _show_list(self, facts: FirstFacts) -> None:
        words = self.look.words
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in facts.articles:
            state, icon, said = state_said(one, words)
            chip = kit.StatusChip(self.look, state, said, name="first-chip", icon=icon)
            about = f"{one.about.order} · {one.about.operation}"
            sub = causes_said(one.causes, words)
            row = kit.ListRow(
                self.look,
                "flag",
                str(words.of(one.title)),
                f"{about} · {sub}" if sub else about,
                name=f"first-{one.key[:8]}",
                end=chip,
            )
            row.mark(one.key == self._key)
            row.clicked.connect(_Choose(self, one.key))
            self._rows.addWidget(row)
        self._rows.addStretch()

    def choose(self, key: str) -> None:
        """Turn to another first article."""
        self._key = key
        if self._facts is not None:
            self._show(self._facts)

    def _who(self) -> Who:
        session = self.floor.session
        if session is None:
            return Who("", frozenset())
        rights = frozenset(one for one in (ASK, INSPECT, RELEASE) if session.may(one))
        return Who(session.person, rights)

    # ------------------------------------------------------------------ what people do
    def _press(self, key: str) -> None:
        article = None if self._facts is None else self._facts.article(self._key)
        if article is None:
            return
        acts = {
            "begin": self._begin,
            "open": self._open,
            "release": self._release,
            "change": self._change,
        }
        acts[key](article)

    def _open(self, article: Article) -> None:
        self.go.emit(Place("inspect", record=inspection_stream(article.key)))

    def _begin(self, article: Article) -> None:
        if article.due is None:
            return
        about = article.about
        command = BeginInspection(
            plan=article.due.wanted.plan.code, order=about.order, operation=about.operation
        )
        self.floor.act(self, command, lambda _: self._begun(article), self.say_refused)

    def _begun(self, article: Article) -> None:
        self._open(article)
        self.tell.emit(Notice(self.look.words("inspect.begun"), undo=article.key))

    def _release(self, article: Article) -> None:
        """Let whoever is in front sign for it; what is wrong is said before anybody signs."""
        words, station = self.look.words, self.floor.station
        command = ReleaseFirstArticle(inspection=article.key)
        who = self._who().person
        ask = Ask(inspection_stream(article.key), REVIEWED, seen=article.seen)
        about = about_said(article.about, words)
        title = f"{words('first_article.do.release')} · {words.of(article.title)}"
        subject = Subject(title, REVIEWED, about, asks=(ask,), then=(command,))

        def rehearse() -> None:
            station.ask(lambda c: station.journal.rehearse(c, command, who)).result()

        self.floor.work(self, rehearse, lambda _: self._signing.ask(subject), self.say_refused)

    def _released(self, changes: Changes) -> None:
        said = self.look.words("first_article.released")
        self.tell.emit(Notice(said))
        self.saved.emit(Saved(tuple(one.hash for one in changes.events), said))

    def _change(self, article: Article) -> None:
        about = about_said(article.about, self.look.words)
        sheet = ChangeSheet(self.look, self, about, self._causes(article))
        sheet.told.connect(lambda change: self._tell_change(article, change))
        sheet.open()

    def _tell_change(self, article: Article, change: Change) -> None:
        about = article.about
        command = AskInspection(
            plan=self._plan(article),
            order=about.order,
            operation=about.operation,
            cause=change.cause,
            detail=change.detail,
        )
        said = self.look.words("first_article.asked")
        self.floor.act(
            self, command, lambda _: self.tell.emit(Notice(said, "warn")), self.say_refused
        )

    def _causes(self, article: Article) -> tuple[Arming, ...]:
        """Return the changes a plan makes a first article of, as people may tell them."""
        plan = self._plan(article)
        planned = () if self._facts is None else self._facts.planned
        arms = {arm for one in planned if one.plan.code == plan for arm in one.plan.arms}
        return tuple(one for one in TOLD if one in arms)

    def _plan(self, article: Article) -> str:
        if article.due is not None:
            return article.due.wanted.plan.code
        return "" if article.inspection is None else article.inspection.row.plan

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, touch = self.look, self.look.density.is_touch
        edge = look.space(3 if touch else 5)
        if touch:
            self._list.body.addWidget(kit.Text(look, look.words("first_article.title"), "page"))
        self._list.body.addWidget(kit.Scroller(look, "first-rows", self._inside), 1)
        self._list.setFixedWidth(LIST_PX[touch])
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._list)
        row.addWidget(self._detail, 1)
        row.addWidget(self._empty, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look.space(3))
        if not touch:
            words = look.words
            page.addWidget(
                kit.PageHeader(
                    look,
                    words("first_article.title"),
                    words("first_article.sub"),
                    name="first-head",
                )
            )
        page.addLayout(row, 1)
        for widget in (self._list, self._detail):
            widget.hide()


class _Choose:
    def __init__(self, screen: FirstArticles, key: str) -> None:
        self._screen, self._key = screen, key

    def __call__(self) -> None:
        self._screen.choose(self._key)
