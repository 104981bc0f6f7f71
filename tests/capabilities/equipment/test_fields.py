"""Forms ask for gauges, machines and what their parameters are; readings are checked by gauges."""

from decimal import Decimal

import pytest

from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge, TakeGaugeOut
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.equipment.machines.commands import (
    DefineEquipment,
    DefineParameter,
    SetEquipmentState,
)
from app.capabilities.equipment.machines.events import EquipmentState, StopReason
from app.capabilities.forms.definition.decisions import check_form
from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.roster import ROSTER
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.forms.factory import FILLED, a_field, a_form, entry, look, put
from tests.journal.node import a_node

NAME = Bilingual("量具", "Gauge")


def a_lab(*fields):
    """Return a node with a micrometer due today, a press, and a form of `fields` begun."""
    node = a_node(capabilities=ROSTER)
    node.do(
        DefineGauge(
            gauge="G-03",
            name=NAME,
            sort=GaugeKind.MICROMETER,
            serial="MX-1",
            unit="mm",
            low=Decimal(0),
            high=Decimal(25),
        )
    )
    node.do(
        CalibrateGauge(
            gauge="G-03",
            certificate="C-1",
            calibrated_by="Lab",
            date="2025-06-01",
            due="2025-11-22",
            found=Finding.PASS,
        )
    )
    node.do(DefineEquipment(equipment="IM-01", name=NAME, work_centre="IM"))
    node.do(
        DefineParameter(
            equipment="IM-01",
            parameter="melt",
            name=NAME,
            unit="°C",
            low=Decimal(215),
            high=Decimal(235),
        )
    )
    form = a_form(*fields)
    publish(node, "form", form.code, form)
    node.do(StartForm(form=form.code, filled=FILLED))
    return node


def diameter(**facts):
    settings = {"lsl": "3.925", "usl": "3.990", "unit": "mm"} | facts
    return a_field("tip", "measurement", settings=settings)


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code


def measure(node, value, **facts):
    return put(node, entry("tip", value, **{"gauge": "G-03"} | facts))


@pytest.mark.requirement("IL-04")
def test_a_reading_is_taken_with_a_gauge_due_today_and_refused_the_day_after():
    node = a_lab(diameter())
    measure(node, "3.950")
    assert look(node).held["tip"].passes is True
    node.clock.ms += 86_400_000
    refuses("gauge.overdue", measure, node, "3.951", reason="typing error")


@pytest.mark.requirement("IL-04")
def test_a_reading_beyond_the_gauge_is_refused_and_one_in_another_unit_is_converted():
    node = a_lab(diameter(unit="µm", lsl=None, usl=None))
    refuses("gauge.out_of_range", measure, node, "25001")
    measure(node, "3950")
    strange = a_lab(diameter(unit="g"))
    refuses("gauge.unit", measure, strange, "3")


@pytest.mark.requirement("P11-09")
def test_a_swapped_device_is_refused_by_its_serial_number():
    node = a_lab(diameter())
    refuses("gauge.other_serial", measure, node, "3.950", source="device", serial="MX-2")
    refuses("gauge.unknown", measure, node, "3.950", gauge="G-99")
    measure(node, "3.950", source="device", serial="MX-1")


@pytest.mark.requirement("P11-09")
def test_a_device_nobody_registered_is_refused():
    node = a_lab(diameter(needs_gauge=False))
    refuses("gauge.device_unknown", measure, node, "3.950", gauge="", serial="MX-2")
    measure(node, "3.950", gauge="", serial="MX-1")


@pytest.mark.requirement("IL-04")
def test_a_gauge_is_named_only_where_it_may_and_can_measure():
    tip = {"sort": "micrometer", "unit": "mm", "low": "3.925", "high": "3.990"}
    node = a_lab(a_field("by", "gauge", settings=tip))
    put(node, entry("by", "G-03"))
    refuses("gauge.unknown", put, node, entry("by", "G-99", reason="other"))
    node.do(TakeGaugeOut(gauge="G-03", reason="dropped"))
    refuses("gauge.out_of_use", put, node, entry("by", "G-03", reason="again"))
    long = a_lab(a_field("by", "gauge", settings=tip | {"high": "28"}))
    refuses("gauge.range_short", put, long, entry("by", "G-03"))
    other = a_lab(a_field("by", "gauge", settings={"sort": "caliper"}))
    refuses("gauge.other_kind", put, other, entry("by", "G-03"))


