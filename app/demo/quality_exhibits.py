"""Control charts and sampling for the gallery: weeks of inspection, told before the day begins."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.switching.events import switching_stream
from app.demo.bench_exhibits import Hall, settle
from app.demo.charted import DUE, INCOMING, PATROL, PULL, STOPPED, let_have_been
from app.demo.day import QUALITY, Day
from app.demo.settling import until
from app.ui.exhibits.exhibit import Exhibit
from app.ui.kit import ControlChart, DataTable
from app.ui.screens.quality.sampling.sampling import Sampling
from app.ui.screens.quality.spc.spc import Spc
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

BOTH = ("touch", "bench")


def _inspected(day: Day) -> None:
    let_have_been(day.station, day.pins)


def _press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()
    QCoreApplication.processEvents()


def _judged(screen: QWidget) -> None:
    """Wait until every characteristic says how it stands."""
    settle(screen)
    table = screen.findChild(DataTable, "characteristics")
    spc = screen if isinstance(screen, Spc) else screen.findChild(Spc)
    assert table is not None
    assert spc is not None
    until(lambda: len(table.rows()) > 0 and spc.is_settled)


def _at_point(place: int, *names: str) -> Callable[[QWidget], None]:
    """Return what goes to a point of the chart and presses things there."""

    def turn(screen: QWidget) -> None:
        _judged(screen)
        chart = screen.findChild(ControlChart, "spc-chart")
        assert chart is not None
        chart.picked.emit(place)
        for name in names:
            _press(screen, name)
        settle(screen)

    return turn


def _fixing(screen: QWidget) -> None:
    _judged(screen)
    _press(screen, "spc-freeze")
    settle(screen)


def _all_lots(screen: QWidget) -> None:
    settle(screen)
    _press(screen, "sampling-steps-every")


def _resuming(screen: QWidget) -> None:
    settle(screen)
    _press(screen, "sampling-resume")


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def spc(form: str, field: str) -> Callable[[Look], QWidget]:
        place = Place("spc", record=chart_stream(form, field))
        return lambda look: hall.shell(look, QUALITY, hall.with_parts(Spc), place)

    def sampling(of: str) -> Callable[[Look], QWidget]:
        place = Place("sampling", record=switching_stream(INCOMING, "sample", of))
        return lambda look: hall.shell(look, QUALITY, hall.with_parts(Sampling), place)

    od = spc(PATROL, "od")
    return (
        Exhibit("spc", BOTH, od, settle=_at_point(45)),
        Exhibit("spc-readings", BOTH, od, settle=_at_point(61, "spc-raw")),
        Exhibit("spc-cause", BOTH, od, settle=_at_point(61, "spc-cause")),
        Exhibit("spc-freeze", BOTH, spc(PATROL, "length"), settle=_fixing),
        Exhibit("spc-single", BOTH, spc(PULL, "pull"), settle=_judged),
        Exhibit("spc-counted", BOTH, spc(INCOMING, "sample/major"), settle=_judged),
        Exhibit("sampling", BOTH, sampling(DUE), settle=_all_lots),
        Exhibit("sampling-stopped", BOTH, sampling(STOPPED), settle=_resuming),
    )


EXHIBITS = _exhibits(Hall(_inspected))
