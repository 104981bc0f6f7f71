"""When an inspection is due: by running time, pieces, stops, changes, shifts; by any clock."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.capabilities.equipment.machines.commands import DefineParameter, SetEquipmentState
from app.capabilities.equipment.machines.events import EquipmentState, StopReason
from app.capabilities.forms.filling.commands import VoidForm
from app.capabilities.forms.filling.events import FormVoided
from app.capabilities.forms.filling.queries import head, tried
from app.capabilities.production.operations.commands import PauseOperation, ResumeOperation
from app.capabilities.quality.due.answers import State
from app.capabilities.quality.due.decisions import state_of
from app.capabilities.quality.inspecting.commands import CancelInspection
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.occasions.decisions import running_ms
from app.capabilities.quality.plans.bodies import Arming
from app.capabilities.quality.timeline.answers import PAUSED, RESUMED, STARTED, House, Mark
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import (
    ENGINEER,
    FIRST,
    GOOD,
    IPQC,
    MINUTE_MS,
    OPERATOR,
    ORDER,
    PATROL,
    QA,
    TURNING,
    a_floor,
    a_route,
    begin,
    everything,
    fill,
    in_hand,
    inspect,
    release,
    report,
    start,
)

PAUSE = PauseOperation(order=ORDER, operation=TURNING, reason="break")
RESUME = ResumeOperation(order=ORDER, operation=TURNING)


def a_mark(kind, minute, ordinal, *, is_own=True):
    return Mark(f"m{ordinal}", kind, minute * MINUTE_MS, ordinal, is_own)


def a_turning(plan, *gates):
    node = a_floor(plan, route=a_route(turning=gates))
    in_hand(node)
    start(node)
    return node


def one(node):
    found = everything(node, order=ORDER, operation=TURNING)
    return found[0] if found else None


def stop(node, minutes, state=EquipmentState.STOPPED, reason=None):
    """Let the lathe stop and run again after so long."""
    node.clock.ms += MINUTE_MS
    node.do(SetEquipmentState(equipment="CNC-01", state=state, reason=reason), OPERATOR)
    node.clock.ms += minutes * MINUTE_MS
    runs = SetEquipmentState(equipment="CNC-01", state=EquipmentState.RUNNING)
    node.do(runs, OPERATOR)


# ------------------------------------------------------------------------ pure
def test_time_that_stood_still_is_no_running_time():
    marks = (
        a_mark(STARTED, 0, 1),
        a_mark(PAUSED, 10, 2),
        a_mark(RESUMED, 70, 3),
        a_mark(PAUSED, 75, 4),
    )
    assert running_ms(marks, marks[0], House(90 * MINUTE_MS)) == 15 * MINUTE_MS
    assert running_ms(marks, marks[2], House(90 * MINUTE_MS)) == 5 * MINUTE_MS


@given(st.lists(st.integers(-300, 300), max_size=4))
@settings(max_examples=40)
def test_however_a_clock_was_set_its_own_events_are_as_long_ago_as_they_are(jumps):
    """Forty minutes passed, whatever the clock was set by on the way."""
    noted = tuple((10 + place, by * MINUTE_MS) for place, by in enumerate(jumps))
    here = House((1_000 + 40 + sum(jumps)) * MINUTE_MS, jumps=noted)
    assert here.since_ms(a_mark(STARTED, 1_000, 1)) == 40 * MINUTE_MS


@given(st.integers(-300, 300))
@settings(max_examples=40)
def test_what_another_station_wrote_is_never_less_long_ago_than_it_is(by):
    here = House((1_040 + by) * MINUTE_MS, jumps=((10, by * MINUTE_MS),))
    assert here.since_ms(a_mark(STARTED, 1_000, 1, is_own=False)) >= 40 * MINUTE_MS


@pytest.mark.parametrize(
    ("late_min", "state"),
    [(-1, State.UPCOMING), (0, State.DUE), (9, State.DUE), (10, State.OVERDUE)],
)
def test_a_patrol_is_overdue_once_its_grace_is_over(late_min, state):
    assert state_of(late_min * MINUTE_MS, 10) is state


# ------------------------------------------------------------------------ patrols
@pytest.mark.requirement("FA-02")
def test_a_patrol_is_due_by_pieces_since_the_last_one():
    node = a_turning(replace(PATROL, every_min=0, every_pieces=4, grace_min=0))
    report(node, 3)
    assert (one(node).state, one(node).pieces_left) == (State.UPCOMING, Decimal(1))
    report(node, 1)
    assert one(node).wanted.causes == ("pieces",)
    assert one(node).state is State.OVERDUE
    inspect(node, PATROL)
    assert one(node).pieces_left == 4


@pytest.mark.requirement("FA-02")
def test_a_patrol_goes_round_after_a_stop_and_after_a_change():
    plan = replace(PATROL, every_min=0, after_stop=True, after_change=True)
    node = a_turning(plan)
    assert one(node).state is State.UPCOMING
    node.do(PAUSE, OPERATOR)
    node.do(RESUME, OPERATOR)
    assert (one(node).state, one(node).wanted.causes) == (State.DUE, ("stop",))
    inspect(node, PATROL)
    assert one(node).state is State.UPCOMING
    stop(node, 5, reason=StopReason.SETUP)
    assert one(node).state is State.DUE


@pytest.mark.requirement("FA-02")
def test_a_patrol_goes_round_after_a_long_stop_and_when_a_shift_begins():
    """It is 16:26 where the clock stands; the late shift begins at 20:00."""
    plan = replace(
        PATROL, every_min=0, after_stop=True, stop_min=30, shifts=("08:00", "20:00"), grace_min=10
    )
    node = a_turning(plan)
    stop(node, 29, reason=StopReason.BREAK)
    assert one(node).state is State.UPCOMING
    stop(node, 30, reason=StopReason.BREAK)
    assert one(node).wanted.causes == ("stop",)
    inspect(node, plan)
    node.do(PAUSE, OPERATOR)
    node.clock.ms += 4 * 60 * MINUTE_MS
    assert one(node).wanted.causes == ("shift",)
    assert one(node).state is State.DUE
    inspect(node, plan)
    assert one(node).state is State.UPCOMING


@pytest.mark.parametrize("reason", [StopReason.TOOL, StopReason.MATERIAL, StopReason.MAINTENANCE])
def test_a_patrol_goes_round_after_each_kind_of_change(reason):
    node = a_turning(replace(PATROL, every_min=0, after_change=True))
    stop(node, 5, reason=StopReason.BREAK)
    assert one(node).state is State.UPCOMING
    stop(node, 5, reason=reason)
    assert one(node).wanted.causes == ("change",)


def test_work_that_stands_still_makes_no_patrol_due_and_many_pauses_evade_none():
    node = a_turning(PATROL)
    for _ in range(3):
        node.clock.ms += 20 * MINUTE_MS
        node.do(PAUSE, OPERATOR)
        node.clock.ms += 300 * MINUTE_MS
        node.do(RESUME, OPERATOR)
    assert one(node).late_ms == 30 * MINUTE_MS


# ------------------------------------------------------------------------ first articles
@pytest.mark.requirement("FA-01")
@pytest.mark.parametrize(
    ("arming", "state", "reason", "minutes"),
    [
        (Arming.TOOL, EquipmentState.STOPPED, StopReason.TOOL, 5),
        (Arming.CHANGEOVER, EquipmentState.STOPPED, StopReason.SETUP, 5),
        (Arming.MATERIAL, EquipmentState.STOPPED, StopReason.MATERIAL, 5),
        (Arming.REPAIR, EquipmentState.STOPPED, StopReason.MAINTENANCE, 5),
        (Arming.REPAIR, EquipmentState.FAULT, None, 5),
        (Arming.STOP, EquipmentState.STOPPED, StopReason.BREAK, 60),
    ],
)
def test_what_the_machine_says_arms_what_the_plan_lists_and_nothing_else(
    arming, state, reason, minutes
):
    for arms, is_armed in (((arming,), True), ((Arming.SHIFT,), False)):
        node = a_turning(replace(FIRST, arms=arms, stop_min=60, shifts=("23:59",)))
        assert one(node) is None
        stop(node, minutes, state, reason)
        assert (one(node) is not None) is is_armed


def test_a_short_stop_arms_nothing_and_a_long_pause_does():
    node = a_turning(replace(FIRST, arms=(Arming.STOP,)))
    stop(node, 59, reason=StopReason.BREAK)
    assert one(node) is None
    node.do(PAUSE, OPERATOR)
    node.clock.ms += 60 * MINUTE_MS
    node.do(RESUME, OPERATOR)
    assert one(node).wanted.causes == ("stop",)


@pytest.mark.requirement("FA-01")
def test_a_new_shift_and_a_changed_parameter_arm_a_first_article():
    """It is 16:26 where the clock stands; the late shift begins at 20:00."""
    plan = replace(FIRST, arms=(Arming.SHIFT, Arming.PARAMETER), shifts=("08:00", "20:00"))
    node = a_turning(plan)
    assert one(node) is None
    node.clock.ms += 4 * 60 * MINUTE_MS
    assert one(node).wanted.causes == ("shift",)
    release(node, inspect(node, plan))
    assert one(node) is None
    spindle = DefineParameter(
        equipment="CNC-01",
        parameter="spindle",
        name=Bilingual("主轴", "Spindle"),
        unit="rpm",
        low=Decimal(2_700),
        high=Decimal(2_900),
    )
    node.do(spindle, FOUNDER)
    assert one(node).wanted.causes == ("parameter",)


def test_a_cancelled_inspection_asks_again_and_its_form_no_longer_counts():
    node = a_turning(FIRST)
    name, filled = begin(node, FIRST)
    assert one(node).step is Standing.BEGUN
    with pytest.raises(Refused, match=r"inspection\.why"):
        node.do(CancelInspection(inspection=name, reason=" "), IPQC)
    node.do(CancelInspection(inspection=name, reason="wrong piece"), IPQC)
    assert (one(node).inspection, one(node).step) == (name, Standing.TO_BEGIN)
    again, other = begin(node, FIRST)
    assert again == name
    assert other != filled


@pytest.mark.requirement("CN-08")
def test_who_may_cancel_cancels_a_begun_inspection_without_the_right_to_inspect():
    node = a_turning(FIRST)
    name, filled = begin(node, FIRST)
    fill(node, filled, {"tip/1": GOOD})
    cancelled = CancelInspection(inspection=name, reason="the wrong drawing")
    for who in (OPERATOR, ENGINEER):
        with pytest.raises(Refused, match=r"right\.missing right=quality\.cancel"):
            node.do(cancelled, who)
    with pytest.raises(Refused, match=r"right\.missing right=quality\.inspect"):
        fill(node, filled, {"tip/2": GOOD}, QA)
    with pytest.raises(Refused, match=r"right\.missing right=quality\.inspect"):
        node.do(VoidForm(filled=filled, reason="for itself"), QA)
    node.do(cancelled, QA)
    assert node.ask(head, filled).state == "voided"
    assert [each.said for each in node.ask(tried, filled)] == ["3.950 mm"]
    assert one(node).step is Standing.TO_BEGIN


def test_calling_something_else_off_voids_no_form():
    node = a_turning(FIRST)
    _, filled = begin(node, FIRST)
    forged = FormVoided(
        filled=filled, right="quality.inspect", reason="x", called_off="inspection/other"
    )
    with node.engine.begin() as connection:
        node.journal.record(connection, (forged,), QA)
    assert node.ask(head, filled).state == "open"
