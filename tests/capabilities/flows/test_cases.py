"""A case goes from person to person over its chart."""

import pytest

from app.capabilities.flows.cases.events import moved_as
from app.capabilities.flows.moves.queries import at_nodes
from app.kernel.refused import Refused
from tests.capabilities.flows.cases import a_shop, a_step, begin, end, linear


def test_a_linear_case_goes_step_by_step_to_its_end():
    node = a_shop("S1", linear(a_step("a"), a_step("b")))
    assert [one.code for one in begin(node).open] == ["a"]
    assert [one.code for one in end(node, "a").open] == ["b"]
    now = end(node, "b")
    assert now.is_closed
    assert now.open == ()
    assert [(one.step, one.person) for one in now.done] == [("a", "P-0122"), ("b", "P-0122")]
    at = node.ask(at_nodes, moved_as("C1"))
    assert {place: int(sum_) for place, sum_ in at.items() if sum_} == {"@start": -1, "@end": 1}


def test_nobody_ends_a_step_that_is_not_theirs():
    node = a_shop("S1", linear(a_step("a", roles=("line_lead",))))
    begin(node)
    with pytest.raises(Refused, match=r"flow\.not_your_turn"):
        end(node, "a")
