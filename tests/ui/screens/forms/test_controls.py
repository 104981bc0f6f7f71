"""Every kind of field has its control; what it makes is what the kind takes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from app.capabilities.equipment.gauges.answers import Calibration, Gauge
from app.capabilities.equipment.machines.answers import EquipmentNow, Limits, Parameter, Point
from app.capabilities.forms.definition.decisions import lay_out
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.pictures.bodies import Mark
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.roster import ROSTER
from app.demo import inspections
from app.journal.upcast import Vocabulary
from app.kernel.days import Moment
from app.kernel.words import Bilingual, Words
from app.stations.recogniser import EquipmentLabel, GaugeLabel, LotLabel, Unknown
from app.ui.moments import Moments
from app.ui.paper.marked import with_marks
from app.ui.screens.forms.facts import trial
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.forms.fields.picks import FieldPicks
from app.ui.screens.forms.fields.roster import CONTROLS, control_for
from app.ui.screens.forms.fields.taking import photo_of
from app.ui.screens.forms.named import Asked, Named
from app.ui.screens.forms.photo_sheet import MarkedUp
from app.ui.theme import DENSITIES, Look
from tests.journal.node import HandClock

KINDS = Vocabulary(ROSTER).plugs.field_kinds
FIELDS = {code for code, kind in KINDS.items() if kind.group}
"""Kinds a form can ask for; one without a group is only a part of another."""
FORM = inspections.form(inspections.EVERYTHING)
NAME = Bilingual("名", "name")
DAY_MS = 86_400_000
NOW = Moment(date(2026, 11, 22).toordinal() * DAY_MS - date(1970, 1, 1).toordinal() * DAY_MS)


def a_lot(lot="L1", **facts):
    known: dict[str, Any] = {
        "material": "RM-101",
        "material_name": NAME,
        "supplier": "Harbor",
        "supplier_lot": f"S-{lot}",
        "quantity": Decimal(500),
        "unit": Bilingual("个", "pcs"),
        "expiry": "2027-01-01",
        "place": "",
        "status": Status.RELEASED,
        "received_ms": 0,
        "received_by": "P-1",
    }
    return Lot(lot=lot, **(known | facts))


def a_gauge(gauge="CAL-07", due="2027-01-01", **facts):
    known: dict[str, Any] = {
        "name": NAME,
        "sort": "caliper",
        "serial": f"MAKER-{gauge}",
        "unit": "mm",
        "low": Decimal(0),
        "high": Decimal(150),
        "resolution": Decimal("0.01"),
        "months": 12,
        "work_centre": "",
    }
    calibrated = Calibration("C-1", "lab", "2026-01-01", due, True, True, "P-1", 0)
    return Gauge(gauge=gauge, calibrations=(calibrated,), **(known | facts))


SPINDLE = Parameter("CNC-01", "spindle", NAME, "rpm", Limits(Decimal(100), Decimal(300)))
LOAD = Parameter("CNC-01", "load", NAME, "%", Limits(None, None))
NAMED = Named(
    now=NOW,
    lots=(a_lot("L1"), a_lot("L2", status=Status.QUARANTINE)),
    gauges=(a_gauge("CAL-07"), a_gauge("CAL-08", due="2026-11-01")),
    machines=(EquipmentNow("CNC-01", NAME, "CNC", "running"),),
    parameters=(SPINDLE, LOAD),
    asked={"sample": Asked("RM-101", "tightened")},
)


class Stood:
    """A control as it stands in a form, and what it made."""

    def __init__(self, key, density="bench", named=NAMED, latest=lambda *_: None):
        look = Look(Words("en"), density=DENSITIES[density])
        layout = lay_out(FORM, KINDS)
        facts = replace(trial(layout, FORM.name, FORM.code), named=named, is_trial=False)
        picks = FieldPicks(look.words)
        picks.know(facts)
        moments = Moments(look.words, HandClock())
        around = Around(look, moments, layout, picks=picks.by_kind(), latest=latest)
        self.place = layout.tops[key]
        self.control: Any = control_for(around, self.place)
        self.made: list[Entry] = []
        self.control.made.connect(lambda made: self.made.extend(made.entries))
        self.control.show_facts(facts)

    @property
    def value(self):
        (entry,) = self.made
        kind = self.place.kind
        return kind.accept(self.place.settings, msgspec.json.decode(entry.value, type=kind.value))

    def find(self, name):
        return self.control.widget.findChild(object, name)


def test_every_kind_of_field_has_its_control():
    assert set(CONTROLS) == FIELDS


def test_the_form_with_every_kind_has_every_kind():
    layout = lay_out(FORM, KINDS)
    assert {place.kind.code for place in layout.tops.values()} == FIELDS


@pytest.mark.parametrize("density", ["touch", "bench"])
def test_every_control_stands_and_takes_nothing_by_itself(qapp, density):
    for key in lay_out(FORM, KINDS).tops:
        stood = Stood(key, density)
        assert stood.control.take() == ""
        assert not stood.made


def test_a_lot_is_scanned_by_its_label(qapp):
    stood = Stood("material_lot")
    assert stood.control.is_meant(Heard(text="L1", meaning=LotLabel("L1")))
    assert stood.control.hear(Heard(text="L1", raw="<L1>", meaning=LotLabel("L1")))
    assert stood.value.lot == "L1"
    assert (stood.made[0].source, stood.made[0].raw) == ("scan", "<L1>")


def test_a_supplier_s_lot_is_the_lot_it_was_received_as(qapp):
    stood = Stood("material_lot")
    assert stood.control.hear(Heard(text="S-L1", meaning=Unknown("S-L1", "foreign")))
    assert stood.value.lot == "L1"


def test_a_lot_that_may_not_be_used_is_refused_where_it_is_scanned(qapp):
    stood = Stood("material_lot")
    assert stood.control.hear(Heard(text="L2", meaning=LotLabel("L2")))
    assert not stood.made
    assert "L2" in stood.control.take()


def test_a_gauge_is_known_by_the_number_its_maker_engraved(qapp):
    stood = Stood("gauge")
    assert stood.control.hear(Heard(text="MAKER-CAL-07", meaning=GaugeLabel("MAKER-CAL-07")))
    assert stood.value == "CAL-07"


def test_an_overdue_gauge_is_refused_where_it_is_scanned(qapp):
    stood = Stood("gauge")
    stood.control.hear(Heard(text="CAL-08", meaning=GaugeLabel("CAL-08")))
    assert not stood.made
    assert stood.control.take()


def test_a_machine_is_scanned_by_its_label(qapp):
    stood = Stood("press")
    assert stood.control.hear(Heard(text="CNC-01", meaning=EquipmentLabel("CNC-01")))
    assert stood.value == "CNC-01"


def test_parameters_are_taken_as_the_machine_told_them_last(qapp):
    points = {"spindle": Point(NOW.ms, Decimal(350)), "load": Point(NOW.ms - 5, Decimal(40))}
    stood = Stood("settings", latest=lambda equipment, code: points.get(code))
    stood.control.hear(Heard(text="CNC-01", meaning=EquipmentLabel("CNC-01")))
    stood.find("field-settings-take").click()
    assert stood.value.samples["spindle"].passes is False
    assert stood.value.samples["load"].unit == "%"
    assert stood.made[0].source == "device"


def test_a_machine_that_told_nothing_is_not_written_down(qapp):
    stood = Stood("settings")
    stood.control.hear(Heard(text="CNC-01", meaning=EquipmentLabel("CNC-01")))
    stood.find("field-settings-take").click()
    assert not stood.made


def test_a_sampling_plan_follows_lot_and_the_history_of_lots(qapp):
    stood = Stood("sample")
    for name, typed in (("lot", "500"), ("major", "1"), ("minor", "2")):
        stood.find(f"field-sample-{name}-control").enter(typed)
    stood.control.give()
    value = stood.value
    assert (value.severity, value.lot_size) == ("tightened", 500)
    minor = value.classes["minor"]
    assert (minor.letter, minor.n, minor.ac, minor.re) == ("H", 50, 2, 3)


def test_more_found_than_looked_at_is_refused_while_it_is_typed(qapp):
    stood = Stood("sample")
    for name, typed in (("lot", "10"), ("major", "99"), ("minor", "0")):
        stood.find(f"field-sample-{name}-control").enter(typed)
    assert stood.control.staged() is None


def test_what_is_put_together_and_not_entered_is_said(qapp):
    stood = Stood("split")
    stood.find("field-split-good-control").enter("5")
    assert stood.control.take()


def a_picture():
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(0xDDDDDD)
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # a stub that wants bytes
    return bytes(out.data().data())


def test_a_photo_is_marked_up_and_entered_with_its_marks(qapp):
    stood = Stood("photo")
    stood.control.taken(photo_of(a_picture(), 0))
    stood.control.mark_up(0, MarkedUp((Mark(x=500, y=250),), "flash at the tip"))
    stood.control.give()
    (photo,) = stood.value
    assert (photo.width, photo.note, photo.marks[0].y) == (320, "flash at the tip", 250)


def test_marks_are_drawn_on_a_copy_never_on_the_picture(qapp):
    image = QImage.fromData(a_picture())
    drawn = with_marks(image, (Mark(x=500, y=500),))
    assert drawn != image
    assert image == QImage.fromData(a_picture())


def test_a_defect_is_marked_on_a_picture_that_is_taken(qapp):
    stood = Stood("map")
    assert stood.control.staged() is None
    taken = photo_of(a_picture(), 0)
    stood.control.taken(taken)
    stood.control.give()
    assert stood.value.picture == taken.photo.sha256
