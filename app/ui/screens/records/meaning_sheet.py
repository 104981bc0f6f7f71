"""With which meaning a record is signed: asked before the signature itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.theme.look import Look

_ICONS = {"reviewed": "eye", "approved": "badge-check", "rejected": "ban"}


class MeaningSheet(kit.Sheet):
    """`chosen` carries the meaning's code. Buttons by name: `meaning-<code>`."""

    chosen = Signal(str)

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(look, host, look.words("record.meaning"), name="meaning", side="centre")
        self._rows = {code: self._row(code) for code in _ICONS}

    def ask(self, meanings: tuple[str, ...]) -> None:
        """Ask for one of `meanings`; one alone is not asked for."""
        if len(meanings) == 1:
            self.chosen.emit(meanings[0])
            return
        for code, row in self._rows.items():
            row.setVisible(code in meanings)
        self.open()

    def _row(self, code: str) -> kit.ListRow:
        said = self.look.words(f"signature.meaning.{code}")
        row = kit.ListRow(self.look, _ICONS[code], said, name=f"meaning-{code}")
        row.clicked.connect(lambda: self._choose(code))
        self.body.addWidget(row)
        return row

    def _choose(self, code: str) -> None:
        self.close_sheet()
        self.chosen.emit(code)
