"""Printing: the first page in small, and a PDF at a path, opened where one can.

A screen's own sheet lays something out and calls `show_sheets`.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.paper.sheets import Sheets, pdf, pictures
from app.ui.screens.save_sheet import Saves, SaveSheet
from app.ui.theme.look import Look

_PREVIEW_DPI = 60


class PrintSheet(SaveSheet):
    """Controls: `<name>-path`, `<name>-browse`, `<name>-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget, title: str, *, name: str) -> None:
        words, kind = look.words, "PDF (*.pdf)"
        path, save = words("paper.path"), words("paper.save")
        super().__init__(
            floor, look, host, Saves(f"{name}-printing", name, title, path, save, kind)
        )
        self._preview = kit.Text(look, "")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        desk = kit.Card(look, f"{name}-preview", "well")
        desk.body.addWidget(self._preview)
        self.body.addWidget(desk, 1)
        self.body.addWidget(self._path)

    def show_sheets(self, sheets: Sheets, file_name: str) -> None:
        """Open it about sheets that are laid out; `file_name` is what they are called at first."""
        self._preview.setPixmap(QPixmap.fromImage(pictures(sheets, _PREVIEW_DPI)[0]))
        self._preview.setAccessibleName(sheets.title)
        self._ask(files.suggested(file_name), lambda: pdf(sheets))
