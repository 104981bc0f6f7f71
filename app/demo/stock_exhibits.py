"""Lots of material and gauges for the gallery, as they lie in the demo plant."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.demo.exhibits import BOTH, STAGE, press, until
from app.demo.shift import LEAD, OPERATOR
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

STOREMAN, RELEASER = "P-0113", "P-0117"


def _at(place: Place, *names: str, sign: str) -> Callable[[QWidget], None]:
    """Return what brings a window to a place, presses things there, and waits for `sign`."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(place)
        press(window, *names)
        until(lambda: _seen(window, sign))

    return settle


def _seen(window: QWidget, name: str) -> bool:
    return any(one.isVisible() for one in window.findChildren(QWidget, name))


def _exhibits() -> tuple[Exhibit, ...]:
    def work(look: Look) -> QWidget:
        return STAGE.window(look, OPERATOR)

    def lead(look: Look) -> QWidget:
        return STAGE.window(look, LEAD)

    def lot(name: str) -> Place:
        return Place("lots", record=name)

    return (
        Exhibit("lots", BOTH, lead, settle=_at(lot("AD302-2605-01"), sign="lot-hold")),
        Exhibit("lots-held", BOTH, work, settle=_at(lot("FM-2610-07"), sign="lot-why")),
    )


EXHIBITS = _exhibits()
