"""A form is filled by finger and by keyboard; what is refused is said at the field."""

from decimal import Decimal

from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.equipment.machines.commands import DefineEquipment
from app.capabilities.forms.filling.commands import EnterFields
from app.capabilities.forms.filling.decisions import Entry
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.forms.fill_acts import FillActs
from app.ui.screens.forms.form_page import FormPage
from tests.ui.screens.forms.filling import (
    FILLED,
    MM,
    SPIKE,
    a_field,
    a_form,
    begin,
    look,
    values,
)
from tests.ui.screens.station_at_work import OPERATOR

RIGHTS = ("forms.fill", "forms.investigate", "records.view", "production.view")
MACHINE = Bilingual("车床", "Lathe")
A_CALIPER = DefineGauge(
    gauge="CAL-07",
    name=Bilingual("卡尺", "Caliper"),
    sort=GaugeKind.CALIPER,
    serial="M-1",
    unit="mm",
    low=Decimal(0),
    high=Decimal(150),
    resolution=Decimal("0.01"),
)
CALIBRATED = CalibrateGauge(
    gauge="CAL-07",
    certificate="C-1",
    calibrated_by="lab",
    date="2025-11-01",
    due="2026-05-01",
    found=Finding.PASS,
)


def filling(hands, form=SPIKE):
    hands.at.define("operator", *RIGHTS)
    hands.log_in()
    begin(hands, form)


def test_samples_are_entered_by_the_keypad_one_after_another(hands):
    filling(hands)
    for typed in ("5.6", "5.61", "5.9"):
        before = len(look(hands).held)
        for key in typed:
            hands.press(f"key-{key}")
        hands.press("form-enter")
        hands.sees(lambda before=before: len(look(hands).held) > before)
    held = look(hands).held
    assert [held[f"od/{at}"].said for at in (1, 2, 3)] == ["5.6 mm", "5.61 mm", "5.9 mm"]
    hands.reads("不合格：od")


WORDS = a_form(
    a_field("lot_no", "text", settings={"longest": 12}),
    a_field("width", "measurement", settings={**MM}),
    a_field("who", "signature", settings={"meaning": "performed"}),
)


def keyed(hands, digits):
    for key in digits:
        hands.press(f"key-{key}")
    hands.press("form-enter")


def test_a_changed_value_asks_why_and_keeps_the_old_one_legible(hands):
    filling(hands, WORDS)
    hands.at.do(EnterFields(filled=FILLED, entries=(Entry(path="lot_no", value='"L1"'),)), OPERATOR)
    hands.press("field-lot_no")
    hands.sees(lambda: hands.find("field-lot_no-sheet") is not None)
    field = hands.window.findChild(kit.TypeSheet, "field-lot_no-sheet").field
    field.put("L2")
    field.entered.emit("L2")
    hands.press("change-usual-0")
    hands.press("change-do")
    hands.sees(lambda: look(hands).held["lot_no"].said == "L2")
    assert values(hands, "lot_no") == ["L1", "L2"]
    hands.reads("L1")


def test_a_failed_result_is_investigated_before_it_is_measured_again(hands):
    filling(hands, WORDS)
    keyed(hands, "5.9")
    hands.sees(lambda: "width" in look(hands).held)
    keyed(hands, "5.6")
    hands.press("finding-test_deviated")
    hands.find("finding-cause").setPlainText("gauge not zeroed")
    hands.press("finding-do")
    hands.sees(lambda: look(hands).held["width"].said == "5.6 mm")
    assert values(hands, "width") == ["5.9 mm", "5.6 mm"]


def test_who_completes_a_form_is_asked_to_sign_it(hands):
    filling(hands, WORDS)
    hands.at.do(EnterFields(filled=FILLED, entries=(Entry(path="lot_no", value='"L1"'),)), OPERATOR)
    keyed(hands, "5.6")
    hands.press("form-complete")
    hands.sees(lambda: hands.find("signature-panel") is not None)
    assert look(hands).state == "completed"


def test_what_stands_typed_is_taken_before_a_form_is_completed(hands):
    filling(hands, WORDS)
    hands.at.do(EnterFields(filled=FILLED, entries=(Entry(path="lot_no", value='"L1"'),)), OPERATOR)
    hands.sees(lambda: hands.find("form-enter") is not None)
    page = hands.window.findChild(FormPage)
    for key in "5.6":
        hands.press(f"key-{key}")
    assert page.take() is None
    hands.sees(lambda: "width" in look(hands).held)


def test_the_verdict_stands_while_one_types(hands):
    filling(hands, WORDS)
    for key in "9.9":
        hands.press(f"key-{key}")
    hands.reads("不合格：width")
    assert "width" not in look(hands).held


def test_a_label_of_our_own_goes_to_the_field_it_is_meant_for(hands):
    form = a_form(
        a_field("code", "scan"), a_field("press", "equipment", settings={"of": ["CNC-01"]})
    )
    hands.at.do(DefineEquipment(equipment="CNC-01", name=MACHINE, work_centre="CNC"))
    filling(hands, form)
    hands.scan(own.equipment_code("CNC-01"))
    hands.sees(lambda: "press" in look(hands).held)
    assert "code" not in look(hands).held


def test_a_gauge_that_is_scanned_measures_from_then_on(hands):
    hands.at.do(A_CALIPER)
    hands.at.do(CALIBRATED)
    wanted = {**MM, "needs_gauge": True, "gauge_kind": "caliper"}
    filling(
        hands, a_form(a_field("code", "scan"), a_field("width", "measurement", settings=wanted))
    )
    hands.scan(own.gauge_code("CAL-07"))
    hands.reads("CAL-07")
    keyed(hands, "5.6")
    hands.sees(lambda: "width" in look(hands).held)
    assert look(hands).held["width"].gauge == "CAL-07"
    assert "code" not in look(hands).held


def test_a_value_that_says_again_what_stands_there_is_no_entry(hands):
    filling(hands, WORDS)
    keyed(hands, "5.6")
    hands.sees(lambda: "width" in look(hands).held)
    dropped: list[tuple[str, ...]] = []
    hands.window.screen_in_front.findChild(FillActs).dropped.connect(dropped.append)
    page = hands.window.findChild(FormPage)
    hands.sees(lambda: page.block("width").numbers() == ("width",))
    keyed(hands, "5.60")
    hands.sees(lambda: dropped == [("width",)])
    assert values(hands, "width") == ["5.6 mm"]
