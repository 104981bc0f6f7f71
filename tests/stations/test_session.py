"""Logging in at a station: the PIN opens the person's key, and nothing else does."""

from collections import Counter

import pytest
from sqlalchemy import text

from app.capabilities.people.accounts.capability import CAPABILITY
from app.capabilities.people.accounts.commands import DisablePerson, IssueKey, SetRoles
from app.capabilities.people.accounts.queries import door_log, may
from app.journal.journal import Author, Journal
from app.journal.rows import STATE
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes, seal, verifies
from app.kernel.words import LANGUAGES, Words
from app.stations.identity import StationIdentity
from app.stations.issued_keys import keep_key, key_here, people_here
from app.stations.key_places import KeyPlace
from app.stations.session import Sessions
from app.store.engine import open_writer
from app.store.migrations import migrate
from app.store.writer import Writer
from tests.capabilities.people.plant import FOUNDER, HERE, ROLES, a_person, may_or_founds
from tests.journal.node import HandClock

QUICK = Hardness(memory_kib=8, passes=1)
SECRET = b"s" * 32
PIN = "258001"
LEAD_PIN = "258010"
ADMIN = "P-0124"


class Station:
    """A station on a file: started, stopped, started again."""

    def __init__(self, path, clock=None):
        self.path = path
        self.clock = clock or HandClock()
        self.engine = open_writer(path, durability="OFF")
        with self.engine.begin() as connection:
            migrate(connection)
            STATE.create_all(connection)
        self.writer = Writer(self.engine)
        author = Author("S1", "S1-1", "line-1")
        self.journal = Journal(author, Vocabulary((CAPABILITY,)), self.clock, may_or_founds)
        identity = StationIdentity(
            "S1", SigningKey(new_private_bytes()), SECRET, KeyPlace("file_machine")
        )
        self.sessions = Sessions(self.writer, self.journal, identity, self.clock)

    def do(self, command, actor=FOUNDER):
        self.writer.act(lambda c: self.journal.carry_out(c, command, actor)).result()

    def ask(self, query, *args):
        return self.writer.act(lambda c: query(c, *args)).result()

    def issue(self, person, pin=PIN, *, private=None, noted=True):
        private = private or new_private_bytes()
        sealed = seal(private, owner=person, secret=pin, station_secret=SECRET, hardness=QUICK)
        self.ask(keep_key, sealed)
        if noted:
            public = sealed.public_key.hex()
            self.do(IssueKey(person=person, station="S1", public_key=public))
        return sealed

    def door(self):
        return [(line.what, line.person) for line in reversed(self.ask(door_log, "S1"))]

    def stop(self):
        self.writer.close()
        self.engine.dispose()

    def restarted(self):
        self.stop()
        return Station(self.path, self.clock)


@pytest.fixture
def station(tmp_path):
    made = Station(tmp_path / "station.db")
    for role in ROLES:
        made.do(role)
    made.do(a_person(ADMIN, roles=("it_admin",)))
    made.do(a_person("P-0101"))
    made.do(a_person("P-0110", roles=("line_lead",)))
    made.issue("P-0101")
    made.issue("P-0110", LEAD_PIN)
    yield made
    made.stop()


def refused_login(station, person="P-0101", pin="999999") -> Refused:
    with pytest.raises(Refused) as caught:
        station.sessions.log_in(person, pin)
    return caught.value


def test_badge_and_pin_bring_a_person_to_the_front_with_their_key_open(station):
    person = station.sessions.who("B-0101\r\n")
    session = station.sessions.log_in(person.person, PIN)
    assert station.sessions.front is session
    assert session.name.en == "Operator 0101"
    assert session.may("production.report")
    assert not session.may("production.plan")
    assert verifies(bytes.fromhex(person.public_key), session.key.sign(b"10 pieces"), b"10 pieces")
    assert station.door() == [("logged_in", "P-0101")]


def test_a_badge_alone_opens_nothing(station):
    person = station.sessions.who("B-0101")
    assert station.sessions.front is None
    assert refused_login(station, person.person, "").code == "login.wrong_pin"


def test_a_wrong_pin_says_how_many_tries_are_left_and_is_noted(station):
    refused = refused_login(station)
    assert refused.code == "login.wrong_pin"
    assert refused.facts["left"] == 4
    assert station.door() == [("login_failed", "P-0101")]
    assert station.sessions.front is None


def test_five_wrong_pins_lock_the_person_and_even_the_right_pin_is_not_tried(station):
    codes = [refused_login(station).code for _ in range(5)]
    assert codes == ["login.wrong_pin"] * 4 + ["login.locked"]
    assert refused_login(station, pin=PIN).code == "login.locked"
    assert Counter(what for what, _ in station.door()) == {
        "login_failed": 5,
        "locked_out": 1,
        "login_refused": 1,
    }


