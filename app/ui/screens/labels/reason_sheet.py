"""Voiding a label, or printing it once more: why, from a short list.

Controls by name: `<what>-reason-<code>`, `<what>-do`, for a void also `void-next`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.labels.jobs.answers import ReprintReason, State, VoidReason
from app.capabilities.labels.jobs.tables import LabelRow
from app.ui import kit
from app.ui.screens.labels.label_words import serial
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wants done with a label, and why; `print_next` only with a void."""

    label: str
    reason: str
    print_next: bool = False


class _ReasonSheet(kit.Sheet):
    """`given` carries a `Given`."""

    given = Signal(object)

    def __init__(
        self, look: Look, host: QWidget, what: str, reasons: Iterable[str], kind: str
    ) -> None:
        words = look.words
        title = words(f"label_queue.{what}")
        super().__init__(look, host, title, name=f"{what}-sheet", side="centre", width=560)
        self._label = ""
        self._which = kit.Text(look, "", "strong", wrap=True)
        self._means = kit.Text(look, words(f"label_queue.{what}_means"), "body", "ink2", wrap=True)
        tiles = tuple(kit.Tile(one, words(f"labels.{what}.{one}")) for one in reasons)
        self._reasons = kit.ReasonTiles(look, tiles, name=f"{what}-reason")
        self._reasons.chosen.connect(self._show)
        self._do = kit.Button(look, title, name=f"{what}-do", kind=kind)
        self._do.clicked.connect(lambda: self._give(print_next=False))
        for part in (self._which, self._means, self._reasons):
            self.body.addWidget(part)
        self.buttons.addWidget(self._do, 1)

    def show_label(self, row: LabelRow, reason: str = "") -> None:
        """Open it about a label, a reason chosen already where one is likely."""
        words = self.look.words
        self._label = row.label
        self._which.say(f"{serial(words, row)} · {row.product_name.of(words.language)}")
        self._reasons.choose(reason)
        self._show()
        self.open()

    def _show(self, _: str = "") -> None:
        self._do.block(self._missing())

    def _missing(self) -> str:
        return "" if self._reasons.value() else self.look.words("label_queue.choose_reason")

    def _give(self, *, print_next: bool) -> None:
        made = Given(self._label, self._reasons.value(), print_next)
        self.close_sheet()
        self.given.emit(made)


class VoidSheet(_ReasonSheet):
    """Voids; the number is gone for good, and the next may be printed in its place."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(look, host, "void", VoidReason, "danger")
        text = look.words("label_queue.void_next")
        self._next = kit.Button(look, text, name="void-next", kind="primary", icon="printer")
        self._next.clicked.connect(lambda: self._give(print_next=True))
        self.buttons.addWidget(self._next, 1)

    def show_label(self, row: LabelRow, reason: str = "") -> None:
        uncertain = row.state == State.UNCERTAIN
        super().show_label(row, reason or (VoidReason.NOT_PRINTED if uncertain else ""))

    def _show(self, _: str = "") -> None:
        super()._show()
        self._next.block(self._missing())


class ReprintSheet(_ReasonSheet):
    """Prints once more; signed, for the same number will be on two labels."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(look, host, "reprint", ReprintReason, "primary")
