"""A file is saved where somebody says: a path typed or picked, then shown where one can.

A screen's own sheet says what is saved (`PrintSheet` pages, `ExportSheet` a workbook).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Saves:
    """`name` of the sheet, `controls` the first word of its controls; texts, kind of file."""

    name: str
    controls: str
    title: str
    path: str
    save: str
    kind: str


class SaveSheet(kit.Sheet):
    """`written` carries the path. Controls: `<name>-path`, `<name>-browse`, `<name>-save`."""

    written = Signal(object)

    def __init__(self, floor: Floor, look: Look, host: QWidget, saves: Saves) -> None:
        super().__init__(look, host, saves.title, name=saves.name, side="centre", width=620)
        self.floor, name = floor, saves.controls
        self._kind = saves.kind
        self._bytes: Callable[[], bytes] | None = None
        self._path = kit.Field(look, saves.path, name=f"{name}-path")
        self._path.entered.connect(lambda _: self._save())
        self._browse = kit.Button(
            look, look.words("orders.import.browse"), name=f"{name}-browse", icon="folder-open"
        )
        self._browse.clicked.connect(self._pick)
        self._browse.setVisible(files.has_desktop())
        self._do = kit.Button(look, saves.save, name=f"{name}-save", kind="primary", icon="save")
        self._do.clicked.connect(self._save)
        self.buttons.addWidget(self._browse)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def _ask(self, path: str, data: Callable[[], bytes]) -> None:
        """Open it about a file; `data` is made on a worker, `path` is where it goes at first."""
        self._bytes = data
        self._path.put(path)
        self._path.fail("")
        self._do.busy(False)
        self.open()

    def _save(self) -> None:
        data, text = self._bytes, self._path.text().strip()
        if data is None or not text:
            return
        self._do.busy(True)
        self.floor.work(self, lambda: files.written(Path(text), data()), self._saved, self._failed)

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
        path, _ = QFileDialog.getSaveFileName(self, title, self._path.text(), self._kind)
        if path:
            self._path.put(path)
