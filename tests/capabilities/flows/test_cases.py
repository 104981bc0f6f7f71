"""A case goes from person to person over its chart: whose turn it is, who signs, who waits."""

import pytest

from app.capabilities.documents.events import Withdrawn
from app.capabilities.flows.cases.commands import (
    BeginCalled,
    CallOff,
    DelegateStep,
    ReturnStep,
    StartCase,
)
from app.capabilities.flows.cases.decisions import finish, start
from app.capabilities.flows.cases.events import Known, case_stream, moved_as
from app.capabilities.flows.cases.queries import (
    DECIDED_TWICE,
    chart_in_force,
    decided_twice,
    open_cases,
    standing,
    waiting,
)
from app.capabilities.flows.moves.queries import at_nodes
from app.journal.journal import Arrival
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from tests.capabilities.documents.library import publish, sign
from tests.capabilities.flows.cases import (
    ENGINEER,
    LEAD,
    OPERATOR,
    QUALITY,
    a_chart,
    a_shop,
    a_step,
    begin,
    end,
    linear,
    open_of,
    said,
)
from tests.capabilities.people.plant import FOUNDER, let_sign

MINUTE_MS = 60_000
KEYS = {one: SigningKey(new_private_bytes()) for one in (ENGINEER, LEAD, QUALITY)}
APPROVAL = linear(
    a_step("prepare"),
    a_step("check", "sign", roles=("line_lead",), meaning="reviewed"),
    a_step("agree", "sign", roles=("qa_release",), meaning="reviewed", not_author=True),
)


def todos(node):
    with node.engine.begin() as connection:
        return tuple(waiting(node.journal.acting(connection, "")))


def contradictions(node):
    with node.engine.begin() as connection:
        return list(decided_twice(connection))


def with_keys(node):
    for who, key in KEYS.items():
        for command in let_sign(who, key):
            node.do(command, FOUNDER)
    return node


def test_a_linear_case_goes_step_by_step_to_its_end():
    node = a_shop("S1", linear(a_step("a"), a_step("b")))
    assert [one.code for one in begin(node).open] == ["a"]
    assert [one.code for one in end(node, "a").open] == ["b"]
    now = end(node, "b")
    assert now.is_closed
    assert [(one.step, one.person) for one in now.done] == [("a", ENGINEER), ("b", ENGINEER)]
    at = node.ask(at_nodes, moved_as("C1"))
    assert {place: int(amount) for place, amount in at.items() if amount} == {
        "@start": -1,
        "@end": 1,
    }
    assert node.ask(open_cases) == ()
    with pytest.raises(Refused, match=r"flow\.over"):
        end(node, "b")


def test_nobody_ends_a_step_that_is_not_theirs():
    node = a_shop("S1", linear(a_step("a", roles=("line_lead",))))
    begin(node)
    with pytest.raises(Refused, match=r"flow\.not_your_turn"):
        end(node, "a")


def test_a_step_with_a_right_of_its_own_wants_it():
    node = a_shop("S1", linear(a_step("a", right="quality.cancel")))
    begin(node)
    with pytest.raises(Refused, match=r"right\.missing"):
        end(node, "a")


def test_a_step_of_another_capability_is_ended_by_its_act_alone():
    node = a_shop("S1", linear(a_step("a", act="nonconformance.evaluate", screen="ncr")))
    now = begin(node, matter=Matter(stream="ncr/1"))
    with pytest.raises(Refused, match=r"flow\.act_elsewhere"):
        end(node, "a")
    (todo,) = todos(node)
    assert (todo.screen, todo.place) == ("ncr", (("record", "ncr/1"),))
    assert [one.kind for one in finish(now, "a")] == [
        "flows.step_finished",
        "flows.moved",
        "flows.case_closed",
    ]


