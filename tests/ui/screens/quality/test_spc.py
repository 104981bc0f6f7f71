"""Control charts in the window: how each stands, limits fixed by signature, causes, readings."""

import csv
import io

import pytest
from PySide6.QtWidgets import QLineEdit

from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.quality.charts.commands import FreezeLimits
from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.charts.queries import (
    characteristic,
    charted,
    limit_sets,
)
from app.kernel.words import Words
from app.ui.kit import ControlChart
from app.ui.moments import Moments
from app.ui.screens.quality.spc.data import chart_data
from app.ui.screens.quality.spc.facts import Standing, spc_facts, standing_of
from app.ui.screens.quality.spc.file import chart_csv
from app.ui.screens.quality.spc.raw import raw_of
from app.ui.screens.screen import Place
from tests.capabilities.forms.factory import a_desk, a_field, a_form
from tests.capabilities.quality.test_charts import a_run, measured
from tests.ui.screens.forms.filling import SPIKE
from tests.ui.screens.records.test_desk import enter, sign
from tests.ui.screens.station_at_work import LEAD

OUT = ("5.69", "5.68", "5.69")
RIGHTS = (
    "forms.fill",
    "production.view",
    "quality.freeze_limits",
    "quality.tell_cause",
    "records.view",
    "sign.performed",
)


def what_of(node, field="od"):
    plugs = node.journal.vocabulary.plugs
    return node.ask(characteristic, plugs, node.clock.ms, "QF-1", field)


def facts_of(node, field="od", period="all"):
    return node.ask(spc_facts, what_of(node, field), period, node.clock.ms)


def test_a_characteristic_has_no_limits_then_is_in_control_then_signals():
    node = a_run()
    what = what_of(node)
    assert node.ask(standing_of, what, node.clock.ms) is Standing.NO_LIMITS
    node.do(FreezeLimits(form="QF-1", field="od", reason="phase I"))
    assert node.ask(standing_of, what, node.clock.ms) is Standing.IN_CONTROL
    measured(node, 90, OUT)
    assert node.ask(standing_of, what, node.clock.ms) is Standing.SIGNAL


def test_a_point_that_breaks_a_rule_bears_its_number_and_says_it():
    node = a_run()
    node.do(FreezeLimits(form="QF-1", field="od", reason="phase I"))
    measured(node, 90, OUT)
    data = chart_data(Words("en"), Moments(Words("en"), node.clock), facts_of(node))
    (mark,) = data.panels[0].marks
    assert (mark.place, mark.number, data.divider) == (20, "1", 20)
    assert mark.said == "One point beyond the control limits"


def test_the_last_25_points_are_shown_with_their_own_place():
    facts = facts_of(a_run(30), period="last25")
    assert facts.count == 25
    assert facts.place_of("F-005") == 0
    assert facts.place_of("F-004") == -1


def test_every_reading_is_a_point_where_single_readings_are_charted():
    node = a_desk(a_form(a_field("od", "measurement", settings={"needs_gauge": False})))
    for number, value in enumerate(("5.60", "5.61", "5.59")):
        node.do(StartForm(form="QF-1", filled=f"F-{number}"))
        node.do(EnterFields(filled=f"F-{number}", entries=(Entry(path="od", value=f'"{value}"'),)))
        node.clock.ms += 1000
    facts = facts_of(node)
    assert [facts.owner(place)[0].filled for place in range(3)] == ["F-0", "F-1", "F-2"]
    data = chart_data(Words("en"), Moments(Words("en"), node.clock), facts)
    assert data.panels[1].values[0] is None  # the first moving range belongs to the second point


def test_the_file_holds_every_point_with_readings_and_limits():
    node = a_run()
    node.do(FreezeLimits(form="QF-1", field="od", reason="phase I"))
    measured(node, 90, OUT)
    words = Words("en")
    text = chart_csv(words, Moments(words, node.clock), facts_of(node)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 21
    assert (rows[-1]["rules broken"], rows[-1]["readings 1"]) == ("1", "5.69")
    assert float(rows[0]["lower limit"]) < float(rows[0]["value"]) < float(rows[0]["upper limit"])


def test_the_readings_behind_a_point_show_a_retry_and_what_it_replaced():
    node = a_run(2)
    again = Entry(path="od/2", value='"5.63"', reason="sat askew")
    node.do(EnterFields(filled="F-001", entries=(again,)))
    raw = node.ask(raw_of, what_of(node), "F-001")
    assert [(one.path, one.said) for one in raw] == [
        ("od/1", "5.60 mm"),
        ("od/2", "5.61 mm"),
        ("od/2", "5.63 mm"),
        ("od/3", "5.59 mm"),
    ]
    assert raw[2].reason == "sat askew"


@pytest.fixture
def charting(hands):
    """Let twenty rounds be measured, one of them out, and the chart be open."""
    at = hands.at
    at.define("line_lead", *RIGHTS)
    at.publish("form", SPIKE.code, SPIKE, title=SPIKE.name)
    for number in range(21):
        values = OUT if number == 20 else ("5.60", "5.61", f"5.{59 + number % 2 * 3}")
        name = f"F-{number:03}"
        at.clock.ms += 60_000
        entries = tuple(Entry(path=f"od/{n}", value=f'"{one}"') for n, one in enumerate(values, 1))
        at.do(StartForm(form=SPIKE.code, filled=name), LEAD)
        at.do(EnterFields(filled=name, entries=entries), LEAD)
    enter(hands, LEAD)
    hands.window.go(Place("spc", record=chart_stream(SPIKE.code, "od")))
    hands.sees(lambda: hands.window.screen_in_front.is_settled)
    return hands


@pytest.mark.requirement("IS-08")
def test_a_cause_is_told_and_limits_are_fixed_without_its_point_by_signature(charting):
    at = charting.at
    chart = charting.window.findChild(ControlChart, "spc-chart")
    chart.picked.emit(20)
    charting.press("spc-cause")
    charting.find("cause-reason").setText("gauge was cold")
    charting.press("cause-leave-out")
    charting.press("cause-do")
    charting.sees(lambda: charting.find("cause-sheet") is None)
    charting.press("spc-freeze")
    field = charting.window.findChild(QLineEdit, "freeze-reason")
    charting.sees(field.isVisible)
    field.setText("first rounds")
    charting.press("freeze-do")
    sign(charting)
    charting.sees(lambda: at.ask(limit_sets, SPIKE.code, "od") != ())
    (fixed,) = at.ask(limit_sets, SPIKE.code, "od")
    assert (fixed.left_out, fixed.limits.points, fixed.by) == (("F-020",), 20, LEAD)
    assert at.ask(signatures, chart_stream(SPIKE.code, "od"))
    charting.reads(Words("zh_CN")("signature.meaning.performed"))
    plugs = at.station.journal.vocabulary.plugs
    what = at.ask(characteristic, plugs, at.clock.ms, SPIKE.code, "od")
    assert [one.cause for one in at.ask(charted, what).subgroups][-1] == "gauge was cold"
