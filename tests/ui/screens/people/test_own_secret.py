"""A secret of one's own at the window: by name, by code, changed; leases scanned; lockouts told."""

from app.capabilities.people.accounts.commands import NoteFailedLogin
from app.capabilities.people.secrets.queries import secret
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import StateKeys
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.kernel.parcel import ParcelKey
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.stations.secret_change import SecretChange
from app.sync.lease import VERSION, Lease, granted
from tests.ui.screens.station_at_work import LEAD, OPERATOR, PIN

QUICK = Hardness(memory_kib=8, passes=1)
PASSWORD = "machining at night"
ADMIN, NEW = "P-0124", "P-0131"
DAY_MS = 24 * 3_600_000


def write(hands, name, text):
    hands.sees(lambda: hands.find(name) is not None)
    hands.find(name).setText(text)


def set_own(hands, old, new):
    write(hands, "secret-old", old)
    write(hands, "secret-new", new)
    write(hands, "secret-again", new)
    hands.press("secret-save")


def server_of(hands):
    """Let the plant have a server, as its own word in the plant's log."""
    server, at = SigningKey(new_private_bytes()), hands.at
    author = Author("server", "server-1", "plant")
    journal = Journal(author, Vocabulary(ROSTER), at.clock, lambda *_: True)
    keys = StateKeys(
        public_key=server.public_key.hex(), parcel_key=ParcelKey(beside=server).public_key.hex()
    )
    at.station.writer.act(lambda c: journal.carry_out(c, keys, "")).result()
    return server


def a_lease(hands, server, days=7, station="S1"):
    now_ms = hands.at.clock.ms
    return granted(Lease(VERSION, station, now_ms, now_ms + days * DAY_MS, (), 0), server.sign)


def test_a_name_and_a_password_lead_to_the_tasks(hands):
    SecretChange(hands.at.station, QUICK).own(OPERATOR, PIN, PASSWORD)
    hands.press("login-by-name")
    write(hands, "name-who", "操作工 01")
    write(hands, "name-password", "not the password")
    hands.press("name-enter")
    hands.reads("PIN 不正确")
    write(hands, "name-password", PASSWORD)
    hands.press("name-enter")
    hands.is_at("home")


def test_a_name_nobody_has_is_said(hands):
    hands.press("login-by-name")
    write(hands, "name-who", "Nobody")
    write(hands, "name-password", PASSWORD)
    hands.press("name-enter")
    hands.reads("没有此姓名或工号")


def test_what_to_do_without_a_pin_is_said(hands):
    hands.press("login-help")
    hands.reads("两名管理员")


def test_a_person_changes_their_secret_and_the_rules_are_said_while_they_type(hands):
    hands.log_in()
    hands.press("person")
    hands.press("menu-secret")
    write(hands, "secret-new", "123456")
    hands.reads("不是 123456、111111 这样的连号")
    set_own(hands, "999999", PASSWORD)
    hands.reads("PIN 不正确")
    set_own(hands, PIN, PASSWORD)
    hands.sees(lambda: hands.at.ask(secret, OPERATOR).way == "password")
    hands.reads("密码已更改")


def test_a_newcomer_with_a_code_is_asked_for_a_secret_of_their_own_at_once(hands):
    at = hands.at
    at.define("it", "people.administer")
    at.admit(ADMIN, "it", Bilingual("管理", "IT"))
    at.add(NEW, "operator", Bilingual("某人 31", NEW))
    at.station.sessions.log_in(ADMIN, PIN)
    code = SecretChange(at.station, QUICK).give_code(NEW)
    at.station.sessions.lock()
    hands.badge(NEW)
    hands.reads("某人 31")
    hands.type_digits(code)
    hands.press("login-enter")
    hands.reads("在此之前可以记录，但不能签名")
    set_own(hands, code, PASSWORD)
    hands.sees(lambda: hands.floor.session is not None and not hands.floor.session.to_change)


def test_a_lease_is_taken_in_by_scanning_it_at_the_login(hands):
    server = server_of(hands)
    hands.scan(own.lease_code(a_lease(hands, server)))
    hands.reads("离线签名授权")
    hands.reads("剩 7 天 0 时")
    hands.log_in()
    hands.reads("签名授权至")


def test_a_lease_of_another_station_is_refused_aloud(hands):
    server = server_of(hands)
    hands.scan(own.lease_code(a_lease(hands, server, station="S2")))
    hands.reads("该签名授权属于工位 S2")


def test_past_its_lease_a_station_says_that_drafts_stay_unsigned(hands):
    server = server_of(hands)
    hands.scan(own.lease_code(a_lease(hands, server, days=1)))
    hands.reads("离线签名授权")
    hands.at.clock.ms += 2 * DAY_MS
    hands.log_in()
    hands.reads("草稿暂不签名")


def test_who_may_unlock_is_told_of_a_lockout_at_once(hands):
    hands.log_in(LEAD)
    until_ms = hands.at.clock.ms + 900_000
    hands.at.do(NoteFailedLogin(person=OPERATOR, tries=5, locked_until_ms=until_ms), OPERATOR)
    hands.reads("操作工 01 在 S1 被锁定：连错 5 次")
