"""Printing the traveller of an order: to a PDF at a path, which is then opened where one can."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.quantity import Quantity
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.paper import files
from app.ui.paper.sheets import pdf, pictures
from app.ui.paper.traveller import Printed, Traveller, TravellerOperation, TravellerSheets
from app.ui.screens.production import telling
from app.ui.screens.production.order_facts import OperationFacts, OrderFacts
from app.ui.theme.fonts import families
from app.ui.theme.look import Look

_PREVIEW_DPI = 60


class TravellerSheet(kit.Sheet):
    """`written` carries the path. Controls: `traveller-path`, `traveller-save`."""

    written = Signal(object)

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look, host, words("orders.traveller.title"), name="traveller", side="centre", width=620
        )
        self.floor = floor
        self._sheets: TravellerSheets | None = None
        self._preview = kit.Text(look, "")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._path = kit.Field(look, words("orders.traveller.path"), name="traveller-path")
        self._path.entered.connect(self._save)
        self._browse = kit.Button(
            look, words("orders.import.browse"), name="traveller-browse", icon="folder-open"
        )
        self._browse.clicked.connect(self._pick)
        self._browse.setVisible(files.has_desktop())
        self._do = kit.Button(
            look, words("orders.traveller.save"), name="traveller-save", kind="primary", icon="save"
        )
        self._do.clicked.connect(self._save)
        desk = kit.Card(look, "traveller-preview", "well")
        desk.body.addWidget(self._preview)
        self.body.addWidget(desk, 1)
        self.body.addWidget(self._path)
        self.buttons.addWidget(self._browse)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_order(self, facts: OrderFacts, person: str) -> None:
        """Lay out the sheets of a released order and show the first."""
        station = self.floor.station
        clock = station.clock
        printed = Printed(
            telling.local(clock.now_ms(), clock.offset_min()), person, station.profile.station
        )
        self._sheets = TravellerSheets(traveller(facts), printed, self.look.words, families())
        self._preview.setPixmap(QPixmap.fromImage(pictures(self._sheets, _PREVIEW_DPI)[0]))
        self._preview.setAccessibleName(self._sheets.title)
        self._path.put(files.suggested(facts.head.order))
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

    def _pick(self) -> None:
        title = self.look.words("orders.traveller.title")
        path, _ = QFileDialog.getSaveFileName(self, title, self._path.text(), "PDF (*.pdf)")
        if path:
            self._path.put(path)


def traveller(facts: OrderFacts) -> Traveller:
    """Return what is printed of an order."""
    head = facts.head
    return Traveller(
        order=head.order,
        product_code=head.product,
        product_name=facts.name,
        lot=facts.lot,
        quantity=Quantity(head.quantity, facts.unit.zh),
        operations=tuple(_printed(one) for one in facts.operations),
        due=_day(head.due),
        start=_day(head.start),
        revision=f"{facts.product_revision} / {facts.route_revision}",
        priority=head.priority,
        remark=head.remark,
    )


def _printed(one: OperationFacts) -> TravellerOperation:
    station = "" if one.task is None else one.task.station
    machine = "" if one.task is None else one.task.equipment
    return TravellerOperation(one.code, one.name, station or one.work_centre, machine, one.minutes)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
