"""What capabilities plug into rules: what they see, and what rules may ask of them."""

from decimal import Decimal

import msgspec
import pytest

from app.capabilities.equipment.gauges.commands import CalibrateGauge
from app.capabilities.equipment.gauges.events import Finding
from app.capabilities.equipment.gauges.queries import gauge
from app.capabilities.equipment.machines.commands import (
    DefineEquipment,
    DefineParameter,
    NoteCrossing,
)
from app.capabilities.equipment.machines.events import SegmentRecorded, Series
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.materials.lots.queries import lot
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.quality.charts.queries import broken_by
from app.capabilities.quality.due.answers import State
from app.capabilities.quality.inspecting.commands import ConcludeInspection
from app.capabilities.quality.inspections.events import BY_RULE
from app.capabilities.quality.run_rules.decisions import Rule as RunRule
from app.capabilities.quality.switching.queries import sampled_fields, switching
from app.capabilities.rules.definition.bodies import RULE, Doing
from app.capabilities.rules.firings.commands import LookRound
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.capabilities.equipment.test_gauges import MICROMETER
from tests.capabilities.labels.factory import TEMPLATE, asked
from tests.capabilities.materials.factory import DAY_MS, receipt
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.production.factory import ROUTE, a_plant, a_released_order
from tests.capabilities.quality import inspected, test_charts
from tests.capabilities.quality.inspected import PATROL, SAMPLED, everything
from tests.capabilities.rules.factory import a_rule, fired

TELL = Doing(action="notify", settings={"roles": ["ipqc"]})


def facts(one):
    return {said.name: said.value for said in one.facts}


def put(node, *rules):
    for rule in rules:
        publish(node, RULE, rule.code, rule)


def said(node, *happened):
    """Record what a station said by itself, and let what follows follow."""
    with node.engine.begin() as connection:
        done = node.journal.record(connection, happened, "")
        node.journal.react(connection, done.events)


def test_an_overdue_gauge_is_taken_out_of_use_once_until_it_is_due_again():
    node = a_plant()
    node.do(MICROMETER)
    calibrated = CalibrateGauge(
        gauge="G-03",
        certificate="C-1",
        calibrated_by="Lab",
        date="2025-11-20",
        due="2025-11-25",
        found=Finding.PASS,
    )
    node.do(calibrated)
    out = Doing(action="take_gauge_out")
    put(node, a_rule("R-2", out, when="equipment.gauges", given="is_overdue"))
    node.do(LookRound(), "")
    assert not fired(node)
    node.clock.ms += 4 * DAY_MS
    node.do(LookRound(), "")
    node.do(LookRound(), "")
    (one,) = fired(node)
    assert (one.threshold, facts(one)) == ("2025-11-25", {"is_overdue": "yes"})
    (why,) = node.ask(gauge, "G-03").outs
    assert (why.name, why.by) == (one.key, "")


def test_a_machine_that_warns_or_crosses_a_limit_is_one_case_a_day():
    node = a_plant()
    vibration = DefineParameter(
        equipment="IM-01",
        parameter="vibration",
        name=Bilingual("振动", "Vibration"),
        unit="mm/s",
        high=Decimal("7.1"),
        warn_high=Decimal("4.5"),
    )
    name = Bilingual("注塑机", "Moulding machine")
    node.do(DefineEquipment(equipment="IM-01", name=name, work_centre="IM"))
    node.do(vibration)
    put(
        node,
        a_rule("R-5", TELL, when="equipment.segment_recorded", given="'vibration' in warned"),
        a_rule("R-9", TELL, when="equipment.limit_crossed", given="value > limit"),
    )
    at = node.clock.ms
    for number, greatest in enumerate(("4.0", "4.6", "5.0")):
        series = Series(parameter="vibration", unit="mm/s", count=9, greatest=Decimal(greatest))
        begun = at + number
        said(
            node,
            SegmentRecorded(
                equipment="IM-01", from_ms=begun, to_ms=begun + 1, series=(series,), body="0" * 64
            ),
        )
    crossed = NoteCrossing(
        equipment="IM-01",
        parameter="vibration",
        at_ms=at,
        value=Decimal("7.3"),
        limit=Decimal("7.1"),
        unit="mm/s",
    )
    node.do(crossed, "")
    node.do(crossed, "")
    assert [one.rule for one in fired(node)] == ["R-5", "R-9"]
    assert facts(fired(node)[0]) == {"warned": "vibration"}
    assert facts(fired(node)[1]) == {"value": "7.3", "limit": "7.1"}


