"""The screen of cases for the gallery: a machine being repaired, an approval to sign, the list."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.capabilities.flows.cases.events import case_stream
from app.demo.bench_exhibits import Hall, settle
from app.demo.cased import JOB, OVEN, REVIEW, let_have_begun
from app.demo.day import Day
from app.demo.day_work import LEAD
from app.demo.plant import ENGINEER
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.flows.case import Case
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

BOTH = ("touch", "bench")


def _begun(day: Day) -> None:
    let_have_begun(day.station)


def _pressing(name: str) -> Callable[[QWidget], None]:
    """Return what presses a button of the case that is shown."""

    def press(screen: QWidget) -> None:
        settle(screen)
        button = screen.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        settle(screen)

    return press


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def case(name: str, person: str = LEAD) -> Callable[[Look], QWidget]:
        place = Place("case", record=case_stream(name) if name else "")
        return lambda look: hall.shell(look, person, hall.with_parts(Case), place)

    return (
        Exhibit("case", BOTH, case(JOB), settle=settle),
        Exhibit("case-list", ("touch",), case(""), settle=settle),
        Exhibit("case-review", BOTH, case(REVIEW, ENGINEER), settle=settle),
        Exhibit("case-back", BOTH, case(OVEN), settle=_pressing("case-back")),
        Exhibit("case-sign", ("bench",), case(OVEN), settle=_pressing("case-sign")),
    )


EXHIBITS = _exhibits(Hall(_begun))
