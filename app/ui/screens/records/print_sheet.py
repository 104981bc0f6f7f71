"""Printing a record: the first page in small, and a PDF at a path, opened where one can."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.paper import files
from app.ui.paper.record import RecordSheets
from app.ui.paper.sheets import pdf, pictures
from app.ui.paper.traveller import Printed
from app.ui.screens.records.printing import on_paper
from app.ui.screens.records.record_facts import RecordFacts
from app.ui.theme.fonts import families
from app.ui.theme.look import Look

_PREVIEW_DPI = 60


class PrintSheet(kit.Sheet):
    """`written` carries the path. Controls: `record-path`, `record-save`."""

    written = Signal(object)

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words = look.words
        title = words("record.print")
        super().__init__(look, host, title, name="record-printing", side="centre", width=620)
        self.floor = floor
        self._sheets: RecordSheets | None = None
        self._preview = kit.Text(look, "")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._path = kit.Field(look, words("record.print.path"), name="record-path")
        self._path.entered.connect(self._save)
        self._do = kit.Button(
            look, words("record.print.save"), name="record-save", kind="primary", icon="save"
        )
        self._do.clicked.connect(self._save)
        desk = kit.Card(look, "record-preview", "well")
        desk.body.addWidget(self._preview)
        self.body.addWidget(desk, 1)
        self.body.addWidget(self._path)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_record(self, facts: RecordFacts, by: str) -> None:
        """Lay out a record, shown as it is now or as it was signed; `by` is who prints."""
        station = self.floor.station
        at = Moments(self.look.words, station.clock)
        printed = Printed(at.local(at.now_ms()), by, station.profile.station)
        record = on_paper(facts, self.look.words)
        self._sheets = RecordSheets(record, printed, self.look.words, families())
        self._preview.setPixmap(QPixmap.fromImage(pictures(self._sheets, _PREVIEW_DPI)[0]))
        self._preview.setAccessibleName(self._sheets.title)
        self._path.put(files.suggested(facts.record.stream))
        self._do.busy(False)
        self.open()

    def _save(self) -> None:
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
