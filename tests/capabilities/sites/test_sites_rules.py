"""Areas, stations, and how a station becomes one of the plant."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.sites.capability import CAPABILITY
from app.capabilities.sites.commands import DefineArea, EnrolStation, RevokeStation
from app.capabilities.sites.decisions import TICKET_VALID_MS, hash_of, issue_ticket, redeem
from app.capabilities.sites.events import AreaDefined, StationEnrolled, StationRevoked
from app.capabilities.sites.queries import Area, areas, station, stations
from app.journal.digest import digest
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Bilingual, Words
from app.stations.profile import Purpose
from tests.journal.node import a_node

ADMIN = "P-0124"
NAME = Bilingual("演示产线", "Demo line")
KEY, OTHER_KEY = "a" * 64, "b" * 64
NOON = 1_763_800_000_000


def a_site(**options):
    node = a_node("SERVER", capabilities=(CAPABILITY,), **options)
    node.do(DefineArea(area="P1", name=NAME), ADMIN)
    return node


def an_enrolment(**changes):
    fields = {
        "station": "ST-01",
        "name": Bilingual("仓库工位", "Warehouse station"),
        "purpose": "operator",
        "areas": ("P1",),
        "public_key": KEY,
    }
    return EnrolStation(**{**fields, **changes})


def refusal(node, command) -> str:
    with pytest.raises(Refused) as caught:
        node.do(command, ADMIN)
    return caught.value.code


def test_an_enrolled_station_is_known_with_its_key_and_areas():
    node = a_site()
    changes = node.do(an_enrolment(issued_by=ADMIN), ADMIN)
    held = node.ask(station, "ST-01")
    assert held.is_enrolled
    assert (held.public_key, held.areas, held.purpose) == (KEY, ("P1",), "operator")
    assert [each.station for each in node.ask(stations)] == ["ST-01"]
    assert {sealed.envelope.area for sealed in changes.events} == {"plant"}


def test_an_area_can_be_renamed_but_not_saved_unchanged():
    node = a_site()
    assert refusal(node, DefineArea(area="P1", name=NAME)) == "sites.same_name"
    node.do(DefineArea(area="P1", name=Bilingual("一号线", "Line 1")), ADMIN)
    assert node.ask(areas) == (Area("P1", Bilingual("一号线", "Line 1")),)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"station": "st 1"}, "sites.bad_code"),
        ({"name": Bilingual("", "x")}, "sites.name_missing"),
        ({"areas": ("P1", "P9")}, "sites.area_unknown"),
        ({"areas": ()}, "sites.area_unknown"),
        ({"public_key": "zz"}, "sites.bad_key"),
    ],
)
def test_a_station_is_not_enrolled_with(changes, code):
    assert refusal(a_site(), an_enrolment(**changes)) == code


def test_a_clone_does_not_push_the_original_aside():
    node = a_site()
    node.do(an_enrolment(), ADMIN)
    assert refusal(node, an_enrolment(public_key=OTHER_KEY)) == "sites.station_exists"
    assert refusal(node, an_enrolment(station="ST-02")) == "sites.key_used"


def test_a_revoked_station_comes_back_only_with_a_new_key():
    node = a_site()
    node.do(an_enrolment(), ADMIN)
    node.do(RevokeStation(station="ST-01", why="stolen"), ADMIN)
    held = node.ask(station, "ST-01")
    assert (held.is_enrolled, held.revoked_why) == (False, "stolen")
    assert refusal(node, an_enrolment()) == "sites.key_used"
    node.do(an_enrolment(public_key=OTHER_KEY), ADMIN)
    assert node.ask(station, "ST-01").public_key == OTHER_KEY


def test_revoking_needs_a_station_that_is_enrolled_and_a_reason():
    node = a_site()
    gone = RevokeStation(station="ST-01", why="stolen")
    assert refusal(node, gone) == "sites.station_unknown"
    node.do(an_enrolment(), ADMIN)
    assert refusal(node, RevokeStation(station="ST-01", why=" ")) == "sites.why_missing"
    node.do(gone, ADMIN)
    assert refusal(node, gone) == "sites.station_revoked"


def test_without_the_right_nothing_is_administered():
    node = a_node(
        "SERVER", capabilities=(CAPABILITY,), may=lambda connection, who, what, where: False
    )
    for command in (DefineArea(area="P1", name=NAME), an_enrolment()):
        assert refusal(node, command) == "right.missing"


HAPPENED = st.sampled_from(
    [
        AreaDefined(area="P1", name=NAME),
        StationEnrolled(
            station="ST-01", name=NAME, purpose="operator", areas=("P1",), public_key=KEY
        ),
        StationEnrolled(
            station="ST-01", name=NAME, purpose="warehouse", areas=("P1",), public_key=OTHER_KEY
        ),
        StationRevoked(station="ST-01", public_key=KEY, why="stolen"),
        StationRevoked(station="ST-01", public_key=OTHER_KEY, why="lost"),
    ]
)


@settings(max_examples=20, deadline=None)
@given(happened=st.lists(HAPPENED, max_size=8), data=st.data())
def test_whatever_the_order_of_arrival_nodes_agree_and_a_void_key_never_counts(happened, data):
    home = a_node("SERVER", capabilities=(CAPABILITY,))
    for what in happened:
        with home.engine.begin() as connection:
            home.journal.record(connection, [what], ADMIN)
    away = a_node("ST-09", capabilities=(CAPABILITY,))
    for sealed in data.draw(st.permutations(home.events())):
        away.take([Arrival(sealed)])
    vocabulary = home.journal.vocabulary
    assert home.ask(digest, vocabulary, "plant") == away.ask(digest, vocabulary, "plant")
    void = {what.public_key for what in happened if isinstance(what, StationRevoked)}
    assert all(each.public_key not in void for each in away.ask(stations))


def a_ticket(**changes):
    token, ticket = issue_ticket(
        "ST-01", ("P1",), issued_by=ADMIN, now_ms=NOON, random=bytes(range(16))
    )
    return token, msgspec.structs.replace(ticket, **changes)


def redeemed(token, ticket, *, station="ST-01", areas=("P1",), now_ms=NOON):
    return redeem(ticket, token, station=station, areas=areas, now_ms=now_ms)


def test_a_token_is_redeemed_once():
    token, ticket = a_ticket()
    used = redeemed(token, ticket)
    with pytest.raises(Refused, match=r"sites\.token_used"):
        redeemed(token, used)


def test_a_token_may_be_typed_without_its_hyphens_and_in_small_letters():
    token, ticket = a_ticket()
    assert redeemed(token.replace("-", "").lower(), ticket).used
    assert redeemed(f" {token} ", ticket).used


def test_a_token_lasts_a_quarter_of_an_hour():
    token, ticket = a_ticket()
    assert redeemed(token, ticket, now_ms=NOON + TICKET_VALID_MS - 1).used
    with pytest.raises(Refused, match=r"sites\.token_expired"):
        redeemed(token, ticket, now_ms=NOON + TICKET_VALID_MS)


@pytest.mark.parametrize("wrong", [{"station": "ST-02"}, {"areas": ("P2",)}, {"areas": ()}])
def test_a_token_is_bound_to_its_station_and_areas(wrong):
    token, ticket = a_ticket()
    with pytest.raises(Refused, match=r"sites\.token_for_another"):
        redeemed(token, ticket, **wrong)


@given(guess=st.text(max_size=40))
def test_a_guess_opens_nothing(guess):
    token, ticket = a_ticket()
    if hash_of(guess) != hash_of(token):
        with pytest.raises(Refused, match=r"sites\.token_unknown"):
            redeemed(guess, ticket)


def test_no_ticket_is_no_token():
    with pytest.raises(Refused, match=r"sites\.token_unknown"):
        redeemed("AAAAA", None)


def test_what_is_kept_of_a_token_does_not_give_it_away():
    token, ticket = a_ticket()
    kept = msgspec.json.encode(ticket).decode()
    assert token not in kept
    assert token.replace("-", "") not in kept
    assert bytes(range(16)).hex() not in kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_of_a_station_has_a_name(language, purpose):
    assert Words(language).knows(f"sites.purpose.{purpose}")


def test_a_token_of_too_little_chance_is_never_issued():
    with pytest.raises(ValueError, match="128 random bits"):
        issue_ticket("ST-01", ("P1",), issued_by=ADMIN, now_ms=NOON, random=b"short")
