"""One rule: its sentence, what it does, what it runs into, and every time it fired.

Controls by name: `rule-back`, `rule-document`, `rule-change`, `rule-days`, `firing-open-<key>`.
"""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.commands import DRAFT
from app.capabilities.rules.definition.bodies import RULE
from app.capabilities.rules.firings.answers import Firing
from app.kernel.days import local_day
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.says import effect, state_chip
from app.ui.screens.kind import Parts
from app.ui.screens.rules.does_card import BesideCard, DoesCard
from app.ui.screens.rules.firing_card import FiringCard
from app.ui.screens.rules.list_facts import DAYS, OneRule, days_until, one_rule
from app.ui.screens.rules.telling import Teller
from app.ui.screens.screen import Place, Screen

NAME, VIEW = "rule", "production.view"
_AT_ONCE = 4
_LEFT, _RIGHT = 11, 9


class RuleView(Screen):
    """Reads one rule; drafting and signing are the documents' own screens."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._plugs = parts.floor.station.journal.vocabulary.plugs
        self._moments = Moments(words, parts.floor.station.clock)
        self._code = ""
        self._facts: OneRule | None = None
        self._day = -1
        self._header = kit.PageHeader(look, "", name="rule-header")
        self._state = kit.StatusChip(look, "todo", name="rule-state")
        self._since = kit.Text(look, "", "hint")
        self._sentence = kit.Sentence(look, name="rule-sentence", size="large")
        self._missing = kit.Text(look, words("rule_book.not_here"), "body", wrap=True)
        self._does = DoesCard(look)
        self._beside = BesideCard(look)
        self._bars = kit.DayBars(look, name="rule-days")
        self._fired = kit.Text(look, "", "hint", wrap=True)
        self._all_days = kit.Button(
            look, words("rule_book.all_days"), name="rule-all-days", kind="ghost", size="small"
        )
        self._firings = _Firings(self)
        self._buttons = {
            "back": self._button("back", "ghost", "arrow-left"),
            "document": self._button("document", "default", "file-text"),
            "change": self._button("change", "primary", "pencil"),
        }
        self._lay_out()
        self._bars.picked.connect(self._pick_day)
        self._all_days.clicked.connect(lambda: self._pick_day(-1))
        self._buttons["back"].clicked.connect(lambda: self.go.emit(Place("rules")))
        self._buttons["document"].clicked.connect(lambda: self._open("document"))
        self._buttons["change"].clicked.connect(lambda: self._open("document-edit"))

    def about(self, place: Place) -> None:
        if len(place.document) > 1 and place.document[1] != self._code:
            self._code, self._day = place.document[1], -1

    def refresh(self) -> None:
        code, plugs = self._code, self._plugs
        now_ms, offset = self._moments.now_ms(), self._moments.offset_min()
        self.floor.ask(self, lambda c: one_rule(c, plugs, code, now_ms, offset), self._show)

    def _show(self, facts: OneRule | Refused) -> None:
        if isinstance(facts, Refused):
            self.say_refused(facts)
            return
        self._facts = facts
        words, line = self.look.words, facts.line
        teller = Teller(words, self._plugs, facts.every.names)
        held = line.shown
        title = f"{line.code} {words.of(held.title)}"
        kind = words(f"documents.form.{RULE}")
        sub = words("rule_book.page_sub", kind=kind, revision=held.revision)
        self._header.say(title, sub)
        chip = state_chip(words, held.state)
        self._state.show_state(chip.state, chip.text, chip.icon)
        self._since.say(effect(words, self._moments, held))
        rule = line.rule
        self._missing.setVisible(rule is None)
        for each in (self._sentence, self._does):
            each.setVisible(rule is not None)
        if rule is not None:
            self._sentence.show_pieces(teller.whole(rule))
            self._does.show_rule(rule, teller, self._plugs)
        self._beside.show_conflicts(line.code, line.conflicts, teller)
        session = self.floor.session
        may = session is not None and session.may(DRAFT)
        self._buttons["change"].block("" if may else words("orders.no_right"))
        self._show_firings()

    # ------------------------------------------------------------------ firings
    def _show_firings(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words, line = self.look.words, facts.line
        now_ms, offset = self._moments.now_ms(), self._moments.offset_min()
        days = days_until(now_ms, offset)
        said = words("rule_book.fired_said", n=line.times, days=DAYS)
        bars = [kit.Day(day[5:], n) for day, n in zip(days, line.days, strict=True)]
        self._bars.show_days(bars, said, self._day)
        shown = facts.firings
        if self._day >= 0:
            day = days[self._day]
            shown = tuple(one for one in shown if local_day(one.at_ms, offset) == day)
        self._all_days.setVisible(self._day >= 0)
        self._fired.say(
            words("rule_book.firings_sub", n=line.times, days=DAYS, shown=len(shown))
            if facts.firings
            else ""
        )
        self._bars.setVisible(bool(facts.firings))
        teller = Teller(words, self._plugs, facts.every.names)
        self._firings.show_firings(
            shown, teller, self._moments, is_in_force=line.is_in_force, has_any=bool(facts.firings)
        )

    def ncrs(self) -> Mapping[str, str]:
        """Return the nonconformances its firings opened, for whoever may look at them."""
        session, facts = self.floor.session, self._facts
        may = session is not None and session.may(VIEW)
        return {} if facts is None or not may else facts.ncrs

    def _pick_day(self, place: int) -> None:
        self._day = place
        self._show_firings()

    def _open(self, screen: str) -> None:
        if self._facts is None:
            return
        held = self._facts.line.document.coming or self._facts.line.shown
        self.go.emit(Place(screen, document=(RULE, held.code, held.revision)))

    # ------------------------------------------------------------------ layout
    def _button(self, name: str, kind: str, icon: str) -> kit.Button:
        text = self.look.words(f"rule_book.{name}")
        size = "small" if self.look.density.is_touch else ""
        return kit.Button(self.look, text, name=f"rule-{name}", kind=kind, icon=icon, size=size)

    def _lay_out(self) -> None:
        look = self.look
        for button in self._buttons.values():
            self._header.add(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(3))
        for card in (self._said_card(), self._does, self._beside):
            column.addWidget(card)
        column.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(kit.Scroller(look, "rule-scroll", left), _LEFT)
        row.addWidget(self._fired_card(), _RIGHT)
        edge = look.space(3 if look.density.is_touch else 4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.setSpacing(look.space(3))
        outer.addWidget(self._header)
        outer.addLayout(row, 1)

    def _said_card(self) -> kit.Card:
        look = self.look
        card = kit.Card(look, "rule-said").hug()
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._state)
        head.addWidget(self._since)
        head.addStretch()
        card.body.addLayout(head)
        card.body.addWidget(self._sentence)
        card.body.addWidget(self._missing)
        return card

    def _fired_card(self) -> kit.Card:
        look, words = self.look, self.look.words
        card = kit.Card(look, "rule-fired")
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, words("rule_book.firings"), "title"))
        head.addStretch()
        head.addWidget(self._all_days)
        card.body.addLayout(head)
        card.body.addWidget(self._fired)
        card.body.addWidget(self._bars)
        card.body.addWidget(self._firings, 1)
        return card


class _Firings(kit.Scroller):
    """The firings below each other, a few built at a time."""

    def __init__(self, screen: RuleView) -> None:
        super().__init__(screen.look, "rule-firings")
        self._screen = screen
        self._waiting: list[Firing] = []
        self._column = QVBoxLayout()
        self._made: tuple[Teller, Moments] | None = None
        self._shown: object = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._more)

    def show_firings(
        self,
        firings: tuple[Firing, ...],
        teller: Teller,
        moments: Moments,
        *,
        is_in_force: bool,
        has_any: bool,
    ) -> None:
        """Show other firings."""
        now = (firings, teller.names, is_in_force, has_any, self._screen.ncrs())
        if self._shown == now:
            return
        self._shown, self._made, self._waiting = now, (teller, moments), list(firings)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(2))
        if has_any:
            self._column.addStretch()
        else:
            self._column.addWidget(self._none(is_in_force=is_in_force), 1)
        self.setWidget(inside)
        self._more()

    def _none(self, *, is_in_force: bool) -> kit.EmptyState:
        words = self.look.words
        how = "firings_none_how" if is_in_force else "firings_none_draft"
        title = words("rule_book.firings_none")
        return kit.EmptyState(self.look, "zap", title, words(f"rule_book.{how}"), name="rule-never")

    def _more(self) -> None:
        if self._made is None:
            return
        teller, moments = self._made
        for one in self._waiting[:_AT_ONCE]:
            ncr = self._screen.ncrs().get(one.key, "")
            card = FiringCard(self.look, moments, teller, one, self._screen.go.emit, ncr)
            self._column.insertWidget(self._column.count() - 1, card)
        del self._waiting[:_AT_ONCE]
        if self._waiting:
            self._later.start()
