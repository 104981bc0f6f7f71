"""Gauges: what presses comes first, what is due when, and a wrong one with what rests on it."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.equipment.gauges.answers import Calibration, Gauge, Out
from app.capabilities.equipment.gauges.commands import CalibrateGauge
from app.capabilities.equipment.gauges.events import Finding
from app.capabilities.equipment.gauges.queries import gauge
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.judging.answers import Subject
from app.kernel.symbols.own import gauge_code
from app.kernel.words import Bilingual
from app.ui.audits import audit
from app.ui.kit import PassFail, TypedControl
from app.ui.screens.equipment.gauge_facts import (
    GaugeFacts,
    listed,
    proposed_due,
    weeks_of,
)
from app.ui.screens.screen import Place
from tests.capabilities.equipment.test_gauges import MICROMETER, NOON, RING, TODAY
from tests.capabilities.forms.factory import FILLED, a_field, a_form, entry
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import a_peopled_station

SEEN = ("production.report", "production.view", "equipment.view", "records.view", "forms.fill")
ALL = ("equipment.calibrate", "equipment.define", "equipment.operate")


def a_gauge(code, due="", *, passed=True, passes=True, out=False):
    done = Calibration("C", "Lab", "2025-06-01", due, passed, passes, "P-1", 1)
    return Gauge(
        gauge=code,
        name=Bilingual(code, code),
        sort="caliper",
        serial=f"S-{code}",
        unit="mm",
        low=Decimal(0),
        high=Decimal(150),
        resolution=None,
        months=6,
        work_centre="QC",
        calibrations=(done,) if due else (),
        outs=(Out("h", "fell", "P-1", 1),) if out else (),
    )


FOUND = (
    a_gauge("well", "2026-06-01"),
    a_gauge("soon", "2025-11-29"),
    a_gauge("today", TODAY),
    a_gauge("over", "2025-11-21"),
    a_gauge("never"),
    a_gauge("wrong", "2026-03-01", passed=False),
    a_gauge("failed", "2026-03-01", passed=False, passes=False),
    a_gauge("lent", "2025-11-25", out=True),
)


def codes(lines):
    return [one.gauge.gauge for one in lines]


def test_what_may_not_measure_comes_first_then_what_is_in_question_then_what_is_due():
    facts = GaugeFacts(listed(FOUND, NOON))
    order = ["failed", "over", "never", "wrong", "today", "soon", "well", "lent"]
    assert codes(facts.lines) == order
    assert codes(facts.part("pressing")) == ["failed", "over", "never"]
    assert codes(facts.part("in_question")) == ["wrong"]


def test_a_gauge_is_found_by_its_code_and_by_its_makers_number():
    facts = GaugeFacts(listed(FOUND, NOON))
    assert facts.find("S-soon") == facts.find("soon")
    assert facts.find("nobody") is None


def test_the_weeks_ahead_hold_what_is_due_and_this_one_also_what_is_late():
    weeks = weeks_of(listed(FOUND, NOON), date(2025, 11, 22))
    assert [codes(one.due) for one in weeks[:3]] == [["today"], ["soon"], []]
    assert codes(weeks[0].late) == ["over"]
    assert (weeks[0].begins, weeks[1].begins) == (date(2025, 11, 17), date(2025, 11, 24))
    assert len({one.begins for one in weeks}) == len(weeks) == 8


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        ("2025-06-01", 6, "2025-11-30"),
        ("2025-11-22", 12, "2026-11-21"),
        ("2025-08-31", 6, "2026-02-27"),
        ("2024-02-29", 12, "2025-02-27"),
    ],
)
def test_a_due_day_is_proposed_so_many_months_on_less_a_day(day, months, due):
    assert proposed_due(day, months) == due


def a_lab(folder, *rights):
    at = a_peopled_station(folder)
    at.define("operator", *SEEN, *rights)
    at.do(MICROMETER)
    at.do(RING)
    at.do(noted("2025-06-01", "2025-12-01"))
    form = a_form(
        a_field("od", "measurement", settings={"lsl": "5.50", "usl": "5.70", "unit": "mm"})
    )
    at.publish(FORM, form.code, form, title=form.name)
    at.do(StartForm(form=form.code, filled=FILLED, subject=Subject(lot="L-1")))
    at.do(EnterFields(filled=FILLED, entries=(entry("od", "5.60", gauge="G-03"),)))
    return at


def noted(day, due, found=Finding.PASS):
    return CalibrateGauge(
        gauge="G-03",
        certificate=f"C-{day}",
        calibrated_by="Lab",
        date=day,
        due=due,
        found=found,
    )


@pytest.fixture
def hands(qtbot, tmp_path):
    made = at_window(qtbot, a_lab(tmp_path / "S1", *ALL))
    made.log_in()
    made.is_at("home")
    made.window.go(Place("gauges"))
    made.is_at("gauges")
    yield made
    made.close()


def test_a_gauge_found_wrong_puts_the_forms_measured_with_it_in_question(hands):
    hands.reads("G-05 没有校准记录")
    hands.scan("MX-11873")  # what its maker engraved
    hands.reads("还剩 9 天")
    hands.press("gauge-calibrate")
    hands.sees(lambda: hands.find("calibrate-do") is not None)
    hands.press("calibrate-do")
    hands.reads("还需填写：校准日期、校准到期日、证书编号、来时状态、离开时状态")
    for name, text in (("date", "2025-11-22"), ("certificate", "CM-9")):
        hands.window.findChild(TypedControl, f"calibrate-{name}-control").enter(text)
    for name, found in (("left", "pass"), ("found", "fail")):
        hands.window.findChild(PassFail, f"calibrate-{name}-control").commit(found)
    hands.reads("自上次合格校准以来的测量结果将列为存疑")
    hands.press("calibrate-do")
    hands.reads("存疑：2025-06-01 至 2025-11-22 期间的测量结果")
    last = hands.at.ask(gauge, "G-03").last
    assert (last.certificate, last.due, last.passed, last.passes) == (
        "CM-9",
        "2026-05-21",
        False,
        True,
    )
    hands.reads("有 1 份表单使用了它")
    hands.sees(lambda: audit(hands.window, hands.window.look) == ())
    hands.press(f"use-{FILLED}")
    hands.is_at("record")


def test_a_gauge_is_taken_out_and_put_back_and_what_it_is_is_changed(hands):
    hands.reads("G-05 没有校准记录")
    hands.scan(gauge_code("G-03"))
    hands.reads("还剩 9 天")
    hands.press("gauge-take_out")
    hands.press("take_out-says-0")
    hands.press("take_out-do")
    hands.reads("G-03 已停用：跌落")
    hands.press("gauge-put_back")
    hands.press("put_back-says-1")
    hands.press("put_back-do")
    hands.sees(lambda: not hands.at.ask(gauge, "G-03").outs)
    hands.press("gauge-change")
    hands.sees(lambda: hands.find("define-do") is not None)
    hands.window.findChild(TypedControl, "define-high-control").enter("-5")
    hands.press("define-do")
    hands.reads("请为 G-03 填写单位")
    hands.window.findChild(TypedControl, "define-high-control").enter("50")
    hands.press("define-do")
    hands.sees(lambda: hands.at.ask(gauge, "G-03").high == Decimal(50))
    assert replace(MICROMETER, high=Decimal(50)).serial == hands.at.ask(gauge, "G-03").serial
    hands.press("gauge-record")
    hands.is_at("record")


def test_who_may_only_look_reads_so_and_a_scan_of_no_gauge_is_refused(qtbot, tmp_path):
    hands = at_window(qtbot, a_lab(tmp_path / "S1"))
    try:
        hands.log_in()
        hands.is_at("home")
        hands.window.go(Place("gauges", record="gauge/G-03"))
        hands.reads("您的角色无权：登记校准、停用、修改")
        hands.scan(gauge_code("G-77"))
        hands.reads("没有登记量具 G-77")
        assert hands.find("gauge-calibrate") is None
    finally:
        hands.close()
