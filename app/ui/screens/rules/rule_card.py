"""One rule in the list: in plain words, how it stands, how often it fires."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.words import Words
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.says import state_chip
from app.ui.screens.rules.list_facts import DAYS, RuleLine
from app.ui.screens.rules.telling import Teller
from app.ui.theme.look import Look

_ASIDE, _SPARK, _NARROW = 330, 160, 200


class RuleCard(kit.TapCard):
    """A press opens the rule. Its name is `rule-<code>`."""

    def __init__(self, look: Look, moments: Moments, teller: Teller, line: RuleLine) -> None:
        words = look.words
        name = f"rule-{line.code}"
        super().__init__(look, name, words("rule_book.opens", rule=line.code), "plain")
        self.line = line
        self._moments = moments
        self.setAccessibleDescription(teller.plain(line.rule) if line.rule else "")
        left = QVBoxLayout()
        left.setSpacing(look.space(1))
        left.addLayout(self._head(look))
        if line.rule is None:
            left.addWidget(kit.Text(look, words("rule_book.not_here"), "hint", wrap=True))
        else:
            sentence = kit.Sentence(look, name=f"{name}-sentence")
            sentence.show_pieces(teller.whole(line.rule))
            left.addWidget(sentence)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        row.addLayout(left, 1)
        aside = QWidget()
        aside.setLayout(self._aside(look))
        aside.setFixedWidth(_NARROW if look.density.is_touch else _ASIDE)
        row.addWidget(aside)
        edge = look.space(2 if look.density.is_touch else 3)
        self.body.setContentsMargins(edge + 4, edge, edge + 4, edge)
        self.body.addLayout(row)
        self.seal()

    def _head(self, look: Look) -> QHBoxLayout:
        line, words = self.line, look.words
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(kit.Text(look, line.code, "code"))
        row.addWidget(kit.Text(look, str(words.of(line.shown.title)), "strong", elide=True), 1)
        for chip in self._chips(look):
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _chips(self, look: Look) -> list[kit.StatusChip]:
        line, words = self.line, look.words
        chips = []
        if line.conflicts:
            said = conflicts_said(words, len(line.conflicts))
            name = f"rule-{line.code}-conflicts"
            chips.append(kit.StatusChip(look, "warn", said, name=name, icon="git-compare"))
        for one in dict.fromkeys((line.document.coming or line.shown, line.shown)):
            state = state_chip(words, one.state)
            text = f"{words('rule_book.revision', revision=one.revision)} · {state.text}"
            name = f"rule-{line.code}-{one.revision}"
            chips.append(kit.StatusChip(look, state.state, text, name=name, icon=state.icon))
        return chips

    def _aside(self, look: Look) -> QVBoxLayout:
        line, words = self.line, look.words
        said = words("rule_book.fired_said", n=line.times, days=DAYS)
        spark = kit.DaySpark(look, name=f"rule-{line.code}-days")
        spark.setFixedWidth(_NARROW if look.density.is_touch else _SPARK)
        spark.show_counts(line.days, said)
        fired = words("rule_book.fired", n=line.times, days=DAYS)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(kit.Text(look, fired, "strong"))
        texts.addWidget(kit.Text(look, self._last(words), "hint"))
        if look.density.is_touch:
            texts.insertWidget(0, spark)
            texts.addStretch()
            texts.setContentsMargins(0, 0, 0, 0)
            return texts
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(spark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        column.addLayout(row)
        column.addStretch()
        return column

    def _last(self, words: Words) -> str:
        if self.line.last_ms is not None:
            return words("rule_book.last", when=self._moments.when(self.line.last_ms))
        return words("rule_book.never" if self.line.is_in_force else "rule_book.not_in_force")


def conflicts_said(words: Words, n: int) -> str:
    """Return `2 conflicts`."""
    return words("rule_book.conflict") if n == 1 else words("rule_book.conflicts", n=n)
