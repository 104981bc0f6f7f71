"""However the news about people arrives, it comes to the same state."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.people.accounts.capability import CAPABILITY
from app.capabilities.people.accounts.commands import DisablePerson, NoteLogin, SetRoles
from app.capabilities.people.accounts.events import (
    BadgeReplaced,
    KeyIssued,
    LockedOut,
    LoggedIn,
    PersonAdded,
    PersonDisabled,
    RoleDefined,
    RolesSet,
)
from app.capabilities.people.accounts.queries import (
    by_badge,
    door_log,
    lockouts,
    people,
    person,
    recently_here,
)
from app.journal.digest import digest
from app.journal.journal import Arrival
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import a_person, a_plant
from tests.journal.node import a_node

ADMIN = "P-0124"
NAME = Bilingual("甲", "A")

HAPPENED = st.sampled_from(
    [
        PersonAdded(person="P-1", name=NAME, badge="B-0001"),
        PersonAdded(person="P-1", name=Bilingual("乙", "B"), badge="B-0002"),
        RolesSet(person="P-1", before=(), now=("operator",), why="x"),
        BadgeReplaced(person="P-1", before="B-0001", now="B-0003", why="lost"),
        PersonDisabled(person="P-1", why="left"),
        KeyIssued(person="P-1", station="S1", public_key="a" * 64),
        KeyIssued(person="P-1", station="S1", public_key="b" * 64),
        RoleDefined(role="operator", name=NAME, before=(), now=("production.report",)),
        LoggedIn(station="S1", person="P-1"),
        LockedOut(station="S1", person="P-1", tries=5, until_ms=9),
    ]
)


def written_by(node, happened):
    for what in happened:
        with node.engine.begin() as connection:
            node.journal.record(connection, [what], ADMIN)
    return [Arrival(sealed) for sealed in node.events()]


@settings(max_examples=20, deadline=None)
@given(first=st.lists(HAPPENED, max_size=6), second=st.lists(HAPPENED, max_size=6), data=st.data())
def test_two_nodes_agree_in_whatever_order_the_news_arrives(first, second, data):
    arrivals = written_by(a_node("S1", capabilities=(CAPABILITY,)), first)
    arrivals += written_by(a_node("S2", capabilities=(CAPABILITY,)), second)
    here = a_node("S8", capabilities=(CAPABILITY,))
    there = a_node("S9", capabilities=(CAPABILITY,))
    here.take(arrivals)
    for arrival in data.draw(st.permutations(arrivals)):
        there.take([arrival])
    vocabulary = here.journal.vocabulary
    for area in ("plant", "line-1"):
        assert here.ask(digest, vocabulary, area) == there.ask(digest, vocabulary, area)
    assert here.ask(people) == there.ask(people)


def test_an_id_given_out_twice_at_once_keeps_the_first_and_says_so():
    one, other = a_plant("S1"), a_plant("S2")
    one.do(a_person("P-0101", badge="B-ONE"), ADMIN)
    other.clock.ms += 1_000
    other.do(a_person("P-0101", badge="B-TWO"), ADMIN)
    one.take([Arrival(sealed) for sealed in other.events()])
    held = one.ask(person, "P-0101")
    assert held.badge == "B-ONE"
    assert held.added_twice


def test_somebody_disabled_before_their_adding_arrived_stays_disabled():
    home = a_plant("S1")
    home.do(a_person("P-0101"), ADMIN)
    home.do(DisablePerson(person="P-0101", why="left"), ADMIN)
    away = a_node("S2", capabilities=(CAPABILITY,))
    for sealed in reversed(home.events()):
        away.take([Arrival(sealed)])
    assert not away.ask(person, "P-0101").is_active


def test_a_badge_two_people_have_after_a_merge_finds_both():
    one, other = a_plant("S1"), a_plant("S2")
    one.do(a_person("P-0101", badge="B-SAME"), ADMIN)
    other.do(a_person("P-0102", badge="B-SAME"), ADMIN)
    one.take([Arrival(sealed) for sealed in other.events()])
    assert [each.person for each in one.ask(by_badge, "B-SAME")] == ["P-0101", "P-0102"]


def test_a_badge_of_nobody_finds_nobody():
    node = a_plant()
    assert node.ask(by_badge, "B-NONE") == ()
    assert node.ask(by_badge, "") == ()


def test_the_login_page_shows_who_was_here_last_and_no_leaver():
    node = a_plant()
    for number in ("P-0101", "P-0102", "P-0103"):
        node.do(a_person(number), ADMIN)
    for number in ("P-0101", "P-0102", "P-0103", "P-0101"):
        node.clock.ms += 60_000
        node.do(NoteLogin(person=number), number)
    node.do(DisablePerson(person="P-0102", why="left"), ADMIN)
    seen = node.ask(recently_here, "S1")
    assert [each.person.person for each in seen] == ["P-0101", "P-0103"]
    assert seen[0].at_ms == node.clock.ms
    assert node.ask(recently_here, "S2") == ()


def test_a_lockout_anywhere_is_on_the_list_of_whom_to_tell():
    home, away = a_plant("S1"), a_plant("S2")
    with away.engine.begin() as connection:
        away.journal.record(
            connection, [LockedOut(station="S2", person="P-0101", tries=5, until_ms=9)], "P-0101"
        )
    home.take([Arrival(sealed) for sealed in away.events()])
    (line,) = home.ask(lockouts, 0)
    assert (line.station, line.person) == ("S2", "P-0101")
    assert home.ask(lockouts, home.clock.ms + 1) == ()


def test_a_door_log_is_that_of_one_station_latest_first():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(SetRoles(person="P-0101", roles=("ipqc",), why="trained"), ADMIN)
    for _ in range(3):
        node.clock.ms += 1_000
        node.do(NoteLogin(person="P-0101"), "P-0101")
    lines = node.ask(door_log, "S1")
    assert [line.what for line in lines] == ["logged_in"] * 3
    assert [line.at_ms for line in lines] == sorted((line.at_ms for line in lines), reverse=True)
