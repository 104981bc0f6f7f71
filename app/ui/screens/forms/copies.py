"""A filled form goes out: as a PDF to print, as a spreadsheet to work on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.workbooks.book import FormCopy, workbook
from app.kernel.refused import Refused
from app.stations.form_copies import form_copy, stamp
from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.paper.form import FormSheets
from app.ui.screens.printing import PrintSheet
from app.ui.screens.save_sheet import Saves, SaveSheet
from app.ui.theme.fonts import families
from app.ui.theme.look import Look


class FormCopies(QObject):
    """Prints and exports filled forms over a screen. `written` carries the path, `refused` why,
    `working` which copy is being made (`print`, `export`), empty for none."""

    written = Signal(object)
    refused = Signal(object)
    working = Signal(str)

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._floor, self._look = floor, look
        self._print = FormPrint(floor, look, host)
        self._export = ExportSheet(floor, look, host)
        self._print.written.connect(self.written)
        self._export.written.connect(self.written)

    def print(self, filled: str) -> None:
        """Lay a filled form out on a worker and show it, ready to be saved."""
        words = self._look.words

        def laid(copy: FormCopy) -> None:
            def task() -> FormSheets:
                return FormSheets(copy, copy.printed, words, families())

            def show(sheets: FormSheets) -> None:
                self.working.emit("")
                self._print.show_sheets(sheets, f"{copy.form}-{copy.filled.filled}")

            self._floor.work(self, task, show, self._failed)

        self._ask(filled, "print", laid)

    def export(self, filled: str) -> None:
        """Ask where the spreadsheet of a filled form goes."""

        def show(copy: FormCopy) -> None:
            self.working.emit("")
            self._export.show_copy(copy)

        self._ask(filled, "export", show)

    def _failed(self, refused: Refused) -> None:
        self.working.emit("")
        self.refused.emit(refused)

    def _ask(self, filled: str, what: str, then: Callable[[FormCopy], None]) -> None:
        self.working.emit(what)
        station, words = self._floor.station, self._look.words
        session, vocabulary = self._floor.session, station.journal.vocabulary
        offset = station.clock.offset_min()
        by = "" if session is None else session.name.of(words.language)
        at = stamp(offset)(station.clock.now_ms())
        printed = words("paper.printed", at=at, by=by, station=station.profile.station)

        def task() -> FormCopy:
            ask = station.ask(lambda c: form_copy(c, filled, vocabulary, offset, printed))
            return ask.result()

        self._floor.work(self, task, then, self._failed)


class FormPrint(PrintSheet):
    """Controls: `filled-path`, `filled-browse`, `filled-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(floor, look, host, look.words("fill.print"), name="filled")


class ExportSheet(SaveSheet):
    """Controls: `sheet-path`, `sheet-browse`, `sheet-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words, kind = look.words, "Excel (*.xlsx)"
        path, save = words("fill.export_path"), words("fill.export_do")
        super().__init__(
            floor,
            look,
            host,
            Saves("sheet-export", "sheet", words("fill.export"), path, save, kind),
        )
        self.body.addWidget(kit.Text(look, words("fill.export_means"), "body", "ink2", wrap=True))
        self.body.addWidget(self._path)

    def show_copy(self, copy: FormCopy) -> None:
        """Open it about a filled form."""
        words = self.look.words
        name = f"{copy.form}-{copy.filled.filled}"
        self._ask(files.suggested(name, "xlsx"), lambda: workbook(copy, words))
