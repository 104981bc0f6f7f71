"""Nonconformances for the gallery: the board with a review beside it; on touch list and pages."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.capabilities.quality.nonconformance.records.events import nonconformance_stream
from app.demo.bench_exhibits import Hall, settle
from app.demo.day import QUALITY, Day
from app.demo.nonconforming import INSPECTOR, REGISTERED, SEAL, let_have_been
from app.demo.settling import free, press, until
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.quality.nonconformance.nonconformances import Nonconformances
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

BOTH, TOUCH, BENCH = ("touch", "bench"), ("touch",), ("bench",)
SCREEN = "nonconformances"


def _also(day: Day) -> None:
    let_have_been(day.station, day.pins)


def _shown(*names: str, sign: str = "") -> Callable[[QWidget], None]:
    """Return what presses things once the review is there, and waits for `sign`."""

    def turn(screen: QWidget) -> None:
        settle(screen)
        press(screen, *names)
        if sign:
            until(lambda: free(screen, sign) is not None)
        settle(screen)

    return turn


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def at(person: str, name: str) -> Callable[[Look], QWidget]:
        record = nonconformance_stream(name) if name else ""
        place = Place(SCREEN, record=record)
        return lambda look: hall.shell(look, person, hall.with_parts(Nonconformances), place)

    seal, every = at(QUALITY, SEAL), at(INSPECTOR, "")
    judged = at(INSPECTOR, "nc-joint")
    return (
        Exhibit("nonconformances", BENCH, seal, settle=settle),
        Exhibit("nonconformances-list", TOUCH, every, settle=settle),
        Exhibit("nonconformances-table", BENCH, seal, settle=_shown("nc-view-list")),
        Exhibit("nonconformance-found", TOUCH, seal, settle=_shown("nc-page-found")),
        Exhibit("nonconformance-split", BOTH, judged, settle=settle),
        Exhibit("nonconformance-order", TOUCH, seal, settle=_shown("nc-page-order")),
        Exhibit("nonconformance-mended", BENCH, at(INSPECTOR, REGISTERED), settle=settle),
        Exhibit(
            "nonconformance-register",
            BOTH,
            every,
            settle=_shown("nc-register", sign="nc-register-do"),
        ),
        Exhibit(
            "nonconformance-evaluate",
            BOTH,
            at(INSPECTOR, "nc-lot"),
            settle=_shown("nc-do-first", sign="nc-evaluate-do"),
        ),
        Exhibit(
            "nonconformance-take-back",
            BOTH,
            at(INSPECTOR, REGISTERED),
            settle=_shown("nc-do-more", "nc-more-take_back", sign="nc-take_back-do"),
        ),
    )


EXHIBITS = _exhibits(Hall(_also))
