"""Quantities move: nothing is made from nothing, done and arriving in any order."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.flows.moves.bodies import END, SCRAP, START, EdgeKind, linear
from app.capabilities.flows.moves.decisions import check_flow, is_through, sums
from app.capabilities.flows.moves.events import Cause
from app.kernel.refused import Refused
from tests.capabilities.flows.flows import Case, sound_flows

AMOUNTS = st.sampled_from(["0.000001", "0.5", "1", "2", "3", "7", "20"]).map(Decimal)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["advance", "advance", "advance", "lose", "counter"]),
        st.integers(0, 9),
        st.none() | st.integers(0, 9),
        AMOUNTS,
    ),
    max_size=30,
)


def played(flow, acts, after=lambda case: None):
    """Return the case after every act that the rules allowed, looking at it after each."""
    case = Case(flow)
    case.release(Decimal(20))
    for act, place, way, amount in acts:
        node = flow.nodes[place % len(flow.nodes)]
        ways = (*flow.targets(node), *flow.targets(node, EdgeKind.REWORK))
        target = None if way is None else ways[way % len(ways)]
        with suppress(Refused):
            if act == "advance":
                case.advance(node, target, amount)
            elif act == "lose":
                case.lose(node, amount)
            elif reports := _reports(case):
                case.counter(reports[place % len(reports)], amount)
        after(case)
    return case


def _reports(case):
    """Return the places of the moves that are neither release nor correction."""
    return [n for n, m in enumerate(case.moves) if m.source != START and not m.corrects]


def recounted(case, node):
    came = [m.quantity for m in case.moves if m.target == node]
    went = [m.quantity for m in case.moves if m.source == node]
    return sum(came, Decimal(0)) - sum(went, Decimal(0))


@given(flow=sound_flows())
def test_any_graph_of_splits_joins_and_rework_is_sound(flow):
    check_flow(flow)


@given(flow=sound_flows(), acts=ACTS)
def test_no_quantity_is_made_or_lost_and_no_guard_lets_a_node_go_negative(flow, acts):
    def look(case):
        at = case.at
        assert sum(at.values(), Decimal(0)) == 0
        assert all(amount >= 0 for node, amount in at.items() if node != START)

    played(flow, acts, look)


@given(flow=sound_flows(), acts=ACTS)
def test_sums_are_what_a_recount_finds(flow, acts):
    case = played(flow, acts)
    places = (*flow.nodes, START, END, SCRAP)
    assert {place: case.here(place) for place in places} == {
        place: recounted(case, place) for place in places
    }


@given(flow=sound_flows(), acts=ACTS, data=st.data())
def test_a_sum_does_not_care_when_its_parts_arrive(flow, acts, data):
    moves = played(flow, acts).moves
    parts = [(m.source, m.target, m.quantity) for m in moves]
    assert sums(data.draw(st.permutations(parts))) == sums(parts)


@given(flow=sound_flows(), acts=ACTS)
def test_what_is_through_gets_nothing_more_but_by_rework(flow, acts):
    case = played(flow, acts)
    for node in flow.nodes:
        ahead = {a for a in flow.nodes if node in _led_to(flow, a)} | {node}
        assert is_through(flow, node, case.at) == all(case.here(place) <= 0 for place in ahead)


def _led_to(flow, node):
    found, todo = set(), list(flow.targets(node))
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo.extend(flow.targets(here))
    return found


@given(flow=sound_flows(), acts=ACTS)
def test_everything_taken_back_leaves_what_was_released(flow, acts):
    case = played(flow, acts)
    reports = _reports(case)
    for _ in reports:  # what is used already is taken back first, so several rounds
        for place in reports:
            with suppress(Refused):
                case.counter(place, case.left(place))
    (first,) = flow.targets(START)
    assert {node: amount for node, amount in case.at.items() if amount} == {
        START: Decimal(-20),
        first: Decimal(20),
    }


def a_case():
    case = Case(linear("A", "B"))
    case.release(Decimal(10))
    return case


def test_good_takes_the_usual_way_and_says_why_it_moved():
    case = a_case()
    case.advance("A", None, Decimal(4))
    case.lose("A", Decimal(1))
    assert [m.cause for m in case.moves] == [Cause.RELEASE, Cause.GOOD, Cause.SCRAP]
    assert case.at == {START: -10, "A": 5, "B": 4, SCRAP: 1}


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "0.0000001", "1000000000000"])
def test_an_amount_that_cannot_be_kept_is_refused(amount):
    case = a_case()
    with pytest.raises(Refused, match=r"flow\.bad_amount"):
        case.advance("A", None, Decimal(amount))
    with pytest.raises(Refused, match=r"flow\.bad_amount"):
        case.lose("A", Decimal(amount))


def test_more_than_is_here_is_refused():
    with pytest.raises(Refused, match=r"flow\.more_than_here"):
        a_case().advance("A", None, Decimal(11))


def test_a_way_the_flow_lacks_is_refused():
    with pytest.raises(Refused, match=r"flow\.no_such_way"):
        a_case().advance("A", END, Decimal(1))


@pytest.mark.parametrize("amount", ["NaN", "0.0000001"])
def test_a_correction_by_what_cannot_be_kept_is_refused(amount):
    case = a_case()
    case.advance("A", None, Decimal(4))
    with pytest.raises(Refused, match=r"flow\.bad_amount"):
        case.counter(1, Decimal(amount))


@pytest.mark.parametrize("amount", ["0", "-3", "5"])
def test_no_more_is_taken_back_than_was_moved(amount):
    case = a_case()
    case.advance("A", None, Decimal(4))
    with pytest.raises(Refused, match=r"correct\.more_than_reported"):
        case.counter(1, Decimal(amount))


def test_scrap_taken_back_is_here_again():
    case = a_case()
    case.lose("A", Decimal(3))
    case.counter(1, Decimal(2))
    assert case.at == {START: -10, "A": 9, SCRAP: 1}
