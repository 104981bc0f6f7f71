"""The window: its menu, the bench's shell, notices, and screens a person may not open."""

import pytest

from app.capabilities.people.accounts.commands import DefineRole, DisablePerson, SetRoles
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.space import WARN_BYTES, Space
from app.ui.audits import audit
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import LEAD, OPERATOR, a_peopled_station


@pytest.fixture
def bench_hands(qtbot, tmp_path):
    made = at_window(qtbot, a_peopled_station(tmp_path / "s"), language="en", density="bench")
    made.window.resize(1600, 900)
    yield made
    made.close()


def test_language_and_density_are_switched_from_the_menu(hands):
    hands.log_in()
    hands.press("person")
    hands.press("language-en")
    hands.reads("My tasks")
    hands.press("person")
    hands.press("density-bench")
    hands.sees(lambda: hands.find("nav-home") is not None)
    assert hands.window.look.density.name == "bench"


def test_going_away_by_the_menu_asks_for_the_pin_again(hands):
    hands.log_in()
    hands.press("person")
    hands.press("menu-lock")
    hands.is_at("login")
    hands.reads("操作工 01")
    assert hands.floor.session is None


def test_the_bench_offers_only_what_the_person_may_open(bench_hands):
    bench_hands.log_in()
    bench_hands.press("nav-sync-devices")
    bench_hands.is_at("sync-devices")
    assert bench_hands.find("nav-users") is None


def test_a_screen_that_does_not_exist_is_refused(hands):
    hands.log_in()
    hands.window.go(Place("no-such-screen"))
    hands.is_at("home")


def test_what_nobody_took_is_said_at_the_foot(hands):
    hands.log_in()
    hands.floor.refused.emit(Refused("floor.failed"))
    hands.reads("刚才的操作没有完成")


def test_whoever_logs_in_is_told_that_the_disk_runs_out(hands, tmp_path):
    hands.floor.station.space = Space(tmp_path, lambda _: WARN_BYTES - 1)
    hands.log_in()
    hands.reads("最后的备用空间")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_home_and_execute_pass_the_audits(qtbot, tmp_path, language):
    hands = at_window(qtbot, a_peopled_station(tmp_path / "s"), language=language)
    try:
        hands.window.setFixedSize(1280, 800)
        hands.log_in()
        hands.sees(lambda: hands.find("open-WORK000434-B10") is not None)
        hands.sees(lambda: audit(hands.window, hands.window.look) == ())
        hands.press("open-WORK000434-B10")
        hands.sees(lambda: hands.find("start") is not None)
        hands.sees(lambda: audit(hands.window, hands.window.look) == ())
    finally:
        hands.close()


def test_a_leaver_in_front_sees_the_login_and_why_as_soon_as_the_news_comes(hands):
    hands.log_in()
    hands.at.do(DisablePerson(person=OPERATOR, why="left the plant"))
    hands.is_at("login")
    hands.reads("账户已停用")
    assert hands.floor.session is None


def test_whose_rights_change_while_in_front_is_told_and_sees_what_they_may(bench_hands):
    bench_hands.log_in(LEAD)
    bench_hands.sees(lambda: bench_hands.find("nav-sync-devices") is not None)
    assert bench_hands.find("nav-users") is None
    name = Bilingual("查看", "Viewing")
    bench_hands.at.do(DefineRole(role="viewing", name=name, rights=("people.view",)))
    bench_hands.at.do(SetRoles(person=LEAD, roles=("line_lead", "viewing"), why="acts for QA"))
    bench_hands.reads("What you may do here has been changed")
    bench_hands.sees(lambda: bench_hands.find("nav-users") is not None)
    bench_hands.at.do(SetRoles(person=LEAD, roles=(), why="moved"))
    bench_hands.sees(lambda: bench_hands.find("nav-users") is None)
    assert bench_hands.floor.session.rights == frozenset()
