"""A flow that a quantity could fall out of is never published."""

import pytest

from app.capabilities.flows.moves.bodies import END, SCRAP, START, Edge, EdgeKind, Flow, linear
from app.capabilities.flows.moves.decisions import check_flow
from app.kernel.refused import Refused

FORWARD, REWORK = EdgeKind.FORWARD, EdgeKind.REWORK


def a_flow(nodes, *ways):
    edges = (Edge(source=a, target=b, kind=kind) for a, b, kind in ways)
    return Flow(nodes=tuple(nodes.split()), edges=tuple(edges))


def way(source, target, kind=FORWARD):
    return (source, target, kind)


def test_a_linear_flow_is_sound():
    check_flow(linear("A", "B", "C"))


@pytest.mark.parametrize(
    ("code", "flow"),
    [
        ("flow.empty", a_flow("", way(START, END))),
        ("flow.node_twice", a_flow("A A", way(START, "A"), way("A", END))),
        ("flow.unknown_node", a_flow("A", way(START, "A"), way("A", "B"), way("A", END))),
        ("flow.unknown_node", a_flow("A", way(START, "A"), way("X", "A"), way("A", END))),
        ("flow.unreachable", a_flow("A B", way(START, "A"), way("A", END), way("B", END))),
        ("flow.dead_end", a_flow("A B", way(START, "A"), way("A", END), way("A", "B"))),
        (
            "flow.dead_end",  # rework alone is no way on: who is good at B would stay there
            a_flow("A B", way(START, "A"), way("A", "B"), way("A", END), way("B", "A", REWORK)),
        ),
        (
            "flow.dead_end",
            a_flow("A B", way(START, "A"), way("A", END), way("A", "B"), way("B", "B")),
        ),
        ("flow.unknown_node", a_flow("A", way(START, "A"), way("A", END), way("A", START))),
        ("flow.unknown_node", a_flow("A", way(START, "A"), way("A", END), way(END, "A"))),
        ("flow.unknown_node", a_flow("A", way(START, "A"), way("A", END), way("A", SCRAP))),
        (
            "flow.unknown_node",
            a_flow(f"A {SCRAP}", way(START, "A"), way("A", END), way(SCRAP, END)),
        ),
    ],
)
def test_what_is_wrong_with_a_flow_is_named(code, flow):
    with pytest.raises(Refused) as refused:
        check_flow(flow)
    assert refused.value.code == code


def test_a_station_for_rework_alone_is_sound():
    check_flow(a_flow("A R", way(START, "A"), way("A", END), way("A", "R", REWORK), way("R", "A")))


def test_the_first_way_is_the_usual_one():
    flow = a_flow("A B C", way(START, "A"), way("A", "C"), way("A", "B"), way("B", END))
    assert flow.targets("A") == ("C", "B")
    assert flow.before(END) == {START, "A", "B"}
