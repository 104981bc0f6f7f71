"""Lots of material and gauges for the gallery, as they lie in the demo plant."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.demo.exhibits import BOTH, STAGE, press, until
from app.demo.plant import APPROVER, ENGINEER
from app.demo.shift import LEAD, OPERATOR, STOREMAN
from app.ui.exhibits.exhibit import Exhibit
from app.ui.kit import PassFail, PickField, TypedControl
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window


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


def _typed(window: QWidget, **typed: str) -> None:
    """Let fields hold what somebody has entered, by the name of each."""
    for name, text in typed.items():
        control = window.findChild(TypedControl, f"{name.replace('_', '-')}-control")
        assert control is not None, name
        control.enter(text)


def _receiving(window: QWidget) -> None:
    """Open a receipt, half entered: what follows from the material is proposed."""
    _at(Place("lots"), "lots-receive", sign="receive-do")(window)
    material = window.findChild(PickField, "receive-material-control")
    assert material is not None
    material.commit("AD-302")
    _typed(window, receive_supplier_lot="KA-2611", receive_made="2026-11-02")
    _typed(window, receive_quantity="500", receive_place="WH-F1")


def _calibrating(window: QWidget) -> None:
    """Note a certificate that says the gauge was found wrong."""
    _at(Place("gauges", record="SC-04"), "gauge-calibrate", sign="calibrate-do")(window)
    _typed(window, calibrate_date="2026-11-20", calibrate_certificate="CM-2026-1187")
    for name, value in (("found", "fail"), ("left", "pass")):
        control = window.findChild(PassFail, f"calibrate-{name}-control")
        assert control is not None
        control.commit(value)


def _searched(window: QWidget) -> None:
    """Look for what is not there."""
    _at(Place("gauges"), sign="gauge-why")(window)
    search = window.findChild(QLineEdit, "gauges-search")
    assert search is not None
    search.setText("XY-99")


def _exhibits() -> tuple[Exhibit, ...]:
    def by(person: str) -> Callable[[Look], QWidget]:
        return lambda look: STAGE.window(look, person)

    def lot(name: str) -> Place:
        return Place("lots", record=name)

    def gauge(name: str) -> Place:
        return Place("gauges", record=name)

    lead, work, release = by(LEAD), by(OPERATOR), by(APPROVER)
    store, engineer = by(STOREMAN), by(ENGINEER)
    quarantined = lot("RM101-2611-01")
    return (
        Exhibit("lots", BOTH, lead, settle=_at(lot("AD302-2605-01"), sign="lot-hold")),
        Exhibit("lots-held", BOTH, work, settle=_at(lot("FM-2610-07"), sign="lot-why")),
        Exhibit("lots-quarantine", BOTH, release, settle=_at(quarantined, sign="lot-release")),
        Exhibit(
            "lots-hold",
            BOTH,
            release,
            settle=_at(quarantined, "lot-hold", "hold-says-2", sign="hold-do"),
        ),
        Exhibit("lots-receive", BOTH, store, settle=_receiving),
        Exhibit("gauges", BOTH, engineer, settle=_at(gauge("SC-04"), sign="gauge-why")),
        Exhibit("gauges-in-question", BOTH, work, settle=_at(gauge("G-08"), sign="questioned")),
        Exhibit("gauges-calibrate", BOTH, engineer, settle=_calibrating),
        Exhibit(
            "gauges-define",
            BOTH,
            engineer,
            settle=_at(gauge("G-02"), "gauge-change", sign="define-do"),
        ),
        Exhibit("gauges-none-found", ("bench",), work, settle=_searched),
    )


EXHIBITS = _exhibits()
