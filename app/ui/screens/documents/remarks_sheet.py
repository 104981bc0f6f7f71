"""A few words and a button: what should change in a draft, why a revision is withdrawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.theme.look import Look


class RemarksSheet(kit.Sheet):
    """`given` carries the words. Controls: `<name>-remarks`, `<name>-do`."""

    given = Signal(str)

    def __init__(self, look: Look, host: QWidget, name: str, title: str) -> None:
        super().__init__(look, host, title, name=name, side="centre", width=520)
        words = look.words
        means = kit.Text(look, words(f"library.{name}.means"), "body", "ink2", wrap=True)
        label = words(f"library.{name}.label")
        self._remarks = kit.TextArea(look, label, name=f"{name}-remarks", lines=5)
        do = kit.Button(look, title, name=f"{name}-do", kind="danger-solid")
        do.clicked.connect(self._give)
        self.body.addWidget(means)
        self.body.addWidget(self._remarks)
        self.buttons.addStretch()
        self.buttons.addWidget(do)

    def ask(self) -> None:
        """Open it, empty."""
        self._remarks.put("")
        self._remarks.fail("")
        self.open()

    def refuse(self, said: str) -> None:
        """Say why it was not done."""
        self._remarks.fail(said)

    def _give(self) -> None:
        self.given.emit(self._remarks.text().strip())
