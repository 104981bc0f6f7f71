"""What a program that was tampered with writes of a case: it counts for nothing, and shows."""

from decimal import Decimal

import msgspec
import pytest

from app.capabilities.flows.cases.events import CaseClosed, CaseStarted, Known, StepFinished
from app.capabilities.flows.cases.queries import open_cases, standing, waiting
from app.capabilities.flows.moves.bodies import END
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.store.content import keep
from tests.capabilities.flows.cases import (
    ENGINEER,
    OPERATOR,
    a_chart,
    a_shop,
    a_step,
    begin,
    end,
    linear,
    open_of,
    said,
)

CHART = linear(
    a_step("prepare"),
    a_step("judge", roles=("qa_release",), right="quality.dispose"),
    a_step("check", "sign", roles=("line_lead",), meaning="reviewed"),
    a_step("carry_out"),
)


def forge(node, *happened, actor=""):
    """Record what no command of an honest program would."""
    with node.engine.begin() as connection:
        node.journal.record(connection, happened, actor)


def act(node, step, target, **facts):
    now = node.ask(standing, "C1")
    return StepFinished(case="C1", step=step, target=target, came=now.at(step).came, **facts)


@pytest.mark.requirement("CN-15")
@pytest.mark.parametrize(
    ("actor", "facts"),
    [
        ("", {"target": "judge", "firing": "made-up"}),  # nobody ends what a person must
        (OPERATOR, {"target": END}),  # no way leads there
        (OPERATOR, {"target": "check"}),  # past a step
        (OPERATOR, {"target": "judge", "right": "people.self"}),  # by another right
        (OPERATOR, {"target": "carry_out", "returned": True}),  # back, forwards
    ],
)
def test_an_act_that_the_chart_does_not_allow_opens_nothing(actor, facts):
    node = a_shop("S1", CHART)
    begin(node)
    forge(node, act(node, "prepare", **facts), actor=actor)
    assert open_of(node) == ["prepare"]
    end(node, "prepare")
    assert open_of(node) == ["judge"]


@pytest.mark.requirement("CN-15")
def test_a_step_is_not_ended_by_a_lesser_right_than_its_own():
    node = a_shop("S1", CHART)
    begin(node)
    end(node, "prepare")
    forge(node, act(node, "judge", "check"), actor=OPERATOR)  # by flows.act
    assert open_of(node) == ["judge"]


@pytest.mark.requirement("CN-15")
@pytest.mark.parametrize("signature", ["", "ab" * 32])
def test_a_step_of_signing_is_not_ended_without_its_signature(signature):
    node = a_shop("S1", CHART)
    begin(node)
    end(node, "prepare")
    forge(node, act(node, "judge", "check", right="quality.dispose"), actor=OPERATOR)
    assert open_of(node) == ["check"]
    forge(node, act(node, "check", "carry_out", signature=signature), actor=OPERATOR)
    assert open_of(node) == ["check"]


def test_a_case_that_nobody_says_is_over_still_waits():
    node = a_shop("S1", CHART)
    begin(node)
    forge(node, CaseClosed(case="C1", flow="F", matter=Matter(), firing="made-up"))
    assert [one.case for one in node.ask(open_cases)] == ["C1"]


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "1E+999999999", "-1E-999999999", "x"])
def test_a_number_that_is_none_is_unknown(value):
    assert Known(name="n", value=value, sort="number").worth is None
    assert Known(name="n", value="1.50", sort="number").worth == Decimal("1.5")


def test_a_case_on_what_nobody_checked_stops_no_inbox():
    round_and_round = a_chart(
        [a_step("a"), a_step("b", "branch")], "@ > a > b; b > b; a > @", code="LOOSE"
    )
    node = a_shop("S1", CHART)
    begin(node)
    bodies = (b"[]", msgspec.json.encode(round_and_round))
    with node.engine.begin() as connection:
        pins = [keep(connection, data, "application/json") for data in bodies]
    for number, pin in enumerate(pins):
        forged = CaseStarted(
            case=f"X{number}",
            flow="LOOSE",
            revision="A",
            pin=pin,
            title=said("x"),
            matter=Matter(),
            firing="made-up",
        )
        forge(node, forged)
        with pytest.raises(Refused):
            node.ask(standing, f"X{number}")
    assert [one.case for one in node.ask(open_cases)] == ["C1"]
    with node.engine.begin() as connection:
        assert len(tuple(waiting(node.journal.acting(connection, ENGINEER)))) == 1
