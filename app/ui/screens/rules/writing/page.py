"""A rule as the page a draft of it is edited on: the sentence at the left, its trial at the right.

Controls by name: `rule-undo`, `rule-redo`, `rule-side-try`, `-beside`, `-document`, those of
`builder` and `trial_panel`. Keys: Ctrl+Z, Ctrl+Y.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.documents.decisions import check_codes
from app.capabilities.rules.definition.bodies import Rule
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.documents.editor_page import EditorPage, Opened
from app.ui.screens.forms.design.history import History
from app.ui.screens.rules.does_card import BesideCard, conflict_said
from app.ui.screens.rules.names import Names, names
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.wording import read_rule_body
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.beside import Beside, beside
from app.ui.screens.rules.writing.builder import Builder
from app.ui.screens.rules.writing.checks import Flaw, flaws
from app.ui.screens.rules.writing.trial_panel import TrialPanel

Plain = dict[str, Any]
TRY, BESIDE, DOCUMENT = "try", "beside", "document"
SIDES = (TRY, BESIDE, DOCUMENT)
_CHECK_MS = 150
"""After an edit the rule is checked once nobody has typed for so long."""
_KEYS = {"Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+Shift+Z": "redo"}
_LEFT, _RIGHT = 14, 10


class RuleWriting(EditorPage):
    """The sentence, read aloud as it is built; each edit can be undone."""

    is_wide = True

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.setObjectName("rule-writing")
        look, floor = self.look, opened.parts.floor
        self._floor = floor
        self._plugs = floor.station.journal.vocabulary.plugs
        self._teller = Teller(look.words, self._plugs)
        self._beside: Beside | None = None
        self._history = History(dict(self.draft.body))
        self._sentence = kit.Sentence(look, name="rule-sentence", size="large")
        self._state = kit.StatusChip(look, "ok", name="rule-state")
        bench = RuleBench(look, self._plugs, self, lambda: self._teller)
        self.builder = Builder(bench)
        self.trial = TrialPanel(look, floor, lambda: self._teller)
        self._others = BesideCard(look, "rule-others")
        self._document = QVBoxLayout()
        self._turns = {one: self._turn_button(one) for one in ("undo", "redo")}
        self._check = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check.timeout.connect(self.check)
        self._lay_out()
        self.builder.changed.connect(self._edit)
        for keys, what in _KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn, what))
        self._ask_names()  # what the plant calls things; the rule is shown with it
        if not self.draft.code:
            self.show_side(DOCUMENT)

    def show_side(self, side: str) -> None:
        """Turn the right side: the trial, other rules, the document's own facts."""
        self._sides.choose(side)
        self._stack.setCurrentIndex(SIDES.index(side))

    def take_facts(self, facts: QWidget) -> None:
        facts.setMinimumWidth(0)
        facts.setMaximumWidth(16_777_215)
        self._document.addWidget(facts, 1)

    def facts_changed(self) -> None:
        self._check.start()

    def check(self) -> None:
        """Say what is wrong at each part, and how it stands beside other rules."""
        rule = self._rule()
        found = () if rule is None else flaws(rule, self._plugs)
        self.builder.show_flaws(found)
        self._show_state(found)
        self._show_trial(rule, found)
        if rule is not None and not any(one.part != "name" for one in found):
            plugs, now_ms = self._plugs, self._floor.station.clock.now_ms()
            self._floor.ask(self, lambda c: beside(c, plugs, rule, now_ms), self._take_beside)

    # ------------------------------------------------------------------ edits
    def _edit(self, body: Plain, token: str) -> None:
        if self._history.do(body, token):
            self._take()

    def _turn(self, what: str) -> None:
        if self._history.undo() if what == "undo" else self._history.redo():
            self._take()

    def _take(self) -> None:
        self.draft.body = dict(self._history.body)
        self.changed.emit()
        self._show()

    # ------------------------------------------------------------------ showing
    def _show(self) -> None:
        self.builder.show_body(self._history.body)
        self._say()
        self._turns["undo"].setEnabled(self._history.may_undo)
        self._turns["redo"].setEnabled(self._history.may_redo)
        self._check.start()

    def _say(self) -> None:
        rule = self._rule()
        if rule is not None:
            self._sentence.show_pieces(self._teller.whole(rule))

    def _show_state(self, found: tuple[Flaw, ...]) -> None:
        words = self.look.words
        unnamed = self._unnamed()
        wrong = len(found) + (unnamed is not None)
        if wrong:
            self._state.show_state("warn", words("form_design.flaws", n=wrong))
        else:
            self._state.show_state("ok", words("form_design.sound"))
        why = next((one.refused for one in found if one.part == "name"), unnamed)
        self._named.say(words.refusal(why) if why is not None else "")
        self._named.setVisible(why is not None)

    def _show_trial(self, rule: Rule | None, found: tuple[Flaw, ...]) -> None:
        wrong = [one for one in found if one.part != "name"]
        if self._beside is None:  # a trial compares: it waits for what it compares with
            self.trial.show_rule(rule, self.look.words("rule_edit.still_reading"), None)
            return
        why = self.look.words("rule_edit.mend_first") if wrong or rule is None else ""
        self.trial.show_rule(rule, why, self._beside.in_force)

    def _take_beside(self, found: Beside) -> None:
        self._beside = found
        self._others.show_conflicts(self.draft.code, found.conflicts, self._teller)
        words, clashes = self.look.words, found.clashes
        said = [conflict_said(words, self.draft.code, one, self._teller) for one in clashes]
        self._clash.setVisible(bool(clashes))
        title = words("rule_edit.clashes", n=len(clashes))
        self._clash.say("warn", title, "\n".join(said), icon="git-compare")
        rule = self._rule()
        self._show_trial(rule, () if rule is None else flaws(rule, self._plugs))

    def _rule(self) -> Rule | None:
        title = self.draft.title
        name = {"zh": title["zh"], "en": title["en"]}
        return read_rule_body({**self._history.body, "code": self.draft.code, "name": name})

    def _unnamed(self) -> Refused | None:
        try:
            check_codes(self.draft.code, self.draft.revision)
        except Refused as refused:
            return refused
        return None

    def _ask_names(self) -> None:
        now_ms = self._floor.station.clock.now_ms()
        self._floor.ask(self, lambda c: names(c, now_ms), self._take_names)

    def _take_names(self, found: Names) -> None:
        self._teller = Teller(self.look.words, self._plugs, found)
        self._show()

    # ------------------------------------------------------------------ layout
    def _turn_button(self, what: str) -> kit.Button:
        icon = "undo-2" if what == "undo" else "redo-2"
        made = kit.Button(self.look, name=f"rule-{what}", kind="ghost", icon=icon, size="small")
        made.clicked.connect(partial(self._turn, what))
        return made.named(self.look.words(f"form_design.do.{what}"))

    def _lay_out(self) -> None:
        look = self.look
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._said())
        column.addWidget(self.builder)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addWidget(kit.Scroller(look, "rule-builder-scroll", inside), _LEFT)
        row.addWidget(self._side(), _RIGHT)

    def _said(self) -> kit.Card:
        """Return the card that reads the sentence aloud, as it now is."""
        look = self.look
        card = kit.Card(look, "rule-said").hug()
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(kit.Text(look, look.words("rule_book.sentence_title"), "label"))
        head.addWidget(self._state)
        head.addStretch()
        for button in self._turns.values():
            head.addWidget(button)
        self._named = kit.Text(look, "", "body", "warn", wrap=True)
        self._named.hide()
        self._clash = kit.Banner(look, "warn", "", name="rule-clash", icon="git-compare")
        self._clash.hide()
        card.body.addLayout(head)
        for each in (self._sentence, self._named, self._clash):
            card.body.addWidget(each)
        return card

    def _side(self) -> kit.Card:
        look, words = self.look, self.look.words
        options = tuple(kit.Option(one, words(f"rule_edit.side.{one}")) for one in SIDES)
        self._sides = kit.Segmented(look, options, name="rule-side")
        self._sides.chosen.connect(self.show_side)
        self._stack = QStackedWidget()
        others = QWidget()
        column = QVBoxLayout(others)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._others)
        column.addStretch()
        document = QWidget()
        document.setLayout(self._document)
        self._document.setContentsMargins(0, 0, 0, 0)
        for each in (self.trial, others, document):
            self._stack.addWidget(each)
        card = kit.Card(look, "rule-side-card")
        card.body.addWidget(self._sides)
        card.body.addWidget(self._stack, 1)
        return card
