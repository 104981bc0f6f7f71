"""What has not reached the server yet, by kind, with the age of the oldest."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.sync.status import SyncStatus
from app.ui.kit import Card, CountBadge, IconBox, Scroller, Text
from app.ui.moments import Moments
from app.ui.theme.look import Look

_ICONS = {
    "flows": "clipboard-check",
    "production": "factory",
    "people": "users",
    "sites": "radio-tower",
    "documents": "file-text",
    "equipment": "wrench",
}


class UnsentCard(Card):
    """Nothing is lost while it waits here; the card says so where it is empty too."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "unsent-card")
        self._moments = moments
        self._shown: tuple[tuple[str, int], ...] | None = None
        self._badge = CountBadge(look, "", name="unsent", icon="upload")
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(1))
        head = QHBoxLayout()
        head.addWidget(Text(look, look.words("sync_devices.unsent"), "title"), 1)
        head.addWidget(self._badge)
        self.body.addLayout(head)
        self.body.addWidget(Scroller(look, "unsent-kinds", inside), 1)

    def show_status(self, status: SyncStatus) -> None:
        """Show what waits here."""
        words = self.look.words
        count = words("sync_devices.count", n=f"{status.unsent:,}")
        if status.oldest_unsent_ms:
            age = self._moments.age(status.oldest_unsent_ms)
            count = f"{count} · {words('sync_devices.oldest', age=age)}"
        self._badge.say(count)
        if status.unsent_kinds == self._shown:
            return
        self._shown = status.unsent_kinds
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for kind, number in status.unsent_kinds:
            self._rows.addWidget(self._row(kind, number))
        if not status.unsent_kinds:
            said = words("sync_devices.all_sent" if not status.unsent else "sync_devices.counting")
            self._rows.addWidget(Text(self.look, said, "body", "ink3", wrap=True))
        self._rows.addStretch()

    def _row(self, kind: str, number: int) -> QWidget:
        look = self.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        icon = _ICONS.get(kind.partition(".")[0], "scroll-text")
        row.addWidget(IconBox(look, icon, size=40 if look.density.is_touch else 32))
        row.addWidget(Text(look, look.words(f"event.{kind}"), "strong", elide=True), 1)
        row.addWidget(Text(look, f"{number:,}", "title"))
        return holder
