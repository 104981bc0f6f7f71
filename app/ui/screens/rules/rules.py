"""Every rule of the plant in plain words: how it stands, how often it fires, what it runs into.

Controls by name: `rules-search`, `rules-when`, `rules-action`, `filter-<part>`, `rules-new`,
`rule-<code>`.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.commands import DRAFT
from app.capabilities.rules.definition.bodies import RULE
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.rules.list_facts import DAYS, RuleFacts, RuleLine, rule_facts
from app.ui.screens.rules.rule_card import RuleCard
from app.ui.screens.rules.telling import Teller
from app.ui.screens.screen import Place, Screen

NAME = "rules"
ALL = "all"
_AT_ONCE, _IN_SIGHT = 4, 12
"""Cards built in one go, and how many to begin with; others as one scrolls down."""
_WIDE, _SEARCH = 220, 320

PARTS: Mapping[str, tuple[str, Callable[[RuleLine], bool]]] = {
    "in_force": ("ok", lambda line: line.is_in_force),
    "draft": ("hold", lambda line: line.document.open is not None),
    "conflict": ("warn", lambda line: bool(line.conflicts)),
    "silent": ("off", lambda line: line.is_in_force and line.last_ms is None),
}
"""Parts of the list: the role of their dot, and which rules belong."""


class Rules(Screen):
    """The list. A rule opens by a press; who may draft begins a new one."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._plugs = parts.floor.station.journal.vocabulary.plugs
        self._moments = Moments(words, parts.floor.station.clock)
        self._teller = Teller(words, self._plugs)
        self._facts: RuleFacts | None = None
        self._header = kit.PageHeader(look, words("rule_book.title"), name="rules-header")
        self._search = kit.SearchBox(look, words("rule_book.search"), name="rules-search")
        self._when = self._select("when")
        self._action = self._select("action")
        self._new = kit.Button(
            look, words("rule_book.new"), name="rules-new", kind="primary", icon="plus"
        )
        self._parts = kit.FilterChips(look, (), name="rules-parts")
        self._cards = _Cards(self)
        self._lay_out()
        self._search.searched.connect(lambda _: self._show_part())
        for each in (self._when, self._action, self._parts):
            each.chosen.connect(lambda _: self._show_part())
        self._new.clicked.connect(self._begin)

    def refresh(self) -> None:
        now_ms, offset = self._moments.now_ms(), self._moments.offset_min()
        plugs = self._plugs
        self.floor.ask(self, lambda c: rule_facts(c, plugs, now_ms, offset), self._show)

    def open_rule(self, code: str) -> None:
        """Open a rule's page."""
        self.go.emit(Place("rule", document=(RULE, code)))

    # ------------------------------------------------------------------ showing
    def _show(self, facts: RuleFacts) -> None:
        words, session = self.look.words, self.floor.session
        self._facts = facts
        self._teller = Teller(words, self._plugs, facts.names)
        self._header.say(
            words("rule_book.title"),
            words(
                "rule_book.sub",
                n=len(facts.lines),
                effective=sum(one.is_in_force for one in facts.lines),
                times=sum(one.times for one in facts.lines),
                days=DAYS,
            ),
        )
        may = session is not None and session.may(DRAFT)
        self._new.block("" if may else words("orders.no_right"))
        self._offer(facts)
        self._show_part()

    def _offer(self, facts: RuleFacts) -> None:
        """Offer what the rules there are speak of."""
        words, rules = self.look.words, [one.rule for one in facts.lines if one.rule is not None]
        whens = sorted({one.when for one in rules})
        actions = sorted({doing.action for one in rules for doing in one.then})
        for field, keys, say, every in (
            (self._when, whens, self._teller.occasion_alone, "any_occasion"),
            (self._action, actions, self._teller.action, "any_action"),
        ):
            options = ((ALL, words(f"rule_book.{every}")), *((key, say(key)) for key in keys))
            field.show_options(tuple(options), field.value() or ALL)
        filters = [kit.Filter(ALL, words("orders.all"), len(facts.lines))]
        filters += [
            kit.Filter(key, words(f"rule_book.filter.{key}"), sum(map(is_in, facts.lines)), role)
            for key, (role, is_in) in PARTS.items()
        ]
        self._parts.show_filters(tuple(filters))

    def _show_part(self) -> None:
        facts = self._facts
        if facts is None:
            return
        shown = [line for line in facts.lines if self._is_wanted(line)]
        self._cards.show_lines(shown, self._teller, self._moments, has_any=bool(facts.lines))

    def _is_wanted(self, line: RuleLine) -> bool:
        part, when, action = self._parts.value(), self._when.value(), self._action.value()
        rule = line.rule
        if part in PARTS and not PARTS[part][1](line):
            return False
        if when not in ("", ALL) and (rule is None or rule.when != when):
            return False
        does = () if rule is None else tuple(one.action for one in rule.then)
        if action not in ("", ALL) and action not in does:
            return False
        wanted = self._search.edit.text().casefold().split()
        text = self._text(line) if wanted else ""
        return all(word in text for word in wanted)

    def _text(self, line: RuleLine) -> str:
        said = "" if line.rule is None else self._teller.plain(line.rule)
        title = line.shown.title
        return f"{line.code} {title.zh} {title.en} {said}".casefold()

    # ------------------------------------------------------------------ layout
    def _begin(self) -> None:
        self.go.emit(Place("document-edit", document=(RULE, "", "")))

    def _select(self, name: str) -> kit.SelectField:
        accessible = self.look.words(f"rule_book.filter_{'occasion' if name == 'when' else name}")
        made = kit.SelectField(self.look, "", (), name=f"rules-{name}", accessible=accessible)
        made.setFixedWidth(_WIDE)
        return made

    def _lay_out(self) -> None:
        look, is_touch = self.look, self.look.density.is_touch
        tools = QHBoxLayout()
        tools.setSpacing(look.space(2))
        if is_touch:
            tools.addWidget(self._search, 1)
            tools.addWidget(self._when)
            tools.addWidget(self._action)
        else:
            self._search.setMaximumWidth(_SEARCH)
            for tool in (self._search, self._when, self._action, self._new):
                self._header.add(tool)
        edge = look.space(3 if is_touch else 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(2 if is_touch else 3))
        if is_touch:
            column.addLayout(tools)
            self._header.hide()
        else:
            column.addWidget(self._header)
        column.addWidget(self._parts)
        column.addWidget(self._cards, 1)


