"""Pieces are conserved through any sequence of commands, and in any order they arrive (IS-10)."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.capabilities.flows.moves.bodies import START
from app.capabilities.quality.nonconformance.dispositions.commands import ProposeDisposition
from app.capabilities.quality.nonconformance.executing.commands import (
    BeginRework,
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.overseeing.queries import negative_pieces
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.journal.capability import Command
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.quality.inspected import IPQC, LEAD, OPERATOR, OTHER_OPERATOR, QA, a_second
from tests.capabilities.quality.nonconformed import (
    PHOTO,
    PIECES,
    REWORK,
    SCRAP,
    a_shop,
    approve,
    at_turning,
    evaluate,
    it,
    propose,
    register,
)
from tests.journal.node import Node

NAME = "n-1"
REWORKED, SCRAPPED = Disposition.REWORK, Disposition.SCRAP
AMOUNTS = st.integers(min_value=1, max_value=PIECES).map(Decimal)
ACTS = st.one_of(
    st.builds(BeginRework, name=st.just(NAME), quantity=AMOUNTS),
    st.builds(
        ExecuteDisposition,
        name=st.just(NAME),
        disposition=st.sampled_from([REWORKED, SCRAPPED]),
        quantity=AMOUNTS,
        second=st.just(OTHER_OPERATOR),
        pictures=st.just((PHOTO,)),
    ),
    st.builds(
        VerifyRework,
        name=st.just(NAME),
        accepted=AMOUNTS,
        rejected=st.integers(min_value=0, max_value=40).map(Decimal),
        remark=st.just("gauged"),
    ),
)
WHOSE: dict[type[Command], str] = {
    BeginRework: OPERATOR,
    ExecuteDisposition: LEAD,
    VerifyRework: IPQC,
}


def a_decided() -> Node:
    node = a_shop()
    at_turning(node)
    register(node)
    evaluate(node, NAME)
    propose(node, NAME, REWORK, replace(SCRAP, quantity=Decimal(180)))
    approve(node, NAME, LEAD, Part.SUPERVISOR)
    approve(node, NAME, QA, Part.QUALITY)
    return node


@pytest.fixture(scope="module")
def events():
    return a_decided().events()


def a_copy(events, station: str = "S1") -> Node:
    """Return a station that holds what was decided."""
    template = a_shop(station=station)
    template.take([Arrival(one) for one in events])
    return template


def tried(node: Node, act) -> None:
    """Do it where it is allowed; what is refused leaves nothing half done."""
    try:
        node.do(act, WHOSE[type(act)], witness=act.witness)
    except Refused:
        return


def conserved(node: Node) -> None:
    at = dict(it(node, NAME).pieces.at)
    assert at.pop(START) == -PIECES
    assert sum(at.values()) == PIECES


@pytest.mark.requirement("IS-10", "CN-15")
@settings(
    max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=8))
def test_pieces_are_conserved_by_any_sequence_of_acts(events, acts):
    node = a_copy(events)
    for act in acts:
        tried(node, act)
        conserved(node)
    found = it(node, NAME)
    assert not found.pieces.negative
    if found.is_carried_out and found.pieces.held > 0:  # what came back is decided upon anew
        again = replace(SCRAP, quantity=found.pieces.held)
        node.do(ProposeDisposition(name=NAME, splits=(again,)), IPQC)


@pytest.mark.requirement("IS-10")
@settings(max_examples=15, deadline=None)
@given(here=st.lists(ACTS, max_size=4), there=st.lists(ACTS, max_size=4), order=st.randoms())
def test_pieces_are_conserved_whatever_two_stations_do_apart(events, here, there, order):
    one = a_copy(events)
    other = a_second(one)
    for act in here:
        tried(one, act)
    for act in there:
        tried(other, act)
    arrivals = [Arrival(sealed) for sealed in (*one.events(), *other.events())]
    order.shuffle(arrivals)
    for node in (one, other):
        node.take(arrivals)
        conserved(node)
    assert it(one, NAME).pieces == it(other, NAME).pieces
    now, shown = it(one, NAME), one.ask(lambda c: list(negative_pieces(c)))
    assert len(shown) == int(now.is_done_twice) >= int(bool(now.pieces.negative))
