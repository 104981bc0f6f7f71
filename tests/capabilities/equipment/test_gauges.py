"""Gauges: due to the end of the day, within their range, looked back on when found wrong."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace as changed

from app.capabilities.equipment.gauges import decisions
from app.capabilities.equipment.gauges.answers import Calibration, Gauge, Out, Standing, Window
from app.capabilities.equipment.gauges.capability import CAPABILITY
from app.capabilities.equipment.gauges.commands import (
    CalibrateGauge,
    DefineGauge,
    PutGaugeBack,
    TakeGaugeOut,
)
from app.capabilities.equipment.gauges.decisions import (
    check_device,
    check_gauge,
    check_range_covers,
    check_usable,
    look_back,
)
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.equipment.gauges.queries import (
    by_serial,
    calibration_due,
    gauge,
    gauges,
    in_question,
)
from app.journal.journal import Arrival
from app.kernel.days import Moment, end_of_day_ms
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.journal.node import a_node

OFFSET_MIN = 480
TODAY = "2025-11-22"  # where a hand clock stands
NOON = Moment(end_of_day_ms(TODAY, OFFSET_MIN) - 43_200_000, OFFSET_MIN)
MICROMETER = DefineGauge(
    gauge="G-03",
    name=Bilingual("外径千分尺", "Micrometer"),
    sort=GaugeKind.MICROMETER,
    serial="MX-11873",
    unit="mm",
    low=Decimal(0),
    high=Decimal(25),
    resolution=Decimal("0.001"),
)
RING = DefineGauge(
    gauge="G-05", name=Bilingual("锥度通止规", "Taper gauge"), sort=GaugeKind.LIMIT, serial="T-5"
)


def a_calibration(date="2025-06-01", due="2025-12-01", *, passed=True, passes=True, at_ms=1):
    return Calibration(f"C-{date}", "Lab", date, due, passed, passes, "P-1", at_ms)


def a_gauge(**facts):
    known: dict[str, Any] = {
        "gauge": "G-03",
        "name": MICROMETER.name,
        "sort": "micrometer",
        "serial": "MX-11873",
        "unit": "mm",
        "low": Decimal(0),
        "high": Decimal(25),
        "resolution": Decimal("0.001"),
        "months": 6,
        "work_centre": "QC",
        "calibrations": (a_calibration(),),
    }
    return Gauge(**known | facts)


def a_lab():
    node = a_node(capabilities=(CAPABILITY,))
    node.do(MICROMETER)
    return node


def calibrated(date="2025-06-01", due="2025-12-01", **facts):
    return CalibrateGauge(
        **{
            "gauge": "G-03",
            "certificate": f"C-{date}",
            "calibrated_by": "Lab",
            "date": date,
            "due": due,
            "found": Finding.PASS,
        }
        | facts
    )


def refuses(code, act, /, *args):
    with pytest.raises(Refused) as caught:
        act(*args)
    assert caught.value.code == code
    return caught.value.facts


@pytest.mark.requirement("IL-04")
@pytest.mark.parametrize("offset_min", [480, 0, -300])
def test_a_gauge_due_today_is_usable_to_the_end_of_the_local_day(offset_min):
    midnight = end_of_day_ms(TODAY, offset_min)
    due_today = a_gauge(calibrations=(a_calibration(due=TODAY),))
    check_usable(due_today, Moment(midnight - 1, offset_min))
    said = refuses("gauge.overdue", check_usable, due_today, Moment(midnight, offset_min))
    assert said["due"] == TODAY


@pytest.mark.requirement("IL-04")
@pytest.mark.requirement("P11-09")
@pytest.mark.parametrize(
    ("facts", "code", "standing"),
    [
        ({"outs": (Out("o1", "dropped", "P-1", 1),)}, "gauge.out_of_use", "out_of_use"),
        ({"calibrations": ()}, "gauge.never_calibrated", "never_calibrated"),
        ({"calibrations": (a_calibration(passes=False),)}, "gauge.failed", "failed"),
        ({"calibrations": (a_calibration(due="2025-11-21"),)}, "gauge.overdue", "overdue"),
        ({"calibrations": (a_calibration(due="soon"),)}, "gauge.overdue", "overdue"),
    ],
)
def test_a_gauge_that_may_not_be_used_is_refused_and_says_why(facts, code, standing):
    one = a_gauge(**facts)
    refuses(code, check_gauge, one, Decimal(5), "mm", NOON)
    assert one.standing(NOON) is Standing(standing)


@pytest.mark.requirement("IL-04")
@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("25", "mm", ""),
        ("0", "mm", ""),
        ("25000", "µm", ""),
        ("0.98", "in", ""),
        ("25.001", "mm", "gauge.out_of_range"),
        ("-0.001", "mm", "gauge.out_of_range"),
        ("0.985", "in", "gauge.out_of_range"),
        ("0.026", "m", "gauge.out_of_range"),
        ("5", "g", "gauge.unit"),
    ],
)
def test_the_range_of_a_gauge_covers_the_value_in_any_unit_of_length(value, unit, code):
    if not code:
        check_gauge(a_gauge(), Decimal(value), unit, NOON)
        return
    said = refuses(code, check_gauge, a_gauge(), Decimal(value), unit, NOON)
    if code == "gauge.out_of_range":
        assert said["range"] == "0–25 mm"


@pytest.mark.requirement("IL-04")
def test_a_gauge_must_reach_the_limits_of_what_it_measures():
    check_range_covers(a_gauge(), (Decimal("3.925"), None, Decimal("3.990")), "mm")
    said = refuses("gauge.range_short", check_range_covers, a_gauge(), (Decimal(28),), "mm")
    assert said["limit"] == "28 mm"
    refuses("gauge.unit", check_range_covers, a_gauge(), (), "g")


def test_a_limit_gauge_gives_no_value():
    ring = a_gauge(unit="", low=None, high=None, resolution=None)
    check_gauge(ring, None, "", NOON)
    refuses("gauge.measures_nothing", check_gauge, ring, Decimal(1), "mm", NOON)
    refuses("gauge.measures_nothing", check_range_covers, ring, (Decimal(1),), "mm")


@pytest.mark.requirement("P11-09")
def test_a_device_that_says_another_serial_number_is_refused():
    check_device(a_gauge(), "MX-11873")
    check_device(a_gauge(), "")  # many say none: its place is its word
    said = refuses("gauge.other_serial", check_device, a_gauge(), "MX-99")
    assert (said["gauge"], said["wanted"]) == ("G-03", "MX-11873")
    refuses("gauge.device_unknown", check_device, None, "MX-99")


@pytest.mark.requirement("IL-04")
def test_a_gauge_found_wrong_is_looked_back_on_to_when_it_last_left_right():
    history = (
        a_calibration("2025-11-20", passed=False),
        a_calibration("2025-08-01", passed=False, passes=False),
        a_calibration("2025-05-01"),
    )
    assert look_back(a_gauge(calibrations=history)) == (
        Window("G-03", "2025-05-01", "2025-11-20", "C-2025-11-20"),
        Window("G-03", "2025-05-01", "2025-08-01", "C-2025-08-01"),
    )
    first = (a_calibration("2025-11-20", passed=False),)
    assert look_back(a_gauge(calibrations=first))[0].from_day == ""
    assert look_back(a_gauge()) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"high": Decimal(0)}, "gauge.range"),
        ({"high": None}, "gauge.range"),
        ({"unit": ""}, "gauge.range"),
        ({"resolution": Decimal(0)}, "gauge.range"),
        ({"name": Bilingual("尺", "")}, "gauge.text_missing"),
        ({"months": 0}, "gauge.months"),
        ({"gauge": " "}, "gauge.code"),
        ({"gauge": "G-99"}, "gauge.serial_taken"),
    ],
)
def test_a_gauge_that_is_not_whole_is_refused(facts, code):
    node = a_lab()
    refuses(code, node.do, changed(MICROMETER, **facts))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"gauge": "G-99"}, "gauge.unknown"),
        ({"certificate": ""}, "gauge.certificate_missing"),
        ({"calibrated_by": " "}, "gauge.calibrated_by_missing"),
        ({"date": "1.6.2025"}, "gauge.day_unreadable"),
        ({"due": ""}, "gauge.day_unreadable"),
        ({"date": "2025-11-23"}, "gauge.calibrated_ahead"),
        ({"due": "2025-06-01"}, "gauge.due_before"),
    ],
)
def test_a_calibration_that_is_not_whole_is_refused(facts, code):
    node = a_lab()
    refuses(code, node.do, changed(calibrated(), **facts))


def test_a_gauge_is_defined_once_and_found_by_what_it_says_of_itself():
    node = a_lab()
    assert node.do(MICROMETER).events == ()
    node.do(RING)
    node.do(changed(MICROMETER, work_centre="QC"))
    assert [one.gauge for one in node.ask(gauges)] == ["G-03", "G-05"]
    assert node.ask(by_serial, "MX-11873").work_centre == "QC"
    assert node.ask(by_serial, "MX-99") is None
    assert node.ask(by_serial, "") is None


@pytest.mark.requirement("IL-04")
def test_the_last_certificate_counts_whenever_it_was_noted():
    node = a_lab()
    node.do(calibrated("2025-10-01", "2026-04-01"))
    node.do(calibrated("2025-04-01", "2025-10-01", found=Finding.FAIL))
    assert node.ask(gauge, "G-03").due == "2026-04-01"
    assert [one.to_day for one in node.ask(in_question)] == ["2025-04-01"]


def test_who_is_due_within_days_is_told_the_first_one_first():
    node = a_lab()
    node.do(RING)
    assert [one.gauge for one in node.ask(calibration_due, NOON, 30)] == ["G-03", "G-05"]
    node.do(calibrated(due="2025-11-22"))
    node.do(calibrated(gauge="G-05", due="2025-11-21"))
    assert [one.gauge for one in node.ask(calibration_due, NOON, 0)] == ["G-05", "G-03"]
    node.do(calibrated("2025-11-20", "2026-05-20"))
    assert [one.gauge for one in node.ask(calibration_due, NOON, 30)] == ["G-05"]
    node.do(TakeGaugeOut(gauge="G-05", reason="at the laboratory"))
    assert node.ask(calibration_due, NOON, 30) == ()


def test_a_gauge_taken_out_elsewhere_is_not_put_back_unseen():
    here = a_lab()
    there = a_node("S2", capabilities=(CAPABILITY,))
    there.take([Arrival(one) for one in here.events()])
    refuses("gauge.not_out", here.do, PutGaugeBack(gauge="G-03", reason="found"))
    refuses("gauge.why", here.do, TakeGaugeOut(gauge="G-03", reason=" "))
    here.do(TakeGaugeOut(gauge="G-03", reason="lost"))
    dropped = there.do(TakeGaugeOut(gauge="G-03", reason="dropped")).events
    back = here.do(PutGaugeBack(gauge="G-03", reason="found")).events
    here.take([Arrival(one) for one in dropped])
    there.take([Arrival(one) for one in (*here.events()[-3:], *back)])
    for node in (here, there):
        assert [one.reason for one in node.ask(gauge, "G-03").outs] == ["dropped"]


def test_the_range_is_told_as_people_read_it():
    assert decisions.range_of(a_gauge(low=None, high=Decimal(1500))) == "…–1,500 mm"