def test_an_outcome_is_one_of_those_the_step_has():
    node = a_shop("S1", a_chart((a_step("a", outcomes="yes no"),), "@ > a > @"))
    begin(node)
    for outcome, code in (("", "flow.outcome_missing"), ("maybe", "flow.outcome_unknown")):
        with pytest.raises(Refused) as refused:
            end(node, "a", outcome)
        assert refused.value.code == code
    assert end(node, "a", "no").outcome == "no"


def test_guards_see_how_a_case_began_and_what_its_steps_came_to():
    steps = (a_step("a"), a_step("br", "branch"), a_step("dear"), a_step("cheap"))
    chart = a_chart(
        steps, "@ > a > br > cheap > @; br > dear ? price > 1000; dear > @", facts=("price",)
    )
    node = a_shop("S1", chart)
    begin(node, "C1", facts=(Known(name="price", value="1000.01", sort="number"),))
    end(node, "a")
    assert open_of(node) == ["dear"]
    begin(node, "C2")
    end(node, "a", case="C2", facts=(Known(name="price", value="999.99", sort="number"),))
    assert open_of(node, "C2") == ["cheap"]


def test_what_is_sent_back_says_why_and_is_done_again():
    node = a_shop("S1", linear(a_step("a"), a_step("b"), a_step("c")))
    begin(node)
    end(node, "a")
    end(node, "b")
    back = ReturnStep(case="C1", step="c", target="a", remarks=" ")
    with pytest.raises(Refused, match=r"flow\.remarks_missing"):
        node.do(back, ENGINEER)
    with pytest.raises(Refused, match=r"flow\.no_way_back"):
        node.do(ReturnStep(case="C1", step="c", target="c", remarks="x"), ENGINEER)
    node.do(ReturnStep(case="C1", step="c", target="a", remarks="photos missing"), ENGINEER)
    assert open_of(node) == ["a"]
    for step in "abc":
        now = end(node, step)
    assert now.is_closed
    assert [one.remarks for one in now.done if one.returned] == ["photos missing"]


def test_whose_turn_it_is_gives_it_to_somebody_who_may():
    node = a_shop("S1", linear(a_step("a", roles=("line_lead",), right="production.correct")))
    begin(node)
    give = DelegateStep(case="C1", step="a", to=OPERATOR)
    with pytest.raises(Refused, match=r"flow\.not_your_turn"):
        node.do(give, ENGINEER)
    with pytest.raises(Refused, match=r"flow\.may_not"):
        node.do(give, LEAD)
    node = a_shop("S1", linear(a_step("a", roles=("line_lead",))))
    begin(node)
    node.do(give, LEAD)
    (todo,) = todos(node)
    assert (todo.people, todo.roles) == ((OPERATOR,), ())
    assert end(node, "a", actor=OPERATOR).is_closed


def test_a_late_step_is_seen_by_those_it_escalates_to_and_given_on_by_them():
    chart = linear(a_step("a", due_min=30, escalate=("qa_release",)))
    node = a_shop("S1", chart)
    now = begin(node)
    (todo,) = todos(node)
    assert todo.due_ms == now.started_ms + 30 * MINUTE_MS
    assert todo.escalated == ("qa_release",)
    give = DelegateStep(case="C1", step="a", to=LEAD)
    with pytest.raises(Refused, match=r"flow\.not_your_turn"):
        node.do(give, QUALITY)
    node.clock.ms += 30 * MINUTE_MS
    node.do(give, QUALITY)
    assert end(node, "a", actor=LEAD).is_closed


@pytest.mark.requirement("P11-07")
def test_signatures_are_given_in_the_order_of_the_chart():
    node = with_keys(a_shop("S1", APPROVAL))
    begin(node)
    record = case_stream("C1")
    with pytest.raises(Refused, match=r"flow\.not_open"):
        end(node, "agree", actor=QUALITY)
    end(node, "prepare")
    with pytest.raises(Refused, match=r"flow\.not_signed"):
        end(node, "check", actor=LEAD)
    sign(node, LEAD, record, "reviewed", key=KEYS[LEAD])
    now = end(node, "check", actor=LEAD)
    assert now.done[-1].signature
    sign(node, QUALITY, record, "reviewed", key=KEYS[QUALITY])
    assert end(node, "agree", actor=QUALITY).is_closed


