"""What a rule does, action by action; and how it stands beside other rules, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.rules.definition.bodies import Doing, Rule
from app.capabilities.rules.firings.answers import Clash, ClashKind
from app.journal.capability import Plugs
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.wording import capital, lowered
from app.ui.theme.look import Look

_ICON = "bolt"


class DoesCard(kit.Card):
    """One line for each action: what it does, and what it is told."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "rule-does")
        self.hug()
        words = look.words
        self.body.addWidget(kit.Text(look, words("rule_book.does_title"), "title"))
        self.body.addWidget(kit.Text(look, words("rule_book.does_sub"), "hint", wrap=True))
        self._lines = _Lines(look, self.body)

    def show_rule(self, rule: Rule, teller: Teller, plugs: Plugs) -> None:
        """Show the actions of a rule."""
        self._lines.clear()
        for one in rule.then:
            known = plugs.rule_actions.get(one.action)
            icon = _ICON if known is None else known.icon
            self._lines.add(icon, "ok", capital(teller.does(one)), _told(self.look, teller, one))


class BesideCard(kit.Card):
    """How a rule stands in the way of others, and what it does not set off."""

    def __init__(self, look: Look, name: str = "rule-beside") -> None:
        super().__init__(look, name)
        self.hug()
        self.body.addWidget(kit.Text(look, look.words("rule_book.conflicts_title"), "title"))
        self._lines = _Lines(look, self.body)

    def show_conflicts(self, code: str, found: tuple[Clash, ...], teller: Teller) -> None:
        """Show what stands in the way of the rule of a code."""
        self._lines.clear()
        words = self.look.words
        for one in found:
            is_clash = one.kind is not ClashKind.NOT_SET_OFF
            icon, ink = ("git-compare", "warn") if is_clash else ("info", "ink2")
            self._lines.add(icon, ink, conflict_said(words, code, one, teller), "")
        if not found:
            self._lines.add("circle-check", "ok", words("rule_book.conflicts_none"), "")
        self._lines.add("info", "ink2", words("rule_book.sets_off_nothing"), "")


def conflict_said(words: Words, code: str, one: Clash, teller: Teller) -> str:
    """Return a conflict as it looks from the rule of a code."""
    is_first = one.rule.code == code
    other = one.other if is_first else one.rule
    kind = one.kind.value
    if one.kind is ClashKind.NOT_SET_OFF and not is_first:
        kind = f"{kind}_by"
    action = teller.action(one.action)
    if one.kind is not ClashKind.NOT_SET_OFF:
        action = lowered(action)
    named = f"{other.code} {words.of(other.title)}"
    return words(f"rule_book.conflict.{kind}", rule=named, action=action)


class _Lines:
    """Lines of a card: an icon, a sentence, a second one below."""

    def __init__(self, look: Look, column: QVBoxLayout) -> None:
        self._look, self._column = look, column
        self._made: list[QWidget] = []

    def clear(self) -> None:
        for one in self._made:
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._made = []

    def add(self, icon: str, ink: str, text: str, sub: str) -> None:
        look, holder = self._look, QWidget()
        ground = f"{ink}_soft" if ink in ("ok", "warn") else "canvas"
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(kit.Text(look, text, "body", wrap=True))
        if sub:
            lines.addWidget(kit.Text(look, sub, "hint", wrap=True))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        size = 40 if look.density.is_touch else 32
        box = kit.IconBox(look, icon, ink=ink, ground=ground, size=size)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self._made.append(holder)
        self._column.addWidget(holder)


def _told(look: Look, teller: Teller, one: Doing) -> str:
    said = (
        look.words("rule_book.because", fact=name, value=value)
        for name, value in teller.settings(one)
    )
    return " · ".join(said)
