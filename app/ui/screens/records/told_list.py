"""A record in short, beside what it is of: who did what, when, where and why; the latest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.records.entries.answers import Entry
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.moments import Moments
from app.ui.screens.records.telling import Names, Teller
from app.ui.theme.look import Look

SHOWN = 12
"""Entries shown; the record itself holds them all."""


class ToldList(HuggingWidget):
    """`show_entries` takes a stream's entries in its order."""

    def __init__(self, look: Look, moments: Moments, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look, self._moments = look, moments
        self._shown: tuple[Entry, ...] | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.space(1))

    def show_entries(self, entries: tuple[Entry, ...], names: Names) -> None:
        """Show what happened, in the words of the record."""
        if entries == self._shown:
            return
        self._shown = entries
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        teller = Teller(self.look.words, names)
        for entry in reversed(entries[-SHOWN:]):
            line = self._line(entry, teller)
            self._lines.addWidget(line)
            line.show()
        self.updateGeometry()

    def _line(self, entry: Entry, teller: Teller) -> QWidget:
        look, words = self.look, self.look.words
        line = HuggingWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(kit.Text(look, teller.title(entry), "strong", elide=True), 1)
        when = kit.Text(look, self._moments.when(entry.at_ms), "hint", "ink2")
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        by = f"{teller.who(entry.actor)} · {teller.where(entry.station)}"
        column.addWidget(kit.Text(look, by, "hint", elide=True))
        why = teller.why(entry) if entry.why else _because(entry)
        if why:
            said = words("record.why", why=why)
            column.addWidget(kit.Text(look, said, "hint", "ink", wrap=True))
        if entry.verdict:
            apart = words("record.section.held_back")
            column.addWidget(kit.Text(look, apart, "hint", "fail", wrap=True))
        return line


def _because(entry: Entry) -> str:
    """Return what an act rests on, where it says so instead of a reason."""
    return next((str(one.value) for one in entry.facts if one.name == "because"), "")
