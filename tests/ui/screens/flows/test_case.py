"""Cases in the window: seen as a picture, sent back, signed, by those whose turn it is."""

import pytest

from app.capabilities.flows.cases.commands import FinishStep, StartCase
from app.capabilities.flows.cases.events import case_stream
from app.capabilities.flows.cases.queries import standing
from app.demo import flows
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.screen import Place
from tests.ui.screens.hands import Hands, at_window
from tests.ui.screens.station_at_work import LEAD, OPERATOR, PIN, a_peopled_station

CHART = flows.chart(flows.APPROVAL)
ENGINEER = "P-0122"
TAKES_PART = ("flows.act", "flows.manage", "production.view", "sign.reviewed")


@pytest.fixture
def at(tmp_path):
    """An approval that an engineer asked for waits for its review."""
    made = a_peopled_station(tmp_path / "station")
    made.define("line_lead", *TAKES_PART)
    made.define("engineer", "flows.act", "production.view")
    made.add(ENGINEER, "engineer", Bilingual("工艺", "Engineer"))
    made.publish("flow", CHART.code, CHART, title=CHART.name)
    made.do(StartCase(flow=CHART.code, title=Bilingual("烘箱", "Oven"), case="A1"), ENGINEER)
    made.do(FinishStep(case="A1", step="prepare", outcome="ask"), ENGINEER)
    return made


@pytest.fixture(params=["touch", "bench"])
def hands(request, qtbot, at):
    made = at_window(qtbot, at, language="en", density=request.param)
    made.window.resize(1600, 900)
    yield made
    made.close()


def open_case(hands: Hands, person: str = LEAD) -> None:
    hands.log_in(person, PIN)
    hands.is_at("home")
    hands.window.go(Place("case", record=case_stream("A1")))
    hands.is_at("case")
    hands.sees(lambda: hands.find("case-chart") is not None)


def now(hands: Hands):
    return hands.at.ask(standing, "A1")


def type_why(hands: Hands, name: str, text: str) -> None:
    (area,) = hands.window.screen_in_front.findChildren(kit.TextArea, f"{name}-area")
    area.put(text)


def test_who_has_the_turn_signs_and_the_case_goes_on(hands):
    open_case(hands)
    hands.press("case-sign")
    hands.sees(lambda: hands.find("signature") is not None)
    hands.badge(LEAD)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: [one.code for one in now(hands).open] == ["approve"])
    assert now(hands).done[-1].person == LEAD
    hands.reads("Review")


def test_what_is_sent_back_says_why_and_is_prepared_again(hands):
    open_case(hands)
    hands.press("case-back")
    hands.press("case-back-do")  # no word yet: nothing happens
    type_why(hands, "case-back-why", "the offer is missing")
    hands.press("case-back-do")
    hands.sees(lambda: [one.code for one in now(hands).open] == ["prepare"])
    assert now(hands).done[-1].remarks == "the offer is missing"
    hands.sees(lambda: hands.find("case-finish-ask") is not None)  # a lead may prepare it too


def test_whose_turn_it_is_not_sees_where_it_stands_and_has_no_button(qtbot, at):
    at.define("operator", "flows.act", "production.view")
    hands = at_window(qtbot, at, language="en")
    open_case(hands, OPERATOR)
    hands.reads("It is somebody else's turn.")
    assert hands.find("case-sign") is None
    hands.close()
