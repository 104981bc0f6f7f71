"""Logging in at the window: badge or pick, PIN, what goes wrong, and what a restart remembers."""

from app.kernel.symbols import own
from app.stations.sound import Cue
from tests.ui.screens.station_at_work import LEAD, OPERATOR, PIN


def wrong_pin(hands, pin="111111"):
    before = hands.at.clock.ms
    hands.type_digits(pin)
    hands.press("login-enter")
    hands.at.clock.ms = before + 1
    hands.sees(lambda: hands.find("key-1") is not None)


def test_badge_and_pin_lead_to_the_tasks(hands):
    hands.log_in()
    hands.is_at("home")
    hands.reads("操作工 01")


def test_picking_a_face_and_pin_lead_to_the_tasks(hands):
    hands.press(f"person-{OPERATOR}")
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.is_at("home")


def test_somebody_is_found_among_everybody(hands):
    hands.press("everybody")
    hands.press(f"everybody-{LEAD}")
    hands.reads("班组长")
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.sees(lambda: hands.floor.session is not None and hands.floor.session.person == LEAD)


def test_the_button_says_what_is_missing(hands):
    hands.reads("请先刷卡或选人")
    hands.press(f"person-{OPERATOR}")
    hands.type_digits("25")
    hands.reads("还差 4 位")


def test_a_wrong_pin_says_how_many_tries_are_left(hands):
    hands.press(f"person-{OPERATOR}")
    wrong_pin(hands)
    hands.reads("PIN 不正确，还可试 4 次")
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.is_at("home")


def test_five_wrong_pins_lock_and_a_restart_remembers_it(hands, reopened):
    hands.press(f"person-{OPERATOR}")
    for _ in range(4):
        wrong_pin(hands)
    hands.reads("还可试 1 次")
    wrong_pin(hands)
    hands.reads("已锁定 15 分")
    again = reopened(hands)
    again.press(f"person-{OPERATOR}")
    again.reads("输错次数过多，已锁定")
    again.type_digits(PIN)
    assert again.find("login-enter") is None
    assert again.floor.session is None


def test_a_badge_nobody_has_is_refused_aloud(hands):
    hands.scan(own.badge_code("B-99999"))
    hands.reads("这张卡没有登记")


def test_a_traveller_scanned_before_login_asks_for_a_person(hands):
    hands.scan(own.operation_code("WORK000434", "B10"))
    hands.reads("没有人登录")
    assert hands.sound.cues == [Cue.REFUSED]


def test_a_badge_on_any_screen_switches_the_person(hands):
    hands.log_in()
    hands.badge(LEAD)
    hands.is_at("login")
    hands.reads("班组长")
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.sees(lambda: hands.floor.session is not None and hands.floor.session.person == LEAD)


def test_the_station_locks_itself_when_nobody_is_there_and_comes_back_to_the_work(hands):
    hands.log_in()
    hands.press("open-WORK000434-B10")
    hands.is_at("execute")
    hands.at.clock.ms += 181_000
    hands.is_at("login")
    hands.type_digits(PIN)
    hands.press("login-enter")
    hands.is_at("execute")


def test_the_login_speaks_the_language_somebody_chose(hands):
    hands.press("language-en")
    hands.reads("Hold or scan your badge")
    hands.press("language-zh_CN")
    hands.reads("刷卡或扫码登录")
