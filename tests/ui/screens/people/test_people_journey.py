"""People at a window: a leaver stays out, a policy is read, who is not qualified starts nothing."""

import pytest
from msgspec.structs import replace

from app.capabilities.people.accounts.commands import DisablePerson
from app.capabilities.people.policies.commands import PublishPolicy
from app.capabilities.people.policies.queries import has_acknowledged
from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
)
from app.capabilities.people.qualifications.decisions import DAY_MS
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import (
    LEAD,
    OPERATOR,
    ORDER,
    PIN,
    a_peopled_station,
    an_instructed_route,
)


def test_whose_account_was_disabled_is_turned_away_at_the_door(hands):
    hands.at.do(DisablePerson(person=OPERATOR, why="left the plant"))
    hands.badge(OPERATOR)
    hands.sees(lambda: hands.find("login-keypad") is not None)
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.reads("停用")
    assert hands.floor.session is None


@pytest.mark.requirement("P11-11")
def test_the_policy_is_shown_after_the_login_until_it_is_acknowledged(hands):
    text = Bilingual("签名即负责", "Who signs answers for it")
    hands.at.do(PublishPolicy(text=text, why="start"), LEAD)
    hands.log_in(OPERATOR)
    hands.reads("签名即负责")
    hands.press("policy-later")
    assert not hands.at.ask(has_acknowledged, OPERATOR)
    hands.floor.lock()
    hands.log_in(OPERATOR)
    hands.press("policy-read")
    hands.sees(lambda: hands.at.ask(has_acknowledged, OPERATOR))
    hands.sees(lambda: hands.find("policy-read") is None)


@pytest.mark.requirement("P11-10")
def test_an_expired_qualification_stops_the_start_and_the_window_says_whose(qtbot, tmp_path):
    route = an_instructed_route()
    first = replace(route.operations[0], qualifications=("LEAK-TEST",))
    station = a_peopled_station(
        tmp_path / "s1", route=replace(route, operations=(first, *route.operations[1:]))
    )
    name = Bilingual("气密测试", "Leak testing")
    station.do(DefineQualification(qualification="LEAK-TEST", name=name), LEAD)
    until_ms = station.clock.ms + DAY_MS
    vouched = GrantQualification(
        person=OPERATOR, qualification="LEAK-TEST", evidence="TR-1", until_ms=until_ms
    )
    station.do(vouched, LEAD)
    hands = at_window(qtbot, station)
    station.clock.ms += 2 * DAY_MS
    hands.log_in(OPERATOR)
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.press("start")
    hands.reads("操作工 01 还不能开始 B10")
    hands.reads("已过期：气密测试")
    hands.close()
