"""How long people may sign here, in the window's frame: quiet text, or a chip when it is not."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import StatusChip, Text
from app.ui.theme.look import Look


class LeaseSign(QWidget):
    """Hidden until there is a lease to speak of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("lease")
        self._quiet = Text(look, "", "hint", "top_ink2")
        self._chip = StatusChip(look, "warn", "", name="lease-chip", icon="pen-line")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._quiet)
        row.addWidget(self._chip)
        row.addStretch(1)
        self.hide()

    def show_state(self, state: str, text: str) -> None:
        """Say it; a state that is fine says it quietly."""
        self._quiet.say(text)
        self._quiet.setVisible(state == "ok")
        self._chip.show_state(state, text)
        self._chip.setVisible(state != "ok")
        self.show()
