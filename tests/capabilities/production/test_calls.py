"""Calls for help: one per reason and station, answered once, closed."""

import pytest

from app.capabilities.production.calls.commands import AnswerCall, CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.calls.queries import call_of_station, open_calls
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.production.factory import a_plant


def call(node, reason=CallReason.QUALITY, **facts):
    return node.do(CallForHelp(reason=reason, **facts), actor="OP-01")


def the_call(node):
    (row,) = node.ask(open_calls)
    return row


def test_a_call_waits_until_somebody_answers_and_is_gone_when_settled():
    node = a_plant()
    call(node, order="W-1", operation="B20")
    row = the_call(node)
    assert (row.state, row.reason, row.station, row.raised_by) == (
        "open",
        "quality",
        "S1",
        "OP-01",
    )
    node.do(AnswerCall(call=row.call), actor="OP-02")
    assert (the_call(node).state, the_call(node).answered_by) == ("answered", "OP-02")
    node.do(CloseCall(call=row.call))
    assert node.ask(open_calls) == ()
    assert node.ask(call_of_station, "S1") is None


def test_calling_again_for_the_same_reason_raises_no_second_call():
    node = a_plant()
    call(node)
    assert call(node).events == ()
    node.clock.ms += 1_000
    call(node, CallReason.MATERIAL)
    assert [row.reason for row in node.ask(open_calls)] == ["quality", "material"]


def test_the_latest_call_of_a_station_is_its_own():
    node = a_plant()
    call(node)
    node.clock.ms += 1_000
    call(node, CallReason.EQUIPMENT)
    assert node.ask(call_of_station, "S1").reason == "equipment"
    assert node.ask(call_of_station, "S2") is None


def test_a_call_is_answered_once_and_what_is_closed_stays_closed():
    node = a_plant()
    call(node)
    name = the_call(node).call
    node.do(AnswerCall(call=name), actor="OP-02")
    with pytest.raises(Refused, match=r"call\.answered") as refused:
        node.do(AnswerCall(call=name))
    assert refused.value.facts["by"] == "OP-02"
    node.do(CloseCall(call=name))
    for command in (AnswerCall(call=name), CloseCall(call=name), CloseCall(call="none")):
        with pytest.raises(Refused, match=r"call\.unknown"):
            node.do(command)


def test_two_who_answer_apart_are_one_answer_and_the_first_stands():
    one, two = a_plant("S1"), a_plant("S2")
    raised = call(one).events
    two.take([Arrival(e) for e in raised])
    name = the_call(one).call
    one.clock.ms += 1_000
    two.clock.ms += 2_000
    first = one.do(AnswerCall(call=name), actor="OP-02").events
    second = two.do(AnswerCall(call=name), actor="OP-03").events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    assert the_call(one) == the_call(two)
    assert the_call(two).answered_by == "OP-02"
