"""Secrets of one's own, their age and history, and what bounds signing at a station."""

import ast
from itertools import pairwise

import pytest

from app.capabilities.people.accounts.queries import door_log
from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.commands import AskReset
from app.capabilities.people.secrets.decisions import faults, rules, way_of
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import SetSigningPolicy, StateKeys
from app.capabilities.sites.queries import SigningPolicy
from app.journal.journal import Author, Journal
from app.journal.ledger import ledger_of
from app.journal.upcast import Vocabulary
from app.kernel.parcel import ParcelKey
from app.kernel.refused import Refused
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes
from app.kernel.words import Bilingual
from app.stations.lease import LeaseStanding, Running
from app.stations.leave import why_not_sign
from app.stations.secret_change import CODE_DIGITS, SecretChange, code_in_groups
from app.stations.signing import Credentials, Signing
from app.sync.lease import VERSION, Lease, granted
from tests.house.tree import called, calls, modules, parsed, where
from tests.ui.screens.station_at_work import (
    LEAD,
    OPERATOR,
    ORDER,
    PIN,
    a_peopled_station,
    a_station,
)

QUICK = Hardness(memory_kib=8, passes=1)
DAY_MS = 24 * 3_600_000
ADMIN, NEW = "P-0124", "P-0131"
BADGE = "B-00101"
SECRET = "machining at night"
RECORD = f"node/{ORDER}/B10"


@pytest.fixture
def at(tmp_path):
    made = a_peopled_station(tmp_path / "s1")
    made.define("it_admin", "people.administer", "sites.administer")
    made.define("operator", "production.report", "sign.performed")
    made.admit(ADMIN, "it_admin", Bilingual("管理", "IT"))
    made.add(NEW, "operator", Bilingual("新人", "Newcomer"))
    made.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    yield made
    made.station.close()


def change(at, person=OPERATOR, old=PIN, new=SECRET):
    SecretChange(at.station, QUICK).own(person, old, new)


def refused(do, *args, **more) -> str:
    with pytest.raises(Refused) as caught:
        do(*args, **more)
    return caught.value.code


def prove(at, person=OPERATOR, secret=PIN, shown=BADGE):
    return at.station.sessions.prove(person, secret, shown)


def sign(at, secret=PIN, shown=BADGE):
    ask = Ask(RECORD, "performed", seen=frozenset(at.ask(ledger_of, RECORD).entries))
    Signing(at.station).sign((ask,), Credentials(OPERATOR, secret, shown))


# -- one's own secret ---------------------------------------------------------------------------


def test_a_changed_secret_opens_the_same_key_and_the_old_one_nothing(at):
    before = at.ask(secrets.secret, OPERATOR).public_key
    change(at)
    assert at.ask(secrets.secret, OPERATOR).public_key == before
    assert at.ask(secrets.secret, OPERATOR).way == "password"
    assert refused(at.station.sessions.log_in, OPERATOR, PIN) == "login.wrong_pin"
    assert at.station.sessions.log_in(OPERATOR, SECRET).key.public_key.hex() == before


def test_a_wrong_old_secret_changes_nothing_and_counts(at):
    assert refused(change, at, old="999999") == "login.wrong_pin"
    assert refused(change, at, old="999998") == "login.wrong_pin"
    assert at.station.sessions.log_in(OPERATOR, PIN).person == OPERATOR


@pytest.mark.requirement("P11-25")
def test_none_of_the_last_five_secrets_comes_back(at):
    assert refused(change, at, new=PIN) == "people.secret_used"
    change(at)
    secrets_so_far = [SECRET, *(f"good secret no. {number}" for number in range(1, 6))]
    for old, new in pairwise(secrets_so_far):
        change(at, old=old, new=new)
    for former in secrets_so_far[1:5]:
        assert refused(change, at, old=secrets_so_far[5], new=former) == "people.secret_used"
    change(at, old=secrets_so_far[5], new=PIN)


@pytest.mark.parametrize(
    ("weak", "rule"),
    [
        ("12345", "pin_digits"),
        ("123456", "pin_no_run"),
        ("777777", "pin_no_run"),
        ("121212", "pin_variety"),
        ("00101", "pin_digits"),
        ("short word", "password_length"),
        ("aaaaaaaaaaaaaa", "password_variety"),
        ("my id is P-0101 ok", "not_own"),
        ("b-00101 and more", "not_own"),
    ],
)
@pytest.mark.requirement("P11-24")
def test_a_secret_somebody_could_guess_is_refused(at, weak, rule):
    person = at.station.sessions.who(BADGE)
    assert rule in faults(weak, person)
    assert rule in rules(weak)
    assert refused(change, at, new=weak) == "people.secret_weak"


