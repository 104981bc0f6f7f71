"""What else may be affected: orders, lots, handling units, and how each was found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.quality.nonconformance.records.bodies import AffectedKind, Finding
from app.capabilities.quality.nonconformance.review_board.answers import AffectedLine, Review
from app.ui import kit
from app.ui.screens.quality.nonconformance.words import amount
from app.ui.theme.look import Look

_ICONS = {
    AffectedKind.ORDER: "factory",
    AffectedKind.LOT: "package",
    AffectedKind.EQUIPMENT: "cog",
    AffectedKind.HANDLING_UNIT: "boxes",
}
_FINDINGS = {
    Finding.HELD: ("hold", "hand"),
    Finding.CHECKED_GOOD: ("ok", "circle-check"),
    Finding.CHECKED_BAD: ("fail", "octagon-x"),
    Finding.NOT_CHECKED: ("todo", "circle"),
}
_MS = 1000
_SHORT = 0.1
"""Seconds below which nobody counts."""


class AffectedRows(kit.Card):
    """`opened` carries the line whose record is asked for."""

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "nc-affected", "clear")
        self.hug()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.space(0))
        self._took = kit.Text(look, "", "hint")
        self._shown: tuple[AffectedLine, ...] | None = None
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, look.words("ncr_board.affected"), "label"), 1)
        head.addWidget(self._took)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(self._rows)

    def show_review(self, review: Review) -> None:
        """Show what may be affected."""
        words = self.look.words
        took = review.affected_took_ms / _MS
        seconds = f"{took:.1f}" if took >= _SHORT else f"< {_SHORT}"
        self._took.say(words("ncr_board.affected_took", n=len(review.affected), s=seconds))
        if review.affected == self._shown:
            return
        self._shown = review.affected
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, line in enumerate(review.affected):
            self._rows.addWidget(self._row(place, line))
        if not review.affected:
            self._rows.addWidget(kit.Text(self.look, words("ncr_board.affected_none"), "hint"))

    def _row(self, place: int, line: AffectedLine) -> kit.FactRow:
        look, words = self.look, self.look.words
        word = Finding.HELD if line.is_held else line.finding
        state, icon = _FINDINGS[word]
        said = words(f"ncr.finding.{word.value}")
        if line.is_suggested and not line.is_held:
            state, icon, said = "warn", "eye", words("ncr_board.suggested")
        much = amount(line.quantity, line.unit, words) if line.quantity else ""
        kind = words(f"ncr.affected.{line.kind.value}")
        why = f"ncr.why_affected.{line.detail}"
        detail = words(why) if words.knows(why) else line.detail
        sub = " · ".join(part for part in (detail, line.title.of(words.language)) if part)
        made = kit.FactRow(
            look,
            _ICONS[line.kind],
            f"{kind} {line.name}",
            sub,
            much,
            name=f"nc-affected-{place}",
            chip=(state, said, icon),
        )
        made.clicked.connect(lambda: self.opened.emit(line))
        return made
