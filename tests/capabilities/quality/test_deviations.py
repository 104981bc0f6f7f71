"""Deviations people tell (CN-14): of production and inspection; no batch passes an open one."""

from typing import Any

import pytest

from app.capabilities.production.bodies import RECEIPT_GATES
from app.capabilities.quality.deviations.commands import DecideDeviation, ReportDeviation
from app.capabilities.quality.deviations.events import Ruling, Stage, Weight
from app.capabilities.quality.deviations.queries import (
    decided_apart,
    of_batch,
    open_deviations,
    reported,
    todos,
)
from app.capabilities.roster import ROSTER
from app.journal.capability import GateAsk
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.failing import (
    a_deviation,
    a_signing_floor,
    apart,
    assess,
    close_deviation,
    decide,
    sign,
)
from tests.capabilities.quality.inspected import (
    ENGINEER,
    IPQC,
    ORDER,
    QA,
    in_hand,
    merge,
    report,
    start,
)


@pytest.fixture
def node():
    made = a_signing_floor()
    in_hand(made)
    return made


def refused(act) -> str:
    with pytest.raises(Refused) as said:
        act()
    return said.value.code


@pytest.mark.requirement("CN-14")
def test_a_deviation_of_production_is_told_assessed_decided_by_signature_and_closed(node):
    a_deviation(node)
    row = node.ask(reported, "DV-1")
    lot, product = row.lot, row.product
    assert (bool(lot), bool(product), row.stage) == (True, True, "production")
    assess(node)
    decide(node)
    close_deviation(node, remarks="Nothing left")
    row = node.ask(reported, "DV-1")
    assert (row.state, row.ruling, row.decided_by, row.closed_by) == ("closed", "accept", QA, QA)
    assert node.ask(of_batch, ORDER, "") == node.ask(of_batch, "", lot) == (row,)


@pytest.mark.requirement("CN-14")
def test_a_deviation_of_an_inspection_names_its_form_and_asks_for_the_same(node):
    about = Matter(filled="F-1", form="F-TIP", lot="L-9")
    a_deviation(node, "DV-2", IPQC, stage=Stage.INSPECTION, matter=about)
    row = node.ask(reported, "DV-2")
    assert (row.stage, row.filled, row.lot, row.state) == ("inspection", "F-1", "L-9", "reported")


@pytest.mark.requirement("CN-14")
def test_no_batch_is_received_while_a_deviation_of_it_is_open_whatever_its_route_names(node):
    assert "no_open_deviation" in RECEIPT_GATES
    start(node)
    report(node, 20)
    start(node, "B40")
    report(node, 20, "B40")
    a_deviation(node)
    start(node, "B60")
    assert refused(lambda: report(node, 20, "B60")) == "deviation.open"
    assess(node)
    decide(node)
    assert refused(lambda: report(node, 20, "B60")) == "deviation.open"
    close_deviation(node)
    report(node, 20, "B60")


@pytest.mark.requirement("CN-14", "IL-12")
def test_no_right_there_is_gets_past_the_gate(node):
    a_deviation(node)
    gate = next(p.gates["no_open_deviation"] for p in ROSTER if "no_open_deviation" in p.gates)
    with node.engine.begin() as connection:
        acting = node.journal.acting(connection, FOUNDER)
        for moment in ("start", "report"):
            ask = GateAsk(ORDER, "B60", moment)
            if moment == "start":
                gate(acting, ask)
            else:
                assert refused(lambda ask=ask: gate(acting, ask)) == "deviation.open"


def test_what_was_to_be_what_was_and_what_it_is_about_are_asked_for(node):
    def told(**facts):
        known: dict[str, Any] = {"planned": "a", "actual": "b", "matter": Matter(order=ORDER)}
        return refused(lambda: node.do(ReportDeviation(**known | facts), IPQC))

    assert told(planned=" ") == "deviation.planned_missing"
    assert told(actual="") == "deviation.actual_missing"
    assert told(matter=Matter()) == "deviation.about_missing"
    assert told(matter=Matter(order="NONE")) == "order.unknown"


def test_nobody_decides_unsigned_nor_before_it_is_assessed_nor_of_their_own(node):
    a_deviation(node)
    told = DecideDeviation(deviation="DV-1", ruling=Ruling.CAPA, reason="again")
    assert refused(lambda: node.do(told, QA)) == "deviation.not_assessed"
    assess(node)
    assert refused(lambda: node.do(told, QA)) == "deviation.unsigned"
    a_deviation(node, "DV-3", QA)
    assess(node, "DV-3")
    own = DecideDeviation(deviation="DV-3", ruling=Ruling.CAPA, reason="again")
    assert refused(lambda: node.do(own, QA)) == "deviation.own"


def test_a_critical_one_is_not_simply_accepted_and_one_handed_on_names_where_to(node):
    a_deviation(node)
    assess(node, weight=Weight.CRITICAL)
    sign(node, QA, "deviation/DV-1")
    told = DecideDeviation(deviation="DV-1", ruling=Ruling.ACCEPT, reason="fine")
    assert refused(lambda: node.do(told, QA)) == "deviation.critical"
    node.do(DecideDeviation(deviation="DV-1", ruling=Ruling.CAPA, reason="again"), QA)
    assert refused(lambda: close_deviation(node)) == "deviation.reference_missing"
    close_deviation(node, reference="capa/CA-1")
    assert node.ask(open_deviations, ORDER) == ()


def test_two_decisions_apart_are_one_discrepancy_and_the_more_careful_one_stands(node):
    a_deviation(node)
    assess(node)
    other = apart(node)
    decide(node)
    close_deviation(node)
    decide(other, ruling=Ruling.NONCONFORMANCE)
    merge(node, other)
    for one in (node, other):
        row = one.ask(reported, "DV-1")
        assert (row.state, row.ruling) == ("decided", "nonconformance")
        (found,) = one.ask(lambda c: tuple(decided_apart(c)))
        assert found.subjects == ("deviation/DV-1",)


def test_it_waits_for_an_engineer_then_for_quality(node):
    def waiting():
        with node.engine.begin() as connection:
            return [(t.kind, t.roles) for t in todos(node.journal.acting(connection, ENGINEER))]

    a_deviation(node)
    assert waiting() == [("deviation_assess", ("engineer", "qa_release"))]
    assess(node)
    assert waiting() == [("deviation_decide", ("qa_release",))]
    decide(node)
    close_deviation(node)
    assert waiting() == []
