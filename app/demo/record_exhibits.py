"""The screens of records for the gallery: two stations acted apart, and somebody settles it."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.demo.apart import SIGNED, contradict
from app.demo.bench_exhibits import Hall, settle
from app.demo.day import Day
from app.demo.day_work import LEAD
from app.ui.drafts import Drafts
from app.ui.exhibits.exhibit import Exhibit
from app.ui.floor import Floor
from app.ui.kit import DataTable
from app.ui.news import News
from app.ui.scans import ScanRouter
from app.ui.screens.kind import Parts
from app.ui.screens.records.desk import Desk
from app.ui.screens.records.record import Record
from app.ui.screens.records.trail import Trail
from app.ui.screens.screen import Place, Screen
from app.ui.theme.look import Look

BOTH, BENCH = ("touch", "bench"), ("bench",)


def _contradict(day: Day) -> None:
    contradict(day.station, day.pins)


def _parts(floor: Floor, look: Look) -> Parts:
    station = floor.station
    news = News(ScanRouter(station.clock), station.time, None, floor)
    return Parts(floor, look, news, Drafts(floor))


def _desk(floor: Floor, look: Look) -> Screen:
    return Desk(_parts(floor, look))


def _record(floor: Floor, look: Look) -> Screen:
    return Record(_parts(floor, look))


def _changed_line(screen: QWidget) -> None:
    """Choose a line that changed something."""
    settle(screen)
    table = screen.findChild(DataTable, "trail")
    assert table is not None
    place = [bool(line.entry.changes) for line in table.rows()].index(True)
    table.view.selectRow(place)


def _open(about: str) -> Callable[[QWidget], None]:
    """Return what opens the first case of a kind at the desk."""

    def press(screen: QWidget) -> None:
        settle(screen)
        cards = screen.findChildren(QAbstractButton)
        next(one for one in cards if one.property("about") == about).click()
        settle(screen)

    return press


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def desk(look: Look) -> QWidget:
        return hall.shell(look, LEAD, _desk, Place("desk"))

    def record(look: Look) -> QWidget:
        return hall.shell(look, LEAD, _record, Place("record", record=SIGNED))

    def trail(look: Look) -> QWidget:
        return hall.shell(look, LEAD, Trail, Place("trail"))

    return (
        Exhibit("desk", BENCH, desk, settle=_open("double_start")),
        Exhibit("desk-list", ("touch",), desk, settle=settle),
        Exhibit("desk-case", ("touch",), desk, settle=_open("double_start")),
        Exhibit("record", BOTH, record, settle=settle),
        Exhibit("trail", BENCH, trail, settle=_changed_line),
    )


EXHIBITS = _exhibits(Hall(_contradict))
