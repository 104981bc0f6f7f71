"""Lots of material and gauges for the gallery, as they lie in the demo plant."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.documents.queries import for_work
from app.capabilities.equipment.gauges.commands import CalibrateGauge
from app.capabilities.equipment.gauges.events import Finding
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.quality.inspecting.commands import BeginInspection
from app.demo import inspections, plant
from app.demo.exhibits import BOTH
from app.demo.library import put_in_force
from app.demo.plant import APPROVER, ENGINEER, SIGNERS
from app.demo.settling import brought
from app.demo.shift import FIRST, INSPECTOR, LEAD, NOW_MS, OPERATOR, STOREMAN
from app.demo.shift_stage import ShiftStage
from app.demo.stock import LABORATORY, delivery
from app.kernel.days import later, local_day
from app.ui.exhibits.exhibit import Exhibit
from app.ui.kit import PassFail, PickField, TypedControl
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

LOT, FORM_BEGUN, FORM_MEASURED = "RM601-2611-05", "bar-2611-05", "spike-2611-09"
_DIAMETERS = ("7.992", "7.989", "7.994", "7.990", "7.991")


class StockStage(ShiftStage):
    """The shift's station, with a lot under inspection and a gauge just found wrong."""

    def stocked(self, look: Look, person: str) -> Window:
        """Return the window with `person` in front."""
        return self.told(look, person)

    def _tell(self) -> None:
        assert self._shift is not None
        station, pins = self.station(), self._shift.pins
        found = station.ask(lambda c: for_work(c, FORM, "QF-RM-601", NOW_MS)).result()
        if found is None:
            proofs = {one: station.sessions.prove(one, pins[one], one) for one in SIGNERS}
            acts = plant.acts(inspections.drafts())
            journal = station.journal
            station.writer.act(lambda c: put_in_force(journal, c, proofs, acts)).result()
        self.do(delivery(LOT), STOREMAN)
        begin = BeginInspection(plan="IP-RM-601", lot=LOT, filled=FORM_BEGUN)
        self.do(begin, INSPECTOR)
        values = {f"diameter/{n}": value for n, value in enumerate(_DIAMETERS, 1)}
        self._fill(FORM_BEGUN, values, "G-03")
        subject = Subject(order=FIRST, operation="B20")
        self.do(StartForm(form=inspections.SPIKE, filled=FORM_MEASURED, subject=subject), INSPECTOR)
        self._fill(FORM_MEASURED, {"force": "18.4"}, "G-08")
        today = local_day(NOW_MS, 480)
        noted = CalibrateGauge(
            gauge="G-08",
            certificate="CM-2026-1190",
            calibrated_by=LABORATORY,
            date=today,
            due=later(today, 181),
            found=Finding.FAIL,
        )
        self.do(noted, ENGINEER)

    def _fill(self, filled: str, values: dict[str, str], gauge: str) -> None:
        entries = tuple(Entry(path=p, value=f'"{v}"', gauge=gauge) for p, v in values.items())
        self.do(EnterFields(filled=filled, entries=entries), INSPECTOR)


def _typed(window: QWidget, **typed: str) -> None:
    """Let fields hold what somebody has entered, by the name of each."""
    for name, text in typed.items():
        control = window.findChild(TypedControl, f"{name.replace('_', '-')}-control")
        assert control is not None, name
        control.enter(text)


def _receiving(window: QWidget) -> None:
    """Open a receipt, half entered: what follows from the material is proposed."""
    brought(Place("lots"), "lots-receive", sign="receive-do")(window)
    material = window.findChild(PickField, "receive-material-control")
    assert material is not None
    material.commit("AD-302")
    _typed(window, receive_supplier_lot="KA-2611", receive_made="2026-11-02")
    _typed(window, receive_quantity="500", receive_place="WH-F1")


def _calibrating(window: QWidget) -> None:
    """Note a certificate that says the gauge was found wrong."""
    brought(Place("gauges", record="SC-04"), "gauge-calibrate", sign="calibrate-do")(window)
    _typed(window, calibrate_date="2026-11-20", calibrate_certificate="CM-2026-1187")
    for name, value in (("found", "fail"), ("left", "pass")):
        control = window.findChild(PassFail, f"calibrate-{name}-control")
        assert control is not None
        control.commit(value)


def _searched(window: QWidget) -> None:
    """Look for what is not there."""
    brought(Place("gauges"), sign="gauge-why")(window)
    search = window.findChild(QLineEdit, "gauges-search")
    assert search is not None
    search.setText("XY-99")


def _exhibits(stage: StockStage) -> tuple[Exhibit, ...]:
    def by(person: str) -> Callable[[Look], QWidget]:
        return lambda look: stage.stocked(look, person)

    def lot(name: str) -> Place:
        return Place("lots", record=name)

    def gauge(name: str) -> Place:
        return Place("gauges", record=name)

    lead, work, release = by(LEAD), by(OPERATOR), by(APPROVER)
    store, engineer = by(STOREMAN), by(ENGINEER)
    quarantined = lot("RM101-2611-01")
    return (
        Exhibit("lots", BOTH, lead, settle=brought(lot("AD302-2605-01"), sign="lot-hold")),
        Exhibit("lots-held", BOTH, work, settle=brought(lot("FM-2610-07"), sign="lot-why")),
        Exhibit("lots-quarantine", BOTH, release, settle=brought(quarantined, sign="lot-release")),
        Exhibit("lots-inspected", BOTH, release, settle=brought(lot(LOT), sign="lot-release")),
        Exhibit(
            "lots-hold",
            BOTH,
            release,
            settle=brought(quarantined, "lot-hold", "hold-says-2", sign="hold-do"),
        ),
        Exhibit("lots-receive", BOTH, store, settle=_receiving),
        Exhibit("gauges", BOTH, engineer, settle=brought(gauge("SC-04"), sign="gauge-why")),
        Exhibit(
            "gauges-in-question",
            BOTH,
            work,
            settle=brought(gauge("G-08"), sign=f"use-{FORM_MEASURED}"),
        ),
        Exhibit("gauges-calibrate", BOTH, engineer, settle=_calibrating),
        Exhibit(
            "gauges-define",
            BOTH,
            engineer,
            settle=brought(gauge("G-02"), "gauge-change", sign="define-do"),
        ),
        Exhibit("gauges-none-found", ("bench",), work, settle=_searched),
    )


EXHIBITS = _exhibits(StockStage())
