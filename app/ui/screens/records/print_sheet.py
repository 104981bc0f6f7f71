"""Printing a record, as it is now or as it was signed."""

from PySide6.QtWidgets import QWidget

from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.paper.record import RecordSheets
from app.ui.paper.traveller import Printed
from app.ui.screens.printing import PrintSheet
from app.ui.screens.records.printing import on_paper
from app.ui.screens.records.record_facts import RecordFacts
from app.ui.theme.fonts import families
from app.ui.theme.look import Look


class RecordSheet(PrintSheet):
    """Controls: `record-path`, `record-browse`, `record-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(floor, look, host, look.words("record.print"), name="record")

    def show_record(self, facts: RecordFacts, by: str) -> None:
        """Lay a record out; `by` is who prints."""
        station = self.floor.station
        at = Moments(self.look.words, station.clock)
        printed = Printed(at.local(at.now_ms()), by, station.profile.station)
        record = on_paper(facts, self.look.words)
        sheets = RecordSheets(record, printed, self.look.words, families())
        self.show_sheets(sheets, facts.record.stream)