def test_the_others_can_still_log_in_while_one_is_locked(station):
    for _ in range(5):
        refused_login(station)
    assert station.sessions.log_in("P-0110", LEAD_PIN).person == "P-0110"


def test_the_count_survives_a_restart(station):
    for _ in range(3):
        refused_login(station)
    again = station.restarted()
    try:
        assert refused_login(again).facts["left"] == 1
        assert refused_login(again).code == "login.locked"
        third = again.restarted()
        try:
            assert refused_login(third, pin=PIN).code == "login.locked"
        finally:
            third.stop()
    finally:
        again.stop()


def test_a_try_counts_even_when_the_plug_is_pulled_before_it_was_judged(station):
    """The count is on disk before argon2 starts; what comes after never happened."""
    for _ in range(4):
        station.ask(station.sessions._approach, "P-0101")
    again = station.restarted()
    try:
        assert refused_login(again).code == "login.locked"
    finally:
        again.stop()


def test_the_lockout_ends_after_a_quarter_of_an_hour(station):
    for _ in range(5):
        refused_login(station)
    station.clock.ms += 14 * 60_000
    assert refused_login(station, pin=PIN).facts["minutes"] == 1
    station.clock.ms += 60_000
    assert station.sessions.log_in("P-0101", PIN).person == "P-0101"


def test_a_right_pin_forgives_the_wrong_ones_before_it(station):
    for _ in range(4):
        refused_login(station)
    station.sessions.log_in("P-0101", PIN)
    assert refused_login(station).facts["left"] == 4


def test_a_line_lead_in_front_lifts_a_lockout(station):
    for _ in range(5):
        refused_login(station)
    with pytest.raises(Refused, match=r"login\.nobody_in_front"):
        station.sessions.lift_lockout("P-0101", "new glasses")
    station.sessions.log_in("P-0110", LEAD_PIN)
    station.sessions.lift_lockout("P-0101", "new glasses")
    assert station.sessions.log_in("P-0101", PIN).person == "P-0101"
    assert ("lockout_lifted", "P-0101") in station.door()


def test_an_operator_lifts_no_lockout(station):
    for _ in range(5):
        refused_login(station, "P-0110")
    station.sessions.log_in("P-0101", PIN)
    with pytest.raises(Refused, match=r"right\.missing"):
        station.sessions.lift_lockout("P-0110", "he asked")
    assert refused_login(station, "P-0110", LEAD_PIN).code == "login.locked"


def test_a_badge_of_nobody_is_refused_and_noted(station):
    with pytest.raises(Refused, match=r"login\.unknown_badge"):
        station.sessions.who("B-9999")
    (line,) = station.ask(door_log, "S1")
    assert (line.what, line.detail) == ("login_refused", "login.unknown_badge B-9999")


def test_a_leaver_is_refused_at_once_with_the_right_pin(station):
    station.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    assert refused_login(station, pin=PIN).code == "login.disabled"
    assert station.door() == [("login_refused", "P-0101")]


def test_a_person_without_a_key_here_is_told_what_to_do(station):
    station.do(a_person("P-0102"))
    assert refused_login(station, "P-0102").code == "login.not_issued_here"
    assert refused_login(station, "P-7777").code == "login.unknown_person"


def test_an_older_key_does_not_open_once_a_newer_one_was_issued_elsewhere(station):
    station.do(IssueKey(person="P-0101", station="S2", public_key="b" * 64))
    assert refused_login(station, pin=PIN).code == "login.key_outdated"


def test_a_key_put_into_the_database_by_hand_opens_nothing(station):
    """Whoever can write the file seals their own key under a PIN they know: nobody's key."""
    station.issue("P-0101", "135791", noted=False)
    assert refused_login(station, pin="135791").code == "login.key_outdated"


def test_another_persons_envelope_copied_over_opens_nothing(station):
    station.writer.act(
        lambda c: c.execute(
            text(
                "update local set value = (select value from local where shelf = 'sealed_keys'"
                " and key = 'P-0110') where shelf = 'sealed_keys' and key = 'P-0101'"
            )
        )
    ).result()
    assert refused_login(station, pin=LEAD_PIN).code == "login.key_outdated"


def test_a_broken_envelope_is_as_good_as_none(station):
    station.writer.act(
        lambda c: c.execute(text("update local set value = x'00' where shelf = 'sealed_keys'"))
    ).result()
    assert refused_login(station, pin=PIN).code == "login.not_issued_here"


