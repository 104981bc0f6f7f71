"""One side of a discrepancy: what a record says, who wrote it, where, when, and how surely."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.records.entries.answers import Entry
from app.ui import kit
from app.ui.screens.records.telling import CHAINS, Teller
from app.ui.theme.look import Look

_HUES = ("person_blue", "person_violet", "person_teal", "person_plum", "person_slate")
"""The colours of sides A, B, C …"""


class DeskSide(kit.Card):
    """`letter` marks it; `is_new` says that no resolution has looked at it."""

    def __init__(
        self, look: Look, teller: Teller, entry: Entry, place: int, *, is_new: bool
    ) -> None:
        super().__init__(look, f"side-{place}")
        self._teller = teller
        self.body.setSpacing(look.space(3))
        self.body.addLayout(self._head(entry, place, is_new=is_new))
        self.body.addWidget(self._quote(entry))
        self._add_facts(entry)
        self.body.addStretch()

    def _head(self, entry: Entry, place: int, *, is_new: bool) -> QHBoxLayout:
        look, teller = self.look, self._teller
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        letter = kit.Avatar(look, chr(ord("A") + place), hue=_hue(place), size=36)
        row.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(kit.Text(look, teller.where(entry.station), "strong", elide=True))
        lines.addWidget(kit.Text(look, teller.who(entry.actor), "hint", "ink2", elide=True))
        row.addLayout(lines, 1)
        state, icon = CHAINS[entry.chain]
        whole = look.words(f"audit.chain.{entry.chain}")
        row.addWidget(kit.StatusChip(look, state, whole, name=f"chain-{place}", icon=icon))
        if is_new:
            said = look.words("desk.side.new")
            row.addWidget(kit.StatusChip(look, "warn", said, name=f"new-{place}", icon="bell"))
        return row

    def _quote(self, entry: Entry) -> kit.Card:
        look, teller = self.look, self._teller
        quote = kit.Card(look, "quote", "sunken")
        quote.body.setSpacing(look.space(0))
        quote.body.addWidget(kit.Text(look, teller.title(entry), "strong", wrap=True))
        for name, old, new in teller.changes(entry):
            said = look.words("record.change", name=name, old=old, new=new)
            quote.body.addWidget(kit.Text(look, said, "label", "ink", wrap=True))
        if entry.why:
            said = look.words("record.why", why=teller.why(entry))
            quote.body.addWidget(kit.Text(look, said, "label", "ink2", wrap=True))
        return quote

    def _arrived(self, entry: Entry) -> str:
        if entry.received_ms is None:
            return self.look.words("desk.not_arrived")
        return self._teller.stamp(entry.received_ms, entry.offset_min)

    def _add_facts(self, entry: Entry) -> None:
        teller, words = self._teller, self.look.words
        pairs = [
            *teller.facts(entry),
            (words("audit.fact.when"), teller.stamp(entry.at_ms, entry.offset_min)),
            (words("audit.fact.quality"), teller.quality(entry.time_quality)),
            (words("desk.arrived"), self._arrived(entry)),
        ]
        for name, value in pairs:
            row = QHBoxLayout()
            row.setSpacing(self.look.space(3))
            row.addWidget(kit.Text(self.look, name, "label"), 0, Qt.AlignmentFlag.AlignTop)
            text = kit.Text(self.look, value, "label", "ink", wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self.body.addLayout(row)


def _hue(place: int) -> str:
    return _HUES[place % len(_HUES)]
