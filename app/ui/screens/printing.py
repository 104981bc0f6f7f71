"""Printing: the first page in small, and a PDF at a path, opened where one can.

A screen's own sheet lays something out and calls `show_sheets`.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.paper.sheets import Sheets, pdf, pictures
from app.ui.theme.look import Look

_PREVIEW_DPI = 60


class PrintSheet(kit.Sheet):
    """`written` carries the path. Controls: `<name>-path`, `<name>-browse`, `<name>-save`."""

    written = Signal(object)

    def __init__(self, floor: Floor, look: Look, host: QWidget, title: str, *, name: str) -> None:
        words = look.words
        super().__init__(look, host, title, name=f"{name}-printing", side="centre", width=620)
        self.floor = floor
        self._sheets: Sheets | None = None
        self._preview = kit.Text(look, "")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._path = kit.Field(look, words("paper.path"), name=f"{name}-path")
        self._path.entered.connect(self._save)
        self._browse = kit.Button(
            look, words("orders.import.browse"), name=f"{name}-browse", icon="folder-open"
        )
        self._browse.clicked.connect(self._pick)
        self._browse.setVisible(files.has_desktop())
        self._do = kit.Button(
            look, words("paper.save"), name=f"{name}-save", kind="primary", icon="save"
        )
        self._do.clicked.connect(self._save)
        desk = kit.Card(look, f"{name}-preview", "well")
        desk.body.addWidget(self._preview)
        self.body.addWidget(desk, 1)
        self.body.addWidget(self._path)
        self.buttons.addWidget(self._browse)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_sheets(self, sheets: Sheets, file_name: str) -> None:
        """Open it about sheets that are laid out; `file_name` is what they are called at first."""
        self._sheets = sheets
        self._preview.setPixmap(QPixmap.fromImage(pictures(sheets, _PREVIEW_DPI)[0]))
        self._preview.setAccessibleName(sheets.title)
        self._path.put(files.suggested(file_name))
        self._path.fail("")
        self._do.busy(False)
        self.open()

    def _save(self, _: object = None) -> None:
        sheets, text = self._sheets, self._path.text().strip()
        if sheets is None or not text:
            return
        path = Path(text)
        self._do.busy(True)
        self.floor.work(self, lambda: files.written(path, pdf(sheets)), self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        self._do.busy(False)
        self.close_sheet()
        files.show(path)
        self.written.emit(path)

    def _failed(self, refused: Refused) -> None:
        self._do.busy(False)
        self._path.fail(self.look.words.refusal(refused))

    def _pick(self) -> None:
        title = self.accessibleName()
        path, _ = QFileDialog.getSaveFileName(self, title, self._path.text(), "PDF (*.pdf)")
        if path:
            self._path.put(path)