def test_a_machine_at_fault_is_not_named():
    node = a_lab(a_field("press", "equipment", settings={"work_centre": "IM", "running": True}))
    refuses("equipment.not_running", put, node, entry("press", "IM-01"))
    node.do(SetEquipmentState(equipment="IM-01", state=EquipmentState.RUNNING))
    put(node, entry("press", "IM-01"))
    node.do(
        SetEquipmentState(
            equipment="IM-01", state=EquipmentState.FAULT, reason=StopReason.MAINTENANCE
        )
    )
    refuses("equipment.at_fault", put, node, entry("press", "IM-01", reason="again"))
    refuses("equipment.unknown", put, node, entry("press", "IM-99", reason="other"))
    elsewhere = a_lab(a_field("press", "equipment", settings={"work_centre": "CNC"}))
    refuses("equipment.elsewhere", put, elsewhere, entry("press", "IM-01"))
    other = a_lab(a_field("press", "equipment", settings={"of": ["IM-02"]}))
    refuses("equipment.other", put, other, entry("press", "IM-01"))


def snap(node, value, **facts):
    at_ms = facts.pop("at_ms", node.clock.ms - 1_000)
    sample = {"value": value, "unit": "°C", "at_ms": at_ms, "low": "215", "high": "235"} | facts
    return put(node, entry("melt", {"equipment": "IM-01", "samples": {"melt": sample}}))


def test_a_snapshot_is_judged_by_the_machine_s_limits_or_by_the_form_s():
    node = a_lab(a_field("melt", "parameters", settings={"windows": [{"parameter": "melt"}]}))
    snap(node, "226.5")
    held = look(node).held["melt"]
    assert (held.said, held.passes) == ("IM-01 · melt 226.5 °C", True)
    hot = {"windows": [{"parameter": "melt", "low": "230", "high": "240"}]}
    node = a_lab(a_field("melt", "parameters", settings=hot))
    snap(node, "226.5")
    assert look(node).held["melt"].passes is False


def test_a_snapshot_that_is_old_or_of_other_limits_is_refused():
    melt = {"windows": [{"parameter": "melt"}], "fresh_s": 60}
    node = a_lab(a_field("melt", "parameters", settings=melt))
    refuses("equipment.stale", snap, node, "226", at_ms=node.clock.ms - 60_001)
    refuses("equipment.stale", snap, node, "226", at_ms=node.clock.ms + 60_001)
    refuses("equipment.limits_are_others", snap, node, "226", high="240")
    refuses("equipment.unit", snap, node, "226", unit="K")
    strange = a_lab(a_field("melt", "parameters", settings={"windows": [{"parameter": "oil"}]}))
    refuses("equipment.parameter_missing", snap, strange, "226")


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("gauge", {"sort": "sextant"}),
        ("gauge", {"low": "3"}),
        ("parameters", {"windows": []}),
        ("parameters", {"windows": [{"parameter": "melt"}] * 2}),
        ("parameters", {"windows": [{"parameter": "melt", "low": "3", "high": "2"}]}),
        ("parameters", {"windows": [{"parameter": "melt"}], "fresh_s": 0}),
    ],
)
def test_a_field_without_sense_is_no_form(kind, settings):
    kinds = a_node(capabilities=ROSTER).journal.vocabulary.plugs.field_kinds
    unsound = a_form(a_field("it", kind, settings=settings))
    refuses("form.settings_unsound", check_form, unsound, kinds)


@pytest.mark.requirement("IL-04")
def test_a_gauge_of_another_kind_or_too_short_for_the_limits_measures_nothing():
    other = a_lab(diameter(gauge_kind="caliper"))
    refuses("gauge.other_kind", measure, other, "3.950")
    short = a_lab(diameter(usl="40"))
    refuses("gauge.range_short", measure, short, "3.950")


@pytest.mark.requirement("P11-09")
def test_a_device_that_is_no_gauge_of_the_plant_fills_nothing():
    node = a_lab(diameter(needs_gauge=False))
    refuses("gauge.unknown", put, node, entry("tip", "3.95", source="device", device="SC-99"))
    put(node, entry("tip", "3.95", source="device", device="G-03", serial="MX-1"))


def test_a_go_and_no_go_verdict_is_held_to_its_gauge_too():
    node = a_lab(a_field("taper", "pass_fail"))
    refuses("gauge.unknown", put, node, entry("taper", "pass", gauge="G-77"))