class _Cards(kit.Scroller):
    """The cards below each other, built as one scrolls down."""

    def __init__(self, screen: Rules) -> None:
        super().__init__(screen.look, "rules-scroll")
        self._screen = screen
        self._waiting: list[RuleLine] = []
        self._column = QVBoxLayout()
        self._wanted = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._more)
        self._teller: Teller | None = None
        self._moments: Moments | None = None
        self._shown: object = None
        self.verticalScrollBar().valueChanged.connect(self._near_end)

    def show_lines(
        self, lines: Sequence[RuleLine], teller: Teller, moments: Moments, *, has_any: bool
    ) -> None:
        """Show other rules; nothing is built anew where they stand as they stood."""
        now = (tuple(lines), teller.names, moments.day(moments.now_ms()))
        if self._shown == now:
            return
        self._shown, self._teller, self._moments = now, teller, moments
        at = self.verticalScrollBar().value()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(2))
        self._waiting = list(lines)
        if lines:
            self._column.addStretch()
        else:
            self._column.addWidget(self._none(has_any=has_any), 1)
        self.setWidget(inside)
        self._wanted = _IN_SIGHT
        self._more()
        self.verticalScrollBar().setValue(at)

    def _none(self, *, has_any: bool) -> kit.EmptyState:
        words, what = self.look.words, "none_found" if has_any else "empty"
        icon = "search" if has_any else "split"
        title, how = words(f"rule_book.{what}"), words(f"rule_book.{what}_how")
        return kit.EmptyState(self.look, icon, title, how, name="rules-empty")

    def _near_end(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - self.height() and not self._wanted:
            self._wanted = _IN_SIGHT
            self._more()

    def _more(self) -> None:
        teller, moments = self._teller, self._moments
        if teller is None or moments is None:
            return
        for line in self._waiting[:_AT_ONCE]:
            card = RuleCard(self.look, moments, teller, line)
            card.clicked.connect(_Open(self._screen, line.code))
            self._column.insertWidget(self._column.count() - 1, card)
        del self._waiting[:_AT_ONCE]
        self._wanted = max(0, self._wanted - _AT_ONCE) if self._waiting else 0
        if self._wanted:
            self._later.start()


class _Open:
    def __init__(self, screen: Rules, code: str) -> None:
        self._screen, self._code = screen, code

    def __call__(self) -> None:
        self._screen.open_rule(self._code)
