"""Gates of quality: nobody gets past them, whatever their role; what is withdrawn opens nothing."""

from dataclasses import replace as replace_last
from decimal import Decimal

import pytest
from msgspec.structs import replace
from sqlalchemy import delete

from app.capabilities.documents.events import Withdrawn
from app.capabilities.equipment.machines.answers import Limits, Parameter, Point, Trace
from app.capabilities.equipment.machines.bodies import pack
from app.capabilities.equipment.machines.commands import (
    DefineParameter,
    NoteCrossing,
    RecordSegment,
)
from app.capabilities.equipment.machines.decisions import in_short
from app.capabilities.equipment.machines.queries import segments
from app.capabilities.equipment.windows.answers import Last
from app.capabilities.equipment.windows.decisions import outside
from app.capabilities.production.bodies import GATES
from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.quality.deviations.commands import AcknowledgeDeviation
from app.capabilities.quality.deviations.queries import deviations, known
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.roster import ROSTER
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.tables import content
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


def a_window(node, low="2500", high="2900"):
    """Give the spindle its validated window."""
    spindle = DefineParameter(
        equipment="CNC-01",
        parameter="spindle",
        name=Bilingual("主轴", "Spindle"),
        unit="rpm",
        low=Decimal(low),
        high=Decimal(high),
    )
    node.do(spindle, FOUNDER)


def measured(node, *values, ago_min=0, quality="g", keep=True):
    """Let the spindle be measured, a second apart, the last one so long ago."""
    last_ms = node.clock.now_ms() - ago_min * MINUTE_MS
    first_ms = last_ms - 1_000 * (len(values) - 1)
    points = tuple(
        Point(first_ms + 1_000 * place, Decimal(value), quality)
        for place, value in enumerate(values)
    )
    trace = Trace("spindle", "rpm", points)
    segment = RecordSegment(
        equipment="CNC-01",
        from_ms=first_ms,
        to_ms=last_ms,
        series=(in_short(trace, Limits(Decimal(2_500), Decimal(2_900))),),
        body=pack("CNC-01", (trace,)),
    )
    node.do(segment, "")
    if not keep:
        with node.engine.begin() as connection:
            (row,) = segments(connection, "CNC-01", first_ms, last_ms + 1)
            connection.execute(delete(content).where(content.c.hash == row.body))


def crossed_before(node, value=3_100, ago_min=0):
    """Let the spindle leave its window while nothing is in hand."""
    at_ms = node.clock.now_ms() - ago_min * MINUTE_MS
    node.do(
        NoteCrossing(
            equipment="CNC-01",
            parameter="spindle",
            at_ms=at_ms,
            value=Decimal(value),
            limit=Decimal(2_900),
            unit="rpm",
        ),
        "",
    )


def an_idle_floor():
    node = a_floor(route=a_route(turning=("parameters",)))
    a_window(node)
    in_hand(node)
    node.clock.ms += 600 * MINUTE_MS
    return node


@pytest.mark.requirement("IL-08")
def test_no_work_begins_on_a_machine_that_stood_outside_its_window_before_it():
    node = an_idle_floor()
    crossed_before(node, ago_min=6)
    with pytest.raises(Refused, match=r"parameters\.stand_outside") as caught:
        start(node)
    assert caught.value.facts == {
        "equipment": "CNC-01",
        "parameter": "spindle",
        "value": "3100 rpm",
        "window": "2500…2900 rpm",
        "minutes": 6,
        "count": 1,
    }
    measured(node, "3000", "2950", ago_min=1)
    with pytest.raises(Refused, match=r"parameters\.stand_outside") as caught:
        start(node)
    assert caught.value.facts["value"] == "2950 rpm"
    measured(node, "2950", "2900")
    start(node)


@pytest.mark.requirement("IL-08")
def test_work_begins_outside_the_window_only_by_the_answer_of_whoever_may_give_one():
    node = an_idle_floor()
    crossed_before(node, ago_min=6)
    now_ms = node.clock.now_ms()
    (one,) = node.ask(known, ORDER, TURNING, "CNC-01", now_ms)
    answered = AcknowledgeDeviation(
        order=ORDER, operation=TURNING, crossing=one.crossing, reason="tried", equipment="CNC-01"
    )
    with pytest.raises(Refused, match=r"right\.missing"):
        node.do(answered, OPERATOR)
    other = replace(answered, operation="B10")
    node.do(other, ENGINEER)  # what was said for another operation does not answer for this one
    with pytest.raises(Refused, match=r"parameters\.stand_outside"):
        start(node)
    node.do(answered, ENGINEER)
    start(node)
    crossed_before(node, value=3_200)  # it left again: that one is not answered for
    with pytest.raises(Refused, match=r"parameters\.outside"):
        report(node, 1)


@pytest.mark.requirement("IL-08")
@pytest.mark.parametrize(
    ("values", "options", "is_refused"),
    [
        (("2899", "2901"), {}, True),
        (("2901", "2500"), {}, False),
        (("2499",), {}, True),
        (("2901",), {"ago_min": 479}, True),
        (("2901",), {"ago_min": 481}, False),  # silent for a shift: it says nothing of now
        (("2901",), {"quality": "b"}, False),  # a value its source does not vouch for
        (("2899", "2901", "2800"), {"keep": False}, True),  # its samples are not here
        (("2600", "2800"), {"keep": False}, False),
    ],
)
def test_what_was_measured_last_says_whether_work_may_begin(values, options, is_refused):
    node = an_idle_floor()
    measured(node, *values, **options)
    if is_refused:
        with pytest.raises(Refused, match=r"parameters\.stand_outside"):
            start(node)
    else:
        start(node)


def test_the_later_of_a_crossing_and_a_measurement_says_where_a_parameter_stands():
    limits = Limits(Decimal(10), Decimal(20))
    window = Parameter("M", "t", Bilingual("温度", "Temperature"), "°C", limits)
    inside, beyond = Last("t", Decimal(20), 5, "seg"), Last("t", Decimal("20.1"), 4, "cross")
    assert outside((window,), {"t": inside}, {"t": beyond}, 0) == ()
    late = replace_last(beyond, at_ms=6)
    (one,) = outside((window,), {"t": inside}, {"t": late}, 0)
    assert (one.value, one.limit, one.said) == (Decimal("20.1"), Decimal(20), "cross")
    (one,) = outside((window,), {"t": Last("t", Decimal(9), 7, "seg")}, {}, 0)
    assert (one.limit, one.said) == (Decimal(10), "seg")
    assert outside((window,), {}, {}, 0) == ()
    assert outside((window,), {}, {"t": late}, 7) == ()  # too long ago to say where it stands
    (one,) = outside((window,), {"t": Last("t", Decimal(9), 8, "seg")}, {"t": late}, 7)
    assert one.said == "cross"  # the excursion has its name from its crossing, however old


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
        "no_open_nonconformance",
        "no_open_deviation",
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
