"""Approving: from when the revision is in force, before the approver signs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.moments import Moments
from app.ui.theme.look import Look

_DAY_MS = 24 * 3_600_000
_DAYS = (0, 1, 3, 7, 14, 30)
"""Days from now offered; 0 is at once. A day begins at midnight, the plant's time."""


class ApproveSheet(kit.Sheet):
    """`chosen` carries from when (ms since 1970 UTC), None for at once."""

    chosen = Signal(object)

    def __init__(self, look: Look, host: QWidget, moments: Moments) -> None:
        words = look.words
        super().__init__(
            look, host, words("library.approve.title"), name="approve", side="centre", width=520
        )
        self._moments = moments
        self._told = kit.Text(look, words("library.approve.how"), "body", "ink2", wrap=True)
        self._from = kit.SelectField(look, words("library.approve.from"), (), name="approve-from")
        sign = kit.Button(
            look,
            words("library.approve.sign"),
            name="approve-sign",
            kind="primary",
            icon="pen-line",
        )
        sign.clicked.connect(self._choose)
        self.body.addWidget(self._told)
        self.body.addWidget(self._from)
        self.buttons.addStretch()
        self.buttons.addWidget(sign)

    def ask(self) -> None:
        """Open it; it proposes to put the revision in force at once."""
        words = self.look.words
        options = [
            (f"{days}", words("library.approve.on", when=self._moments.when(self._day(days))))
            for days in _DAYS[1:]
        ]
        self._from.show_options((("0", words("library.approve.at_once")), *options), "0")
        self.open()

    def _choose(self) -> None:
        days = int(self._from.value())
        self.close_sheet()
        self.chosen.emit(self._day(days) if days else None)

    def _day(self, days: int) -> int:
        return self._moments.midnight_ms() + days * _DAY_MS