def test_what_left_its_place_too_early_is_seen_whatever_let_it_go():
    node = a_plant(route=a_route_that_rests())
    put(
        node,
        a_rule(
            "R-8",
            Doing(action="hold_order"),
            when="flows.moved",
            given="cause == 'good' and rested_min < dwell_min",
        ),
    )
    order = a_released_order(node)
    node.do(StartOperation(order=order, operation="B10"))
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(200)))
    assert not fired(node)
    node.clock.ms += 30 * 60_000
    early = Moved(
        case=order, source="B20", target="B40", quantity=Decimal(5), unit="个", cause=Cause.GOOD
    )
    said(node, early)
    (one,) = fired(node)
    assert facts(one) == {"cause": "good", "dwell_min": "60", "rested_min": "30"}
    assert (one.actions, one.matter.operation) == (("hold_order",), "B20")


def a_route_that_rests():
    first, second, *rest = ROUTE.operations
    resting = msgspec.structs.replace(second, min_dwell_min=60)
    return msgspec.structs.replace(ROUTE, operations=(first, resting, *rest))


def test_labels_nobody_can_account_for_hold_their_order_when_it_would_go_on():
    node = a_plant()
    publish(node, "label_template", TEMPLATE.code, TEMPLATE)
    put(
        node,
        a_rule(
            "R-7",
            Doing(action="hold_order"),
            when="production.operation_completed",
            given="operation == 'B10' and labels_unaccounted != 0",
        ),
    )
    order = a_released_order(node)
    node.do(asked(3, order=order))
    node.do(StartOperation(order=order, operation="B10"))
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(200)))
    (one,) = fired(node)
    assert facts(one) == {"operation": "B10", "labels_unaccounted": "3"}
    assert one.actions == ("hold_order",)


def test_a_rule_asks_for_a_patrol_that_is_due_at_once_and_once():
    node = inspected.a_floor(PATROL)
    put(
        node,
        a_rule(
            "R-6",
            Doing(action="require_inspection"),
            when="quality.concluded",
            given="trigger == 'patrol' and is_accepted",
            per="order + operation",
        ),
    )
    inspected.in_hand(node)
    inspected.start(node)
    node.clock.ms += 31 * inspected.MINUTE_MS
    inspected.inspect(node, PATROL)
    (one,) = fired(node)
    assert one.actions == ("require_inspection",)
    (found,) = everything(node, inspected.ORDER, inspected.TURNING)
    assert (found.wanted.occasions, found.wanted.causes) == ((one.key,), (BY_RULE,))
    assert found.state is not State.UPCOMING
    inspected.inspect(node, PATROL)  # what it asked for is done
    (found,) = everything(node, inspected.ORDER, inspected.TURNING)
    assert found.wanted.causes != (BY_RULE,)
    assert len(fired(node)) == 1


def test_a_rule_tightens_sampling_of_what_was_not_accepted():
    node = inspected.a_floor(SAMPLED)
    rule = a_rule(
        "R-T",
        Doing(action="tighten_sampling"),
        when="quality.concluded",
        given="trigger == 'incoming'",
    )
    put(node, rule)
    node.do(receipt("L-1"), FOUNDER)
    name, filled = inspected.begin(node, SAMPLED, inspected.IQC, lot="L-1")
    sample = {"lot_size": 500, "severity": "normal", "classes": {"major": {"found": 0}}}
    entries = (Entry(path="sample", value=msgspec.json.encode(sample).decode()),)
    node.do(EnterFields(filled=filled, entries=entries), inspected.IQC)
    node.do(CompleteForm(filled=filled), inspected.IQC)
    node.do(ConcludeInspection(inspection=name), inspected.IQC)
    (one,) = fired(node)
    assert one.actions == ("tighten_sampling",)
    ((form, field, settings),) = node.ask(
        sampled_fields, node.journal.vocabulary.plugs, node.clock.ms
    )
    material = node.ask(lot, "L-1")
    of = f"{material.material}@{material.supplier}"
    (view,) = node.ask(switching, form, field, settings, of)
    assert view.now.severity == "tightened"


@pytest.mark.parametrize(
    ("values", "broken"),
    [(("5.60", "5.61", "5.60"), set()), (("5.90", "5.91", "5.90"), {RunRule.N1})],
)
def test_the_newest_point_of_a_chart_is_judged_by_the_forms_before_it(values, broken):
    node = test_charts.a_run(24)
    name = test_charts.measured(node, 99, values)
    plugs = node.journal.vocabulary.plugs
    asked_for = (plugs, node.clock.ms, "QF-1", name, (RunRule.N1, RunRule.N2))
    assert node.ask(broken_by, *asked_for) == broken
