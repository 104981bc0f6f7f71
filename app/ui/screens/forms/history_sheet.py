"""Every value that was entered at a place: who, when, by what, why; none is ever gone."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.filling.answers import Tried
from app.capabilities.forms.workbooks.telling import told
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around

_STATES = {"pass": "ok", "fail": "fail"}


class HistorySheet(kit.Sheet):
    """Lists the values of a field, the latest first; what was replaced is struck through."""

    def __init__(
        self, around: Around, host: QWidget, title: str, facts: FillFacts, tried: tuple[Tried, ...]
    ) -> None:
        look = around.look
        super().__init__(look, host, title, name="field-history", side="right", width=620)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        latest = {one.path: one.hash for one in tried}
        for one in reversed(tried):
            column.addWidget(_line(around, facts, one, is_current=latest[one.path] == one.hash))
        column.addStretch()
        self.body.addWidget(kit.Scroller(look, "history-scroll", inside), 1)
        self.closed.connect(self.deleteLater)


def _line(around: Around, facts: FillFacts, one: Tried, *, is_current: bool) -> QWidget:
    look, words = around.look, around.look.words
    sample = one.path.partition("/")[2].replace("/", " · ")
    who = facts.who(one.by, words.language)
    parts = [who, around.moments.when(one.at_ms), words(f"forms.source.{one.source}")]
    parts += [part for part in (one.gauge, one.reason) if part]
    card = kit.Card(look, f"tried-{one.hash[:8]}", "plain" if is_current else "sunken").hug()
    value = told(words, one.said) or words("forms.verdict.not_applicable")
    said = f"{sample}: {value}" if sample else value
    text = kit.Text(look, said, "strong", "ink" if is_current else "ink3", wrap=True)
    font = text.font()
    font.setStrikeOut(not is_current)
    text.setFont(font)
    card.body.addWidget(text)
    if one.passes:
        chip = kit.StatusChip(
            look, _STATES[one.passes], words(f"forms.verdict.{one.passes}"), name="tried-verdict"
        )
        card.body.addWidget(chip)
    card.body.addWidget(kit.Text(look, " · ".join(parts), "hint", wrap=True))
    return card