def test_a_good_secret_has_no_faults(at):
    person = at.station.sessions.who(BADGE)
    assert [faults(good, person) for good in ("258013", SECRET, "夜班加工零件用十二字以上")] == [
        ()
    ] * 3
    assert [way_of(one) for one in ("258013", SECRET, "1" * 12)] == ["pin", "password", "password"]


# -- a first code, and a reset ------------------------------------------------------------------


@pytest.mark.requirement("P11-22")
def test_who_came_with_a_code_records_but_signs_only_with_a_secret_of_their_own(at):
    at.station.sessions.log_in(ADMIN, PIN)
    code = SecretChange(at.station, QUICK).give_code(NEW)
    assert len(code) == CODE_DIGITS
    assert code_in_groups(code).replace(" ", "") == code
    session = at.station.sessions.log_in(NEW, code)
    assert session.to_change
    assert refused(prove, at, NEW, code, "B-00131") == "sign.secret_to_change"
    change(at, NEW, code, SECRET)
    assert not at.station.sessions.front.to_change
    proof = prove(at, NEW, SECRET, "B-00131")
    assert proof.key.public_key != session.key.public_key


@pytest.mark.requirement("P11-22")
def test_an_administrator_gives_no_second_secret_and_sets_nobodys(at):
    at.station.sessions.log_in(ADMIN, PIN)
    setting = SecretChange(at.station, QUICK)
    assert refused(setting.give_code, OPERATOR) == "people.has_secret"
    assert refused(setting.give_code, ADMIN) == "people.own_account"
    assert refused(setting.approve_reset, OPERATOR) == "people.reset_not_asked"


@pytest.mark.requirement("P11-22")
def test_an_operator_resets_nobody(at):
    at.station.sessions.log_in(OPERATOR, PIN)
    asked = at.station.act(AskReset(person=LEAD, why="he asked me to"))
    assert refused(asked.result) == "right.missing"


# -- what bounds signing ------------------------------------------------------------------------


@pytest.mark.requirement("P11-19")
def test_a_badge_alone_signs_nothing(at):
    at.station.sessions.log_in(OPERATOR, PIN)
    assert refused(sign, at, secret="") == "login.wrong_pin"
    assert refused(sign, at, secret=BADGE) == "login.wrong_pin"
    sign(at)


@pytest.mark.requirement("P11-19")
def test_a_pin_signs_only_with_the_badge_a_password_also_with_the_id(at):
    change(at, new="135802")
    at.station.sessions.log_in(OPERATOR, "135802")
    assert refused(sign, at, "135802", shown=OPERATOR) == "sign.pin_needs_badge"
    sign(at, "135802", shown=BADGE)
    change(at, old="135802", new=SECRET)
    sign(at, SECRET, shown=OPERATOR)


def end_by_lock(at):
    at.station.sessions.lock()


def end_by_idling(at):
    at.clock.ms += 181_000
    assert at.station.sessions.lock_if_idle()


def end_by_switching(at):
    at.station.sessions.log_in(LEAD, PIN)


def end_by_sleep(at):
    """The monotonic clock may stand still in sleep; the wall clock tells of it."""
    still = at.clock.monotonic_s()
    at.clock.monotonic_s = lambda: still
    at.clock.ms += 3_600_000
    assert at.station.sessions.lock_if_idle()
    del at.clock.monotonic_s


def end_by_restart(at):
    at.station.close()
    at.station = a_station(at.folder, clock=at.clock).station


@pytest.mark.requirement("P11-20", "P11-21")
@pytest.mark.parametrize(
    "end", [end_by_lock, end_by_idling, end_by_switching, end_by_sleep, end_by_restart]
)
def test_each_end_of_a_session_drops_the_key_and_asks_for_both_components_again(at, end):
    at.station.sessions.log_in(OPERATOR, PIN)
    sign(at)
    sign(at, shown="")
    end(at)
    mine = [one for one in at.station.sessions.known if one.person == OPERATOR]
    assert [one.key for one in mine] in ([], [None])
    at.station.sessions.log_in(OPERATOR, PIN)
    assert refused(sign, at, shown="") == "signature.both_components"
    sign(at)


def test_switching_people_keeps_what_each_was_typing(at):
    at.station.sessions.log_in(OPERATOR, PIN)
    at.station.keep_draft(f"{OPERATOR}/report", b"12 good").result()
    at.station.sessions.log_in(LEAD, PIN)
    at.station.keep_draft(f"{LEAD}/report", b"3 scrap").result()
    at.station.sessions.log_in(OPERATOR, PIN)
    assert at.station.draft(f"{OPERATOR}/report").result() == b"12 good"
    assert at.station.draft(f"{LEAD}/report").result() == b"3 scrap"


