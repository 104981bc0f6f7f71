"""An operation is begun by qualified people; what a merge brings to light is a discrepancy."""

import pytest
from msgspec.structs import replace

from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
    WithdrawQualification,
)
from app.capabilities.people.qualifications.decisions import DAY_MS
from app.capabilities.production.discrepancies.queries import worked_unqualified
from app.capabilities.production.operations.commands import (
    PauseOperation,
    ResumeOperation,
    StartOperation,
)
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from tests.capabilities.people.plant import a_person
from tests.capabilities.production.factory import ROUTE, a_plant, a_released_order

OPERATOR, OTHER, LEAD = "P-0101", "P-0102", "P-0110"
TURNING = "TURNING"
QUALIFIED = replace(
    ROUTE,
    operations=(replace(ROUTE.operations[0], qualifications=(TURNING,)), *ROUTE.operations[1:]),
)


def a_line(station="S1"):
    node = a_plant(station, route=QUALIFIED)
    for person in (OPERATOR, OTHER):
        node.do(a_person(person, roles=()), LEAD)
    name = Bilingual("数控车削", "CNC turning")
    node.do(DefineQualification(qualification=TURNING, name=name, months=12), LEAD)
    return node


def vouch(node, person=OPERATOR):
    node.do(GrantQualification(person=person, qualification=TURNING, evidence="TR-1"), LEAD)


def start(node, order, actor=OPERATOR):
    return node.do(StartOperation(order=order, operation="B10"), actor)


def found(node):
    return node.ask(lambda connection: list(worked_unqualified(connection)))


@pytest.mark.requirement("P11-10")
def test_a_start_is_refused_once_the_qualification_has_expired_and_says_whose_and_which():
    node = a_line()
    vouch(node)
    order = a_released_order(node)
    node.clock.ms += 365 * DAY_MS
    with pytest.raises(Refused) as caught:
        start(node, order)
    assert caught.value.code == "operation.not_qualified"
    said = Words("en").refusal(caught.value)
    assert "Operator 0101" in said
    assert "expired: CNC turning" in said
    vouch(node)
    assert start(node, order).events


@pytest.mark.requirement("P11-10")
def test_who_never_was_qualified_neither_starts_nor_goes_on_with_it():
    node = a_line()
    vouch(node)
    order = a_released_order(node)
    with pytest.raises(Refused, match=r"operation\.not_qualified"):
        start(node, order, OTHER)
    start(node, order)
    node.do(PauseOperation(order=order, operation="B10"), OPERATOR)
    with pytest.raises(Refused, match=r"operation\.not_qualified"):
        node.do(ResumeOperation(order=order, operation="B10"), OTHER)
    assert node.do(ResumeOperation(order=order, operation="B10"), OPERATOR).events


def test_an_operation_that_requires_nothing_is_begun_by_anybody():
    node = a_plant()
    assert start(node, a_released_order(node), OTHER).events


@pytest.mark.requirement("P11-10")
def test_work_begun_while_the_withdrawal_was_on_its_way_is_a_discrepancy():
    """The lead withdrew it at another station; that news had not come when the work began."""
    here, office = a_line("S1"), a_line("S2")
    vouch(here)
    office.take([Arrival(sealed) for sealed in here.events()])
    order = a_released_order(here)
    office.clock.ms += 60_000
    gone = WithdrawQualification(person=OPERATOR, qualification=TURNING, why="failed the audit")
    office.do(gone, LEAD)
    here.clock.ms += 120_000
    start(here, order)
    assert found(here) == []
    here.take([Arrival(sealed) for sealed in office.events()])
    (one,) = found(here)
    assert (one.kind, one.subjects) == ("worked_unqualified", (order, "B10"))
    assert one.facts["person"] == OPERATOR


def test_a_withdrawal_after_the_start_makes_no_discrepancy():
    node = a_line()
    vouch(node)
    order = a_released_order(node)
    start(node, order)
    node.clock.ms += 60_000
    gone = WithdrawQualification(person=OPERATOR, qualification=TURNING, why="moved on")
    node.do(gone, LEAD)
    assert found(node) == []