def test_a_signature_over_less_than_the_record_ends_no_step():
    node = with_keys(a_shop("S1", APPROVAL))
    begin(node)
    sign(node, LEAD, case_stream("C1"), "reviewed", key=KEYS[LEAD])
    end(node, "prepare")
    with pytest.raises(Refused, match=r"flow\.not_signed"):
        end(node, "check", actor=LEAD)


def test_the_record_a_case_is_about_is_what_its_signatures_are_over():
    node = with_keys(a_shop("S1", APPROVAL))
    about = case_stream("OTHER")
    node.do(StartCase(flow="F", title=said("other"), case="OTHER"), ENGINEER)
    now = begin(node, matter=Matter(stream=about))
    assert now.record == about
    end(node, "prepare")
    sign(node, LEAD, about, "reviewed", key=KEYS[LEAD])
    end(node, "check", actor=LEAD)
    assert open_of(node) == ["agree"]


def test_nobody_approves_what_they_wrote_themselves():
    chart = linear(a_step("a"), a_step("b", not_author=True))
    node = a_shop("S1", chart)
    begin(node, actor=LEAD)
    end(node, "a")
    with pytest.raises(Refused, match=r"flow\.author_decides"):
        end(node, "b")
    with pytest.raises(Refused, match=r"flow\.not_your_turn"):
        end(node, "b", actor=QUALITY)


CALLING = a_chart(
    (a_step("a"), a_step("s", "subflow", flow="SUB"), a_step("b"), a_step("no")),
    "@ > a > s > b > @; s > no : no; no > @",
)
SUB = a_chart((a_step("x", outcomes="yes no"),), "@ > x > @", code="SUB")


def test_a_step_that_calls_a_flow_waits_for_what_it_comes_to():
    node = a_shop("S1", CALLING, SUB)
    begin(node, matter=Matter(order="WO-1"))
    now = end(node, "a")
    assert now.at("s").child == "C1.s.1"
    child = node.ask(standing, "C1.s.1")
    assert (child.parent_case, child.matter.order) == ("C1", "WO-1")
    assert [todo.matter.order for todo in todos(node)] == ["WO-1"]
    with pytest.raises(Refused, match=r"flow\.not_your_turn|flow\.waits_for_flow"):
        end(node, "s")
    with pytest.raises(Refused, match=r"flow\.called"):
        node.do(CallOff(case="C1.s.1", reason="no need"), ENGINEER)
    end(node, "x", "no", case="C1.s.1")
    now = node.ask(standing, "C1")
    assert [one.code for one in now.open] == ["no"]
    assert now.facts["s"] == "no"


def test_a_flow_that_could_not_be_called_is_begun_once_it_is_in_force_again():
    node = a_shop("S1", SUB, CALLING)
    begin(node)
    with node.engine.begin() as connection:
        gone = Withdrawn(form="flow", code="SUB", revision="A", why="wrong")
        node.journal.record(connection, (gone,), QUALITY)
    now = end(node, "a")
    assert now.at("s").child == ""
    called = BeginCalled(case="C1", step="s")
    with pytest.raises(Refused, match=r"document\.withdrawn"):
        node.do(called, ENGINEER)
    node.clock.ms += 10
    publish(node, "flow", "SUB", SUB, revision="B", from_ms=node.clock.ms - 1)
    node.do(called, ENGINEER)
    assert node.ask(standing, "C1").at("s").child == "C1.s.1"
    with pytest.raises(Refused, match=r"flow\.calls_nothing"):
        node.do(called, ENGINEER)


def test_flows_that_call_each_other_in_a_ring_begin_no_case():
    one = linear(a_step("a"), a_step("s", "subflow", flow="G"), code="F")
    two = linear(a_step("a"), a_step("s", "subflow", flow="F"), code="G")
    node = a_shop("S1", one, two)
    with pytest.raises(Refused, match=r"flow\.comes_back"):
        begin(node)


