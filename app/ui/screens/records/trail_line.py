"""One line of the audit trail in full: every value, old and new, and how far it was checked.

Its button by name: `trail-open`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.audit.answers import Line
from app.ui import kit
from app.ui.screens.records.telling import CHAINS, Teller
from app.ui.theme.look import Look

_LABEL = 104
_HASH, _PART = 64, 16


class TrailLine(kit.Card):
    """`opened` carries the record's stream."""

    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "trail-line")
        self._stream = ""
        self._scroller = kit.Scroller(look, "trail-line-scroll")
        words = look.words
        self._open = kit.Button(
            look, words("audit.open"), name="trail-open", kind="primary", icon="scroll-text"
        )
        self._open.clicked.connect(lambda: self.opened.emit(self._stream))
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self._open)
        self.show_none()

    def show_none(self) -> None:
        """Say that none is chosen."""
        words = self.look.words
        none = kit.EmptyState(self.look, "history", words("audit.pick"), words("audit.pick_hint"))
        self._scroller.setWidget(none)
        self._open.hide()

    def show_line(self, line: Line, teller: Teller) -> None:
        """Show a line in full."""
        look, words, entry = self.look, self.look.words, line.entry
        self._stream = entry.stream
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.space(2), 0)
        column.setSpacing(look.space(2))
        column.addWidget(kit.Text(look, teller.title(entry), "title", wrap=True))
        chips = QHBoxLayout()
        state, icon = CHAINS[line.entry.chain]
        said = words(f"audit.chain.{line.entry.chain}")
        chips.addWidget(kit.StatusChip(look, state, said, name="line-chain", icon=icon))
        if line.is_signed:
            signed = words("audit.signed")
            chips.addWidget(
                kit.StatusChip(look, "ok", signed, name="line-signed", icon="signature")
            )
        chips.addStretch()
        column.addLayout(chips)
        for name, old, new in teller.changes(entry):
            column.addWidget(self._change(name, old, new))
        if entry.why:
            why = words("record.why", why=teller.why(entry))
            column.addWidget(kit.Text(look, why, "body", "ink", wrap=True))
        for name, value in self._pairs(line, teller):
            column.addLayout(self._pair(name, value))
        column.addStretch()
        self._scroller.setWidget(page)
        self._open.show()

    def _pairs(self, line: Line, teller: Teller) -> list[tuple[str, str]]:
        words, entry = self.look.words, line.entry
        signed = words("audit.signed" if line.is_signed else "audit.unsigned")
        return [
            *teller.facts(entry),
            (words("audit.fact.when"), teller.stamp(entry.at_ms, entry.offset_min)),
            (words("audit.fact.quality"), teller.quality(entry.time_quality)),
            (words("audit.fact.who"), f"{teller.who(entry.actor)} {entry.actor}".strip()),
            (words("audit.fact.where"), teller.where(entry.station)),
            (words("audit.fact.record"), teller.record(entry.stream)),
            (words("audit.fact.signature"), signed),
            (words("audit.fact.chain"), words(f"audit.chain.{line.entry.chain}")),
            (words("audit.fact.hash"), entry.hash),
        ]

    def _change(self, name: str, old: str, new: str) -> kit.Card:
        look = self.look
        card = kit.Card(look, "change", "sunken")
        card.body.addWidget(kit.Text(look, name, "hint"))
        struck = kit.Text(look, old, "body", "ink2", wrap=True)
        font = struck.font()
        font.setStrikeOut(True)
        struck.setFont(font)
        card.body.addWidget(struck)
        card.body.addWidget(kit.Text(look, f"→ {new}", "strong", wrap=True))
        return card

    def _pair(self, name: str, value: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        title = kit.Text(self.look, name, "label", wrap=True)
        title.setFixedWidth(_LABEL)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(kit.Text(self.look, _torn(value), "label", "ink", wrap=True), 1)
        return row


def _torn(value: str) -> str:
    """Let a hash wrap: it has no space to break at."""
    is_hash = len(value) == _HASH and " " not in value
    return " ".join(value[at : at + _PART] for at in range(0, _HASH, _PART)) if is_hash else value
