"""A chart on which a case could be stranded or doubled never comes into force."""

import pytest
from hypothesis import given, settings

from app.capabilities.flows.definition.bodies import Step, StepKind
from app.capabilities.flows.definition.decisions import check_chart, plan_of, returnable
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.flows.cases import a_chart, a_step, linear
from tests.capabilities.flows.walks import sound_charts

A, B, C, D = (a_step(code) for code in "abcd")
PICK = a_step("p", outcomes="yes no")
CALL = a_step("s", "subflow", flow="G")
BRANCH, FORK, JOIN = a_step("br", "branch"), a_step("fo", "fork"), a_step("jo", "join")


def test_a_linear_chart_is_sound():
    check_chart(linear(A, B))


@settings(max_examples=60)
@given(chart=sound_charts())
def test_whatever_is_built_of_branches_and_balanced_forks_is_sound(chart):
    check_chart(chart)


def test_steps_know_the_branch_they_lie_in_and_are_sent_back_within_it():
    chart = a_chart(
        (A, FORK, B, C, JOIN, D),
        "@ > a > fo > b > jo > d > @; fo > c > jo",
    )
    check_chart(chart)
    assert plan_of(chart).branch["b"] == (("fo", 0),)
    assert plan_of(chart).branch["d"] == ()
    assert returnable(chart, "d") == ("a",)
    assert returnable(chart, "b") == ()


def test_a_drawn_way_back_leads_where_it_says():
    chart = a_chart((A, PICK), "@ > a > p; p > @ : yes; p ~> a : no")
    check_chart(chart)
    assert returnable(chart, "p") == ("a",)


@pytest.mark.parametrize(
    ("code", "steps", "text"),
    [
        ("flow.nobody", (a_step("a", roles=()),), "@ > a > @"),
        ("flow.no_usual_way", (A, CALL), "@ > a > s; s > @ : yes"),
        ("flow.outcome_without_way", (PICK,), "@ > p; p > @ : yes"),
        ("flow.outcome_unknown", (PICK,), "@ > p > @; p > @ : maybe"),
        ("flow.ways_of", (A, B, C), "@ > a > b > @; a > c > @"),
        ("flow.ways_of", (A, B), "@ > a > @; @ > b > @"),
        ("flow.guard_elsewhere", (A, B), "@ > a; a > b ? x > 1; b > @"),
        (
            "flow.guard_missing",
            (A, BRANCH, B),
            "@ > a > br; br > b ? 1 > 2; br > @ ? 1 > 3; b > @",
        ),
        ("expression.unknown_name", (A, BRANCH, B), "@ > a > br > @; br > b ? money > 1; b > @"),
        ("flow.ways_of", (A, BRANCH), "@ > a > br > @"),
        ("flow.ways_of", (A, FORK), "@ > a > fo > @"),
        ("flow.unbalanced", (A, FORK, B, C), "@ > a > fo > b > @; fo > c > @"),
        ("flow.unbalanced", (A, FORK, B, C, D), "@ > a > fo > b > d > @; fo > c > d"),
        (
            "flow.unbalanced",
            (A, BRANCH, B, C, JOIN),
            "@ > a > br > c > jo > @; br > b ? 1 > 2; b > jo",
        ),
        ("flow.empty_arm", (A, FORK, B, JOIN), "@ > a > fo > b > jo > @; fo > jo"),
        ("flow.back_across", (A, FORK, B, C, JOIN), "@ > a > fo > b > jo > @; fo > c > jo; b ~> a"),
        ("flow.goes_round", (A, B, PICK), "@ > a > p; p > a : no; p > b : yes; b > @"),
        ("flow.begins_alone", (CALL,), "@ > s > @"),
        ("flow.no_flow", (A, a_step("s", "subflow")), "@ > a > s > @"),
        ("flow.calls_itself", (A, a_step("s", "subflow", flow="F")), "@ > a > s > @"),
        ("flow.no_meaning", (a_step("a", "sign", meaning="withdrawn"),), "@ > a > @"),
        ("signature.meaning_unknown", (a_step("a", "sign", meaning="liked"),), "@ > a > @"),
    ],
)
def test_what_is_wrong_with_a_chart_is_named(code, steps, text):
    with pytest.raises(Refused) as refused:
        check_chart(a_chart(steps, text))
    assert refused.value.code == code


def test_both_languages_name_every_step():
    step = Step(code="a", name=Bilingual("", "a"), roles=("engineer",))
    with pytest.raises(Refused, match=r"definition\.text_missing"):
        check_chart(linear(step))


def test_no_branch_goes_round_by_itself():
    one, two = a_step("b1", StepKind.BRANCH), a_step("b2", StepKind.BRANCH)
    text = """
        @ > a
        a > b1
        b1 > b2 ? x > 1
        b1 > @
        b2 ~> b1 ? x > 2
        b2 > @
    """
    with pytest.raises(Refused, match=r"flow\.goes_round"):
        check_chart(a_chart((A, one, two), text, facts=("x",)))
