"""A record from top to bottom, as paper has it: entries, the signatures over them, what came after.

An entry that came late never stands above the signature it came late for.
"""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.signatures.queries import Signature
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.pages.answers import Block, Late, Record
from app.ui import kit
from app.ui.screens.records.record_entry import RecordEntry
from app.ui.screens.records.record_signature import RecordSignature, coverage, late_sub
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

SHOWN = 200
"""Entries of one section on the screen, the latest; paper has them all."""


class RecordPage(QWidget):
    """`as_signed` carries the signature whose view is wanted."""

    as_signed = Signal(str)

    def __init__(self, look: Look, teller: Teller, record: Record) -> None:
        super().__init__()
        self.look = look
        self._teller, self._record = teller, record
        self._number = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, look.space(2), 0)
        self._column.setSpacing(look.space(3))
        for block in record.blocks:
            self._add_block(block)
        for late in record.late:
            self._add_late(late)
        self._add_unsigned()
        if record.held_back:
            sub = look.words("record.section.held_back_sub")
            title = look.words("record.section.held_back")
            self._add_card("fail", (title, sub), record.held_back)
        self._column.addStretch()

    def _add_block(self, block: Block) -> None:
        words = self.look.words
        if block.entries:
            self._add_card("plain", (self._range(len(block.entries)), ""), block.entries)
        else:
            nothing = words("record.section.nothing")
            self._column.addWidget(kit.Text(self.look, nothing, "hint", wrap=True))
        if len(block.signatures) > 1:
            said = words("record.parallel")
            banner = kit.Banner(self.look, "warn", said, name="parallel", icon="signature")
            self._column.addWidget(banner)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        for signature in block.signatures:
            row.addWidget(self._signature(signature, block), 1)
        if len(block.signatures) == 1:
            row.addStretch(1)
        self._column.addLayout(row)

    def _signature(self, one: Signature, block: Block) -> RecordSignature:
        covered = self._record.covered[one.hash]
        new = sum(entry.hash in covered for entry in block.entries)
        taken = {w.withdraws: w for w in self._record.withdrawals}
        said = coverage(self._teller, len(covered), new)
        card = RecordSignature(self.look, self._teller, one, said, taken.get(one.hash))
        card.as_signed.connect(self.as_signed)
        return card

    def _add_late(self, late: Late) -> None:
        title = self.look.words("record.section.late")
        sub = late_sub(self._teller, late.signature)
        self._add_card("warn", (title, sub), late.entries)

    def _add_unsigned(self) -> None:
        words, entries = self.look.words, self._record.unsigned
        if entries:
            after = bool(self._record.blocks)
            sub = words("record.section.unsigned_sub") if after else ""
            self._add_card("plain", (words("record.section.unsigned"), sub), entries)
        elif self._record.blocks and not self._record.late:
            done = words("record.section.unsigned_none")
            self._column.addWidget(kit.Text(self.look, done, "label", "ok"))

    def _add_card(self, kind: str, title: tuple[str, str], entries: Iterable[Entry]) -> None:
        look = self.look
        lines = tuple(entries)
        card = kit.Card(look, f"section-{self._column.count()}", kind)
        card.body.addWidget(kit.Text(look, title[0], "strong"))
        if title[1]:
            card.body.addWidget(kit.Text(look, title[1], "label", "ink2", wrap=True))
        if len(lines) > SHOWN:
            more = look.words("record.more", n=len(lines) - SHOWN)
            card.body.addWidget(kit.Text(look, more, "hint"))
        for entry in lines[-SHOWN:]:
            card.body.addWidget(kit.Rule(look))
            late_for = self._record.late_for.get(entry.hash)
            card.body.addWidget(RecordEntry(look, self._teller, entry, late_for))
        self._column.addWidget(card)

    def _range(self, n: int) -> str:
        first, self._number = self._number + 1, self._number + n
        code = "record.section.entries" if n > 1 else "record.section.entry"
        return self.look.words(code, first=first, last=self._number)