def test_too_many_flows_in_a_row_begin_no_case():
    chain = [
        linear(a_step("a"), a_step("s", "subflow", flow=f"F{n + 1}"), code=f"F{n}")
        for n in range(7)
    ]
    node = a_shop("S1", *chain, linear(a_step("a"), code="F7"))
    with pytest.raises(Refused, match=r"flow\.too_deep"):
        begin(node, flow="F0")
    assert begin(node, flow="F3").open


def test_a_case_that_is_called_off_waits_for_nobody():
    node = a_shop("S1", linear(a_step("a")))
    begin(node)
    with pytest.raises(Refused, match=r"flow\.reason_missing"):
        node.do(CallOff(case="C1", reason=""), ENGINEER)
    node.do(CallOff(case="C1", reason="asked by mistake"), ENGINEER)
    assert node.ask(standing, "C1").is_closed
    assert node.ask(standing, "C1").outcome == ""
    assert todos(node) == ()


def test_a_case_begun_twice_under_one_name_is_one_case():
    node = a_shop("S1", linear(a_step("a")))
    begin(node)
    begin(node)
    pin, chart = node.ask(chart_in_force, "F", node.clock.ms)
    with node.engine.begin() as connection:
        again = start(pin, chart, "C1", said("again"), Matter(), firing="f" * 64)
        node.journal.record(connection, again, "")
    assert [one.title.en for one in node.ask(open_cases)] == ["it"]
    assert end(node, "a").is_closed
    assert contradictions(node) == []


def two_stations(chart):
    one, two = a_shop("S1", chart), a_shop("S2", chart)
    begin(one)
    carry(one, two)
    return one, two


def carry(one, two):
    two.take([Arrival(sealed) for sealed in one.events() if sealed.envelope.station != "S2"])


def meet(one, two):
    ones, twos = one.events(), two.events()
    one.take([Arrival(sealed) for sealed in twos if sealed.envelope.station == "S2"])
    two.take([Arrival(sealed) for sealed in reversed(ones) if sealed.envelope.station == "S1"])


def test_a_step_two_stations_ended_apart_is_one_discrepancy_and_a_sum_below_nothing():
    chart = a_chart(
        (a_step("p", outcomes="yes no"), a_step("y"), a_step("n")),
        "@ > p; p > y : yes; p > n : no; y > @; n > @",
    )
    one, two = two_stations(chart)
    one.clock.ms += 5
    two.clock.ms += 9
    end(one, "p", "yes")
    end(two, "p", "no", actor=ENGINEER)
    end(two, "n")
    meet(one, two)
    for node in (one, two):
        (found,) = contradictions(node)
        assert found.kind == DECIDED_TWICE
        assert found.subjects == ("C1", "p")
        assert set(found.stations) == {"S1", "S2"}
        assert len(found.looked_at) == 2
        assert node.ask(at_nodes, moved_as("C1"))["p"] == -1
        assert open_of(node) == ["y"]
        assert [now.case for now in node.ask(open_cases)] == ["C1"]
    assert end(one, "y").is_closed


def test_what_two_stations_bring_to_its_end_together_is_closed_by_whoever_sees_both():
    steps = (a_step("a"), a_step("fo", "fork"), a_step("b"), a_step("c"), a_step("jo", "join"))
    one, two = two_stations(a_chart(steps, "@ > a > fo > b > jo > @; fo > c > jo"))
    end(one, "a")
    carry(one, two)
    end(one, "b")
    end(two, "c")
    meet(one, two)
    now = one.ask(standing, "C1")
    assert now.is_closed
    assert now.ended_ms is None
    arrived = [sealed for sealed in two.events() if sealed.envelope.station == "S2"]
    with one.engine.begin() as connection:
        one.journal.react(connection, arrived)
    assert one.ask(standing, "C1").ended_ms is not None
