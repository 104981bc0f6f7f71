"""Two stations work on the same orders, now and then in touch: every node folds the same state."""

from contextlib import suppress
from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.flows.queries import at_nodes
from app.capabilities.production.calls.commands import AnswerCall, CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.calls.queries import open_calls
from app.capabilities.production.operations.commands import (
    CorrectReport,
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.journal.digest import digest
from app.journal.journal import PLANT, Arrival
from app.kernel.refused import Refused
from app.store import content
from tests.capabilities.production.factory import ROUTE, a_planned_order, a_plant
from tests.journal.node import a_node

STATIONS = ("S1", "S2")
ORDERS = ("W-1", "W-2")
OPERATIONS = tuple(one.code for one in ROUTE.operations)
AREA = "line-1"

orders, operations = st.sampled_from(ORDERS), st.sampled_from(OPERATIONS)
amounts = st.integers(0, 8).map(Decimal)
scraps = st.just(()) | st.builds(Scrap, st.just("burr"), amounts).map(lambda one: (one,))
COMMANDS = st.one_of(
    st.builds(ReleaseOrder, order=orders),
    st.builds(
        ImportPlan, orders=st.builds(a_planned_order, orders, st.just(9)).map(lambda o: (o,))
    ),
    st.builds(
        DispatchOperation, order=orders, operation=operations, station=st.sampled_from(STATIONS)
    ),
    st.builds(StartOperation, order=orders, operation=operations),
    st.builds(PauseOperation, order=orders, operation=operations),
    st.builds(ResumeOperation, order=orders, operation=operations),
    *[
        st.builds(ReportOperation, order=orders, operation=operations, good=amounts, scrap=scraps)
        for _ in range(3)
    ],
    st.builds(CallForHelp, reason=st.sampled_from(CallReason)),
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(STATIONS),
        COMMANDS | st.sampled_from(["correct", "answer", "close", "meet"]),
        st.integers(-3_000, 60_000),
    ),
    max_size=40,
)


@cache
def definitions():
    """Return the events that define the plant, and the bodies they name."""
    node = a_plant("S1")
    node.do(ImportPlan(orders=tuple(a_planned_order(number, 9) for number in ORDERS)))
    node.do(ReleaseOrder(order="W-1"))
    events = tuple(node.events())
    names = {name for event in events for name in event.envelope.blobs}
    return events, tuple(node.ask(content.fetch, name) for name in sorted(names))


def a_station(name):
    node = a_node(name, capabilities=ROSTER)
    events, bodies = definitions()
    node.take([Arrival(event) for event in events])
    for body in bodies:
        node.ask(content.keep, body, "application/json")
    return node


def play(acts):
    nodes = {name: a_station(name) for name in STATIONS}
    for name, act, moved_ms in acts:
        node = nodes[name]
        node.clock.ms += moved_ms
        if act == "meet":
            for one, other in (STATIONS, STATIONS[::-1]):
                nodes[one].take([Arrival(event) for event in nodes[other].events()])
            continue
        with suppress(Refused):
            node.do(_command(node, act))
    return nodes


def _command(node, act):
    if act == "correct":
        moves = [e.hash for e in node.events() if e.envelope.kind == "flows.moved"]
        return CorrectReport(move=moves[-1], reason="wrong", quantity=Decimal(1))
    if act in ("answer", "close"):
        calls = node.ask(open_calls)
        name = calls[0].call if calls else "none"
        return AnswerCall(call=name) if act == "answer" else CloseCall(call=name)
    return act


def state_of(node):
    vocabulary = node.journal.vocabulary
    return [node.ask(digest, vocabulary, area) for area in (AREA, PLANT)]


@given(acts=ACTS, data=st.data())
@settings(max_examples=40)
def test_the_state_of_production_is_the_same_in_any_order_of_arrival(acts, data):
    nodes = play(acts)
    everything = {event.hash: event for node in nodes.values() for event in node.events()}
    shuffled = data.draw(st.permutations(sorted(everything)))
    late = a_node("X", capabilities=ROSTER)
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        late.take([Arrival(everything[name]) for name in shuffled[:size]])
        shuffled = shuffled[size:]
    for node in nodes.values():
        node.take([Arrival(event) for event in everything.values()])
    assert state_of(nodes["S1"]) == state_of(nodes["S2"]) == state_of(late)
    late.ask(late.journal.refold, sorted({e.envelope.stream for e in everything.values()}))
    assert state_of(late) == state_of(nodes["S1"])
    for number in ORDERS:
        assert sum(late.ask(at_nodes, number).values(), Decimal(0)) == 0
