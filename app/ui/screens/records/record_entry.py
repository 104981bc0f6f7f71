"""One entry of a record on the screen: when, what, from what to what, why, by whom and where."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.signatures.queries import Signature
from app.capabilities.records.entries.answers import Entry
from app.ui import kit
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

_WHEN = 150
"""Width of the column of times, in px."""


class RecordEntry(QWidget):
    """`late_for` is the signature it came late for, where it did."""

    def __init__(
        self, look: Look, teller: Teller, entry: Entry, late_for: Signature | None = None
    ) -> None:
        super().__init__()
        self.look = look
        self._teller = teller
        self.setObjectName(f"entry-{entry.hash[:8]}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(1), 0, look.space(1))
        row.setSpacing(look.space(3))
        when = kit.Text(look, teller.at(entry.at_ms, entry.offset_min), "hint", "ink2")
        when.setFixedWidth(_WHEN)
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._what(entry, late_for), 3)
        row.addLayout(self._by(entry), 1)

    def _what(self, entry: Entry, late_for: Signature | None) -> QVBoxLayout:
        look, words, teller = self.look, self.look.words, self._teller
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(kit.Text(look, teller.title(entry), "strong", wrap=True))
        for change in teller.changes(entry):
            lines.addLayout(self._change(change))
        said = " · ".join(
            words("record.fact", name=name, value=value) for name, value in teller.facts(entry)
        )
        if said:
            lines.addWidget(kit.Text(look, said, "label", "ink2", wrap=True))
        if entry.why:
            why = words("record.why", why=teller.why(entry))
            lines.addWidget(kit.Text(look, why, "label", "ink", wrap=True))
        if late_for is not None:
            who = late_for.name.of(words.language)
            time = teller.at(late_for.at_ms, late_for.offset_min)
            late = words("record.late_for", who=who, time=time)
            lines.addWidget(kit.Text(look, late, "label", "warn", wrap=True))
        lines.addStretch()
        return lines

    def _change(self, change: tuple[str, str, str]) -> QHBoxLayout:
        """Show what was struck through, and what is beside it: both can be read."""
        look = self.look
        name, old, new = change
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(kit.Text(look, name, "label", "ink2"))
        struck = kit.Text(look, old, "label", "ink2")
        font = struck.font()
        font.setStrikeOut(True)
        struck.setFont(font)
        row.addWidget(struck)
        row.addWidget(kit.Text(look, "→", "label", "ink3"))
        row.addWidget(kit.Text(look, new, "label", "ink"), 1)
        return row

    def _by(self, entry: Entry) -> QVBoxLayout:
        look, teller = self.look, self._teller
        lines = QVBoxLayout()
        lines.setSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        lines.addWidget(kit.Text(look, teller.who(entry.actor), "label", "ink", elide=True), 0, top)
        lines.addWidget(kit.Text(look, teller.where(entry.station), "hint", elide=True), 0, top)
        quality = kit.Text(look, teller.clock(entry.time_quality), "hint", elide=True)
        quality.colour("ink3" if entry.time_quality == "synchronised" else "warn")
        lines.addWidget(quality, 0, top)
        lines.addStretch()
        return lines
