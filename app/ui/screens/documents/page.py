"""The body of a document, row by row: alone, or beside the revision before it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.answers import Revision
from app.capabilities.documents.comparison.answers import Pair
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.document_facts import DocumentFacts
from app.ui.screens.documents.pair_row import PairRow
from app.ui.screens.documents.says import effect, state_chip
from app.ui.theme.look import Look

BESIDE, READ, CHANGES = "beside", "read", "changes"
VIEWS = (BESIDE, READ, CHANGES)


class DocumentPage(kit.Card):
    """`looked` carries the number of the difference somebody turned to."""

    looked = Signal(int)
    ended = Signal()
    """The reader has come to the end of it."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "document-page")
        self._moments = moments
        self._rows: list[PairRow] = []
        self._head = QHBoxLayout()
        self.scroller = kit.Scroller(look, "document-scroll")
        self.body.addLayout(self._head)
        self.body.addWidget(kit.Rule(look))
        self.body.addWidget(self.scroller, 1)
        bar = self.scroller.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self.look_for_end())
        bar.rangeChanged.connect(lambda _low, _high: self.look_for_end())

    def show_document(self, facts: DocumentFacts, view: str) -> None:
        """Show the rows a view asks for."""
        both = facts.against is not None and view != READ
        pairs = [pair for pair in facts.pairs if _belongs(pair, view)]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(1))
        self._rows = []
        for pair in pairs:
            row = PairRow(self.look, pair, facts.pictures, both=both)
            row.looked.connect(self.looked)
            self._rows.append(row)
            column.addWidget(row)
        if not pairs:
            words = self.look.words
            column.addWidget(
                kit.EmptyState(self.look, "circle-check", words("library.no_changes"), "")
            )
        column.addStretch()
        self.scroller.setWidget(inside)
        self._show_head(facts, both)

    def turn_to(self, number: int, seen: frozenset[int]) -> None:
        """Bring one difference into sight, and mark those looked at."""
        for row in self._rows:
            here = row.pair.number
            if here:
                state = "current" if here == number else "done" if here in seen else "todo"
                row.mark(state)
            if here and here == number:
                self.scroller.ensureWidgetVisible(row, 0, 120)

    def look_for_end(self) -> None:
        """Tell that the end is in sight; a page without rows has none."""
        bar = self.scroller.verticalScrollBar()
        if self._rows and self._rows[-1].isVisible() and bar.value() >= bar.maximum():
            self.ended.emit()

    def _show_head(self, facts: DocumentFacts, both: bool) -> None:
        while (item := self._head.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if both and facts.against is not None:
            self._head.addWidget(self._side(facts.against), 1)
            self._head.addSpacing(48)
        self._head.addWidget(self._side(facts.held), 1)

    def _side(self, held: Revision) -> QWidget:
        look, words = self.look, self.look.words
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        name = words("library.revision", revision=held.revision)
        row.addWidget(kit.Text(look, name, "title"))
        chip = state_chip(words, held.state)
        row.addWidget(
            kit.StatusChip(look, chip.state, chip.text, name="revision-state", icon=chip.icon)
        )
        row.addStretch()
        said = f"{effect(words, self._moments, held)} · {held.body[:4]}…{held.body[-4:]}"
        row.addWidget(kit.Text(look, said, "hint"))
        return side


def _belongs(pair: Pair, view: str) -> bool:
    if view == READ:
        return pair.new is not None
    return view == BESIDE or pair.number > 0
