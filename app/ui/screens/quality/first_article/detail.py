"""One first article: what asks for it, what it stops, who made and inspected it, the next act."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.kernel.quantity import plain
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.quality.due.words import about_said, causes_said
from app.ui.screens.quality.first_article.facts import STEPS, Article
from app.ui.screens.quality.first_article.words import (
    FirstAct,
    Who,
    act_of,
    people_said,
    state_said,
    stop_said,
)
from app.ui.screens.quality.inspecting.items import items, shown_items
from app.ui.theme.look import Look

_FACTS = ("causes", "verdict", "makers", "released", "inspectors")
_COLUMNS = 2
_MOST_OF_IT = 100
"""How much of the free height the results take, against the gap below them."""


class FirstDetail(kit.Card):
    """`pressed` carries begin, open, release, or change."""

    pressed = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "first-detail")
        self._moments = moments
        words = look.words
        self._act = FirstAct("", "", "")
        self._title = kit.Text(look, "", "page", elide=True)
        self._chip = kit.StatusChip(look, "todo", " ", name="first-state")
        self._about = kit.Text(look, "", "body", "ink2", wrap=True)
        steps = tuple(words(f"first_article.step.{one}") for one in STEPS)
        self._steps = kit.Stepper(look, steps, name="first-steps")
        self._stop = kit.Banner(look, "warn", " ", name="first-stop")
        self._facts = {one: kit.Text(look, "", "strong", wrap=True) for one in _FACTS}
        self._results = kit.ItemList(
            look, name="first-results", accessible=words("first_article.results")
        )
        self._results.chosen.connect(lambda _: self.pressed.emit("open"))
        self._why = kit.Banner(look, "hold", " ", name="first-why-not", icon="hand")
        self._change = kit.Button(
            look, words("first_article.do.change"), name="first-change", icon="wrench"
        )
        self._change.clicked.connect(lambda: self.pressed.emit("change"))
        self._do = kit.Button(look, "", name="first-do", kind="primary")
        self._do.clicked.connect(lambda: self.pressed.emit(self._act.key))
        self._lay_out()

    def show_article(
        self, article: Article, names: Mapping[str, Bilingual], who: Who, *, may_change: bool
    ) -> None:
        """Show one as it stands, for whoever is in front."""
        words = self.look.words
        self._title.say(str(words.of(article.title)))
        self._about.say(about_said(article.about, words))
        state, icon, chip = state_said(article, words)
        self._chip.show_state(state, chip, icon)
        self._steps.show_current(min(article.place, len(STEPS) - 1))
        stop = stop_said(article, words)
        self._stop.say(stop.state, stop.title, stop.text)
        self._show_facts(article, names)
        self._act = act = act_of(article, who, words)
        self._do.say(act.text)
        self._do.show_icon(act.icon)
        self._do.become("primary" if article.is_open else "default")
        self._do.block(act.blocked)
        self._why.setVisible(bool(act.why))
        if act.why:
            self._why.say("hold", words("first_article.not_you"), act.why, icon="hand")
        self._change.setVisible(may_change)

    def show_results(self, fill: FillFacts | None) -> None:
        """Show what was measured: whoever releases sees it before they sign; None before that."""
        self._results.setVisible(fill is not None)
        if fill is not None:
            self._results.show_items(shown_items(fill, items(fill), "", self.look.words), "")

    def _show_facts(self, article: Article, names: Mapping[str, Bilingual]) -> None:
        words, none = self.look.words, self.look.words("first_article.nobody")
        one = article.inspection
        said = {
            "causes": causes_said(article.causes, words) or "—",
            "makers": people_said(article.makers, names, words, none),
            "inspectors": people_said(article.inspectors, names, words, none),
            "verdict": "—",
            "released": "—",
        }
        if one is not None and one.form_verdict:
            failed = f" · {', '.join(one.failed)}" if one.failed else ""
            said["verdict"] = words(f"forms.verdict.{one.form_verdict}") + failed
        if one is not None and one.row.released:
            by = people_said((one.row.released_by,), names, words, none)
            said["released"] = f"{by} · {self._moments.when(one.row.released_ms)}"
        elif article.about.size and article.is_open:
            here = plain(article.about.size)
            said["released"] = words("first_article.waiting_pieces", n=here)
        for key, text in said.items():
            self._facts[key].say(text)

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self.body.addWidget(self._about)
        self.body.addWidget(self._steps)
        self.body.addWidget(self._stop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(2))
        for at, (key, text) in enumerate(self._facts.items()):
            row, column = divmod(at, _COLUMNS)
            label = kit.Text(look, words(f"first_article.fact.{key}"), "label", "ink2")
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(text, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        well = kit.Card(look, "first-facts", "sunken").hug()
        well.body.addLayout(grid)
        self.body.addWidget(well)
        self.body.addWidget(self._results, _MOST_OF_IT)
        self.body.addStretch(1)
        self.body.addWidget(self._why)
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addWidget(self._change)
        foot.addWidget(self._do, 1 if look.density.is_touch else 0)
        if not look.density.is_touch:
            foot.addStretch(1)
        self.body.addLayout(foot)
        self._results.hide()
