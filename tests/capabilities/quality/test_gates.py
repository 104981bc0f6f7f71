"""Gates of quality: nobody gets past them, whatever their role; what is withdrawn opens nothing."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.documents.events import Withdrawn
from app.capabilities.equipment.machines.commands import DefineParameter, NoteCrossing
from app.capabilities.production.bodies import GATES
from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.quality.deviations.commands import AcknowledgeDeviation
from app.capabilities.quality.deviations.queries import deviations
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.roster import ROSTER
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import LIBRARIAN
from tests.capabilities.people.plant import FOUNDER, ROLES, a_person
from tests.capabilities.quality.inspected import (
    CHECKING,
    ENGINEER,
    FINAL,
    FIRST,
    LEAD,
    MINUTE_MS,
    OPERATOR,
    ORDER,
    PATROL,
    TURNING,
    a_floor,
    a_route,
    in_hand,
    inspect,
    report,
    start,
)

GATED = a_route(
    turning=("first_article", "patrol", "parameters"),
    checking=("final_inspection", "visual_inspection"),
)


def cross(node, at_ms=None):
    """Let the spindle leave its window while turning is in hand."""
    crossing = NoteCrossing(
        equipment="CNC-01",
        parameter="spindle",
        at_ms=node.clock.now_ms() if at_ms is None else at_ms,
        value=Decimal(3_100),
        limit=Decimal(2_900),
        unit="rpm",
        order=ORDER,
        operation=TURNING,
    )
    node.do(crossing, "")


def a_turning(*plans, route=GATED):
    node = a_floor(*plans, route=route)
    in_hand(node)
    start(node)
    return node


# ------------------------------------------------------------------------ IL-08
@pytest.mark.requirement("IL-08")
def test_a_parameter_outside_its_window_stops_reports_until_somebody_with_the_right_answers():
    node = a_turning()
    report(node, 1)
    cross(node)
    with pytest.raises(Refused, match=r"parameters\.outside"):
        report(node, 1)
    (one,) = node.ask(deviations, ORDER, TURNING)
    answered = AcknowledgeDeviation(
        order=ORDER, operation=TURNING, crossing=one.crossing, reason="12 pieces measured, all good"
    )
    for who in (OPERATOR, LEAD):
        with pytest.raises(Refused, match=r"right\.missing"):
            node.do(answered, who)
    with pytest.raises(Refused, match=r"deviation\.why"):
        node.do(replace(answered, reason=""), ENGINEER)
    node.do(answered, ENGINEER)
    report(node, 1)
    with pytest.raises(Refused, match=r"deviation\.acknowledged"):
        node.do(answered, ENGINEER)


@pytest.mark.requirement("IL-08")
def test_a_start_is_refused_while_a_deviation_is_open():
    node = a_floor(route=GATED)
    in_hand(node)
    cross(node)
    with pytest.raises(Refused, match=r"parameters\.outside"):
        node.do(StartOperation(order=ORDER, operation=TURNING), OPERATOR)


# ------------------------------------------------------------------------ IL-12
@pytest.mark.requirement("IL-12")
@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("first_article", "first_article.not_released"),
        ("patrol", "patrol.overdue"),
        ("parameters", "parameters.outside"),
        ("final_inspection", "final.not_accepted"),
        ("visual_inspection", "final.not_accepted"),
    ],
)
def test_a_gate_looks_at_no_role_and_at_no_right(gate, code):
    """The table of roles: whoever may report at all is refused, and who may do everything too."""
    held_here = a_route(turning=(gate,) if "inspection" not in gate else (), checking=(gate,))
    node = a_turning(FIRST, PATROL, FINAL, route=held_here)
    node.clock.ms += 60 * MINUTE_MS
    operation = TURNING
    if "inspection" in gate:
        report(node, 5)
        start(node, CHECKING)
        operation = CHECKING
    if gate == "parameters":
        cross(node)
    may_report = {role.role for role in ROLES if "production.report" in role.rights}
    for place, role in enumerate(ROLES):
        person = f"P-{900 + place:04}"
        node.do(a_person(person, roles=(role.role,)), FOUNDER)
        refused = code if role.role in may_report else "right.missing"
        assert refusal(node, operation, person) == refused
    assert refusal(node, operation, FOUNDER) == code


def refusal(node, operation, who):
    with pytest.raises(Refused) as caught:
        report(node, 1, operation, who=who)
    return caught.value.code


@pytest.mark.requirement("IL-12")
def test_no_right_is_there_to_override_anything():
    rights = {right for role in ROLES for right in role.rights}
    forbidden = ("override", "bypass", "skip", "force", "ignore")
    assert not {right for right in rights if any(word in right for word in forbidden)}
    plugged = {name for plug in ROSTER for name in plug.gates}
    assert plugged == {
        "first_article",
        "patrol",
        "parameters",
        "final_inspection",
        "visual_inspection",
    }
    assert plugged <= set(GATES)


# ------------------------------------------------------------------------ plans come and go
def test_a_gate_nobody_planned_for_lets_through_and_a_withdrawn_plan_shuts_it():
    report(a_turning(), 1)
    node = a_turning(FIRST)
    with node.engine.begin() as connection:
        gone = Withdrawn(form="inspection_plan", code=FIRST.code, revision="A", why="mistake")
        node.journal.record(connection, (gone,), LIBRARIAN)
    node.clock.ms += MINUTE_MS
    with pytest.raises(Refused, match=r"inspection\.plan_withdrawn"):
        report(node, 1)


def test_a_parameter_defined_before_the_work_arms_nothing_afterwards():
    node = a_floor(FIRST, route=GATED)
    spindle = DefineParameter(
        equipment="CNC-01", parameter="s", name=Bilingual("主轴", "Spindle"), unit="rpm"
    )
    node.do(spindle, FOUNDER)
    in_hand(node)
    start(node)
    name = inspect(node, FIRST)
    assert node.ask(inspection, name).row.causes == ("order",)