def test_taking_over_closes_the_key_of_who_was_in_front_but_keeps_them_known(station):
    station.sessions.log_in("P-0101", PIN)
    station.clock.ms += 1_000
    station.sessions.log_in("P-0110", LEAD_PIN)
    assert station.sessions.front.person == "P-0110"
    assert [s.person for s in station.sessions.known] == ["P-0110", "P-0101"]
    assert [s.key is None for s in station.sessions.known] == [False, True]
    assert station.door() == [
        ("logged_in", "P-0101"),
        ("logged_out", "P-0101"),
        ("logged_in", "P-0110"),
    ]


def test_a_failed_take_over_leaves_who_was_in_front(station):
    session = station.sessions.log_in("P-0101", PIN)
    refused_login(station, "P-0110")
    assert station.sessions.front is session


def test_three_minutes_without_a_touch_lock_the_station(station):
    station.sessions.log_in("P-0101", PIN)
    station.clock.ms += 100_000
    station.sessions.touch()
    station.clock.ms += 179_000
    assert not station.sessions.lock_if_idle()
    station.clock.ms += 1_000
    assert station.sessions.lock_if_idle()
    assert station.sessions.front is None
    assert [s.key for s in station.sessions.known] == [None]
    assert not station.sessions.lock_if_idle()
    assert ("logged_out", "P-0101") in station.door()


def test_leaving_ends_the_session_and_forgets_the_person(station):
    station.sessions.log_in("P-0101", PIN)
    station.sessions.log_out("P-0101")
    assert station.sessions.front is None
    assert station.sessions.known == ()
    assert station.ask(door_log, "S1")[0].detail == "left"


def test_someone_behind_can_be_logged_out_without_disturbing_who_is_in_front(station):
    station.sessions.log_in("P-0101", PIN)
    station.sessions.log_in("P-0110", LEAD_PIN)
    station.sessions.log_out("P-0101")
    assert station.sessions.front.person == "P-0110"
    assert [s.person for s in station.sessions.known] == ["P-0110"]


def test_closing_the_program_ends_every_session(station):
    station.sessions.log_in("P-0101", PIN)
    station.sessions.close()
    assert station.sessions.known == ()
    assert station.ask(door_log, "S1")[0].detail == "closed"


def test_the_station_knows_whose_keys_it_holds(station):
    assert station.ask(people_here) == {"P-0101", "P-0110"}
    assert station.ask(key_here, "P-0102") is None


def test_no_pin_lies_anywhere_in_the_database(station, tmp_path):
    station.sessions.log_in("P-0101", PIN)
    refused_login(station, "P-0110", "314159")
    station.stop()
    dumped = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PIN.encode() not in dumped
    assert b"314159" not in dumped


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [
        "unknown_badge",
        "badge_twice",
        "unknown_person",
        "disabled",
        "not_issued_here",
        "key_outdated",
        "wrong_pin",
        "locked",
        "nobody_in_front",
    ],
)
def test_every_refusal_at_the_door_is_a_sentence(language, code):
    words = Words(language)
    assert words.knows(f"refused.login.{code}")
    said = words.refusal(Refused(f"login.{code}", name="操作工 01", left=4, tries=1, minutes=15))
    assert "{" not in said


def test_rights_are_asked_of_the_journal_too(station):
    assert station.ask(may, "P-0110", "production.plan", HERE)


def hears(station):
    """What the station does when news of the plant has come."""
    return station.ask(station.sessions.hear_news)


def test_who_is_disabled_while_in_front_is_locked_out_at_once_and_told(station):
    station.sessions.log_in("P-0101", PIN)
    station.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    assert hears(station).code == "login.disabled"
    assert station.sessions.front is None
    assert station.sessions.known == ()
    station.ask(lambda _: None)
    assert station.door()[-1] == ("logged_out", "P-0101")
    assert refused_login(station, pin=PIN).code == "login.disabled"


def test_who_is_disabled_while_another_is_in_front_is_forgotten(station):
    station.sessions.log_in("P-0101", PIN)
    front = station.sessions.log_in("P-0110", LEAD_PIN)
    station.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    assert hears(station) is None
    assert station.sessions.known == (front,)


def test_whose_role_is_taken_away_while_in_front_may_no_longer(station):
    before = station.sessions.log_in("P-0101", PIN)
    assert hears(station) is None
    station.do(SetRoles(person="P-0101", roles=("auditor",), why="moved"), ADMIN)
    assert hears(station).code == "login.rights_changed"
    front = station.sessions.front
    assert before.may("production.report")
    assert not front.may("production.report")
    assert front.key is before.key, "the session goes on"
    assert hears(station) is None
