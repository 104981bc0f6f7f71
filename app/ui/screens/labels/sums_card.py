"""The reconciliation of an order's labels at a glance: what was issued, and what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.capabilities.labels.reconciliation.answers import Reconciliation
from app.ui import kit
from app.ui.theme.look import Look

_TILES = ("issued", "good", "replaced", "voided", "open")


class SumsCard(kit.Card):
    """Five figures in one line. Tiles by name: `sum-issued`, `sum-open`, …"""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "label-sums")
        words = look.words
        self._tiles = {
            one: kit.StatTile(look, words(f"label_queue.sum.{one}"), name=f"sum-{one}", small=True)
            for one in _TILES
        }
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        for tile in self._tiles.values():
            row.addWidget(tile, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.hug()

    def show_sums(self, sums: Reconciliation, order: str) -> None:
        """Show the sums of an order; what is open has the shape of its trouble."""
        words = self.look.words
        left = sums.waiting + sums.uncertain + sums.failed + sums.unproven
        self._tiles["issued"].show_value(
            f"{sums.issued:,}", order or words("label_queue.sum.counted")
        )
        verified = words("label_queue.sum.verified", n=sums.verified)
        self._tiles["good"].show_value(f"{sums.good:,}", verified)
        self._tiles["replaced"].show_value(f"{sums.replaced:,}", words("label_queue.sum.copies"))
        self._tiles["voided"].show_value(f"{sums.voided:,}", words("label_queue.sum.unused"))
        settled = (
            "ok" if sums.is_settled else "warn" if sums.uncertain or sums.failed else "running"
        )
        said = words("label_queue.sum.settled") if sums.is_settled else self._parts(sums)
        self._tiles["open"].show_value(f"{left:,}", said, state=settled)

    def _parts(self, sums: Reconciliation) -> str:
        words = self.look.words
        parts = (
            ("uncertain", sums.uncertain),
            ("unproven", sums.unproven),
            ("failed", sums.failed),
            ("waiting", sums.waiting),
        )
        return " · ".join(words(f"label_queue.sum.{name}", n=n) for name, n in parts if n)