@pytest.mark.requirement("P11-25")
def test_a_secret_past_its_age_is_changed_before_it_signs_again(at):
    change(at)
    at.station.sessions.outside.in_touch = lambda: True
    at.station.sessions.log_in(OPERATOR, SECRET)
    at.clock.ms += 90 * DAY_MS
    assert at.station.sessions.log_in(OPERATOR, SECRET).person == OPERATOR
    assert refused(sign, at, SECRET) == "sign.secret_aged"
    change(at, old=SECRET, new="another good secret")
    sign(at, "another good secret")


@pytest.mark.requirement("P11-25")
def test_out_of_reach_an_aged_secret_signs_through_its_grace_and_then_no_more(at):
    change(at)
    at.station.sessions.outside.in_touch = lambda: False
    at.clock.ms += 103 * DAY_MS
    at.station.sessions.log_in(OPERATOR, SECRET)
    sign(at, SECRET)
    at.clock.ms += DAY_MS
    assert refused(sign, at, SECRET) == "sign.secret_aged"


@pytest.mark.requirement("P11-25")
def test_a_site_may_let_secrets_not_age_and_review_them(at):
    change(at)
    at.do(SetSigningPolicy(lease_days=7, secret_days=0, grace_days=0, why="reviewed each quarter"))
    at.clock.ms += 400 * DAY_MS
    at.station.sessions.log_in(OPERATOR, SECRET)
    sign(at, SECRET)


@pytest.mark.requirement("P11-04", "P11-25")
def test_the_clock_put_back_makes_no_secret_younger_and_no_lease_longer(at):
    """Both are judged by trusted time, which no hand at the station moves."""
    change(at)
    server = a_server_of(at)
    now_ms = at.clock.ms
    lease = Lease(VERSION, "S1", now_ms, now_ms + DAY_MS, (), 0)
    at.station.sessions.door.take_lease(granted(lease, server.sign))
    prove(at, OPERATOR, SECRET, BADGE)
    at.clock.ms += 2 * DAY_MS
    at.clock.set_ms = -2 * DAY_MS
    assert refused(prove, at, OPERATOR, SECRET, BADGE) == "sign.lease_over"


def a_server_of(at):
    """Let the plant have a server, in its own words in the plant's log."""
    server = SigningKey(new_private_bytes())
    parcel_key = ParcelKey(beside=server).public_key.hex()
    keys = StateKeys(public_key=server.public_key.hex(), parcel_key=parcel_key)
    author = Author("server", "server-1", "plant")
    journal = Journal(author, Vocabulary(ROSTER), at.clock, lambda *_: True)
    at.station.writer.act(lambda c: journal.carry_out(c, keys, "")).result()
    return server


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (Running.MISSING, "sign.lease_missing"),
        (Running.OVER, "sign.lease_over"),
        (Running.RUNNING, None),
        (Running.ENDING, None),
        (Running.UNNEEDED, None),
    ],
)
def test_the_lease_decides_first(at, state, code):
    secret = at.ask(secrets.secret, OPERATOR)
    found = why_not_sign(secret, LeaseStanding(state), SigningPolicy(), at.clock.ms, in_touch=True)
    assert (found.code if found else None) == code


@pytest.mark.requirement("P11-27")
def test_a_lockout_is_an_event_of_its_own(at):
    for _ in range(5):
        refused(at.station.sessions.log_in, OPERATOR, "999999")
    kinds = [line.what for line in at.ask(door_log, "S1")]
    assert kinds.count("locked_out") == 1


# -- no other way to a key ----------------------------------------------------------------------


@pytest.mark.requirement("P11-23")
def test_nothing_but_the_door_opens_a_persons_key():
    """No finger, no face: whoever calls `unseal` on a key opens it by a secret, at the door."""
    openers = {"app/kernel/parcel.py", "app/stations/issued_keys.py"}
    found = {
        where(path, call.lineno).rpartition(":")[0]
        for path in modules("app", "server")
        for call in calls(path)
        if called(call) == "unseal" and _is_of_sealing(path)
    }
    assert found == openers
    askers = {
        where(path, call.lineno).rpartition(":")[0]
        for path in modules("app", "server")
        for call in calls(path)
        if called(call) == "closed_key"
    }
    assert askers == {"app/stations/door.py"}


def _is_of_sealing(path) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "app.kernel.sealing"
        and "unseal" in {name.name for name in node.names}
        for node in ast.walk(parsed(path))
    )
