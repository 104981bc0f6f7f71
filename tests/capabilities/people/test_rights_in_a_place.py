"""A role counts where it is granted, and nowhere else: role × right × place, default-deny."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.people.accounts.capability import CAPABILITY as PEOPLE
from app.capabilities.people.accounts.commands import DefineRole, SetRoles
from app.capabilities.people.accounts.events import Grant, PersonAdded, RolesSet
from app.capabilities.people.accounts.queries import may, person, rights_of
from app.capabilities.roster import ROSTER
from app.capabilities.sites.capability import CAPABILITY as SITES
from app.capabilities.sites.commands import DefineArea, EnrolStation
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import FOUNDER, ROLES, a_person, may_or_founds
from tests.journal.node import a_node

ADMIN = "P-0124"
WHO = "P-0101"
AREAS = ("L1", "L2")
STATIONS = {"ST-1": "L1", "ST-2": "L1", "ST-3": "L2"}
PLACES = tuple(Place(area, station) for station, area in STATIONS.items())
RIGHTS = {role.role: frozenset(role.rights) for role in ROLES}


def a_site():
    """A node of two areas and three stations, with the starting roles and an administrator."""
    node = a_node("S1", capabilities=(SITES, PEOPLE), may=may_or_founds)
    for role in ROLES:
        node.do(role, FOUNDER)
    for area in AREAS:
        node.do(DefineArea(area=area, name=Bilingual(area, area)), FOUNDER)
    for number, (station, area) in enumerate(STATIONS.items()):
        enrolment = EnrolStation(
            station=station,
            name=Bilingual(station, station),
            purpose="operator",
            areas=(area,),
            public_key=f"{number:064x}",
        )
        node.do(enrolment, FOUNDER)
    node.do(a_person(ADMIN, roles=("it_admin",)), FOUNDER)
    return node


@pytest.fixture(scope="module")
def site():
    node = a_site()
    node.do(a_person(WHO, roles=("operator",)), ADMIN)
    return node


def refusal(node, command) -> str:
    with pytest.raises(Refused) as caught:
        node.do(command, ADMIN)
    return caught.value.code


@pytest.mark.parametrize(
    ("areas", "stations", "where"),
    [
        ((), (), {"ST-1", "ST-2", "ST-3"}),
        (("L1",), (), {"ST-1", "ST-2"}),
        (("L2",), (), {"ST-3"}),
        ((), ("ST-2",), {"ST-2"}),
        (("L1",), ("ST-1",), {"ST-1"}),
        (("L2",), ("ST-1",), set()),
        (("L1", "L2"), ("ST-1", "ST-3"), {"ST-1", "ST-3"}),
    ],
)
def test_a_grant_covers_exactly_its_stations_of_its_areas(areas, stations, where):
    grant = Grant(role="operator", areas=areas, stations=stations)
    assert {place.station for place in PLACES if grant.covers(place)} == where


@pytest.mark.requirement("P11-08")
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_a_person_may_is_the_sum_of_their_roles_that_count_there(site, data):
    """Against rights counted one by one, for every role, right and place there is."""
    roles = data.draw(st.lists(st.sampled_from(sorted(set(RIGHTS) - {"it_admin"})), unique=True))
    grant = st.builds(
        Grant,
        role=st.sampled_from(roles or ["operator"]),
        areas=st.lists(st.sampled_from(AREAS), unique=True).map(tuple),
        stations=st.lists(st.sampled_from(sorted(STATIONS)), unique=True).map(tuple),
    )
    scopes = tuple(data.draw(st.lists(grant, max_size=4))) if roles else ()
    before = site.ask(person, WHO)
    with site.engine.begin() as connection:
        said = RolesSet(person=WHO, before=before.roles, now=tuple(roles), why="x", scopes=scopes)
        site.journal.record(connection, [said], ADMIN)
    every = sorted(frozenset().union(*RIGHTS.values()) | {"production.fly", ""})
    for place in PLACES:
        for right in every:
            granted = False
            for role in roles:
                named = [each for each in scopes if each.role == role]
                here = not named or any(
                    (each.areas == () or place.area in each.areas)
                    and (each.stations == () or place.station in each.stations)
                    for each in named
                )
                granted = granted or (here and right in RIGHTS[role])
            assert site.ask(may, WHO, right, place) == granted, (right, place)


def test_an_administrator_grants_a_role_in_a_place_and_it_counts_nowhere_else():
    node = a_site()
    only_here = (Grant(role="line_lead", areas=("L1",)),)
    node.do(a_person(WHO, roles=("operator", "line_lead"), scopes=only_here), ADMIN)
    lead = RIGHTS["line_lead"] | RIGHTS["operator"]
    assert node.ask(rights_of, WHO, Place("L1", "ST-1")) == lead
    assert node.ask(rights_of, WHO, Place("L2", "ST-3")) == RIGHTS["operator"]
    assert node.ask(person, WHO).scopes == only_here


def test_a_change_of_place_alone_is_a_change_and_keeps_what_was_before():
    node = a_site()
    node.do(a_person(WHO, roles=("operator",)), ADMIN)
    here = (Grant(role="operator", stations=("ST-1",)),)
    changes = node.do(SetRoles(person=WHO, roles=("operator",), scopes=here, why="moved"), ADMIN)
    text = bytes(changes.events[0].envelope.payload).decode()
    assert '"scopes_before":[]' in text
    assert '"stations":["ST-1"]' in text
    same = SetRoles(person=WHO, roles=("operator",), scopes=here, why="moved")
    assert refusal(node, same) == "people.roles_same"


def test_one_grant_everywhere_makes_the_others_of_that_role_idle():
    node = a_site()
    scopes = (Grant(role="operator", areas=("L1",)), Grant(role="operator"))
    node.do(a_person(WHO, roles=("operator",), scopes=scopes), ADMIN)
    assert node.ask(person, WHO).scopes == ()


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (Grant(role="operator", areas=("L9",)), "people.place_unknown"),
        (Grant(role="operator", stations=("ST-9",)), "people.place_unknown"),
        (Grant(role="line_lead", areas=("L1",)), "people.scope_idle"),
    ],
)
def test_a_role_is_not_granted_in(scope, code):
    node = a_site()
    assert refusal(node, a_person(WHO, roles=("operator",), scopes=(scope,))) == code


def test_a_command_asks_for_the_right_where_its_station_is():
    """An administrator of L2 alone defines no role at a station of line-1."""
    node = a_site()
    elsewhere = (Grant(role="it_admin", areas=("L2",)),)
    node.do(a_person(WHO, roles=("it_admin",), scopes=elsewhere), ADMIN)
    packer = DefineRole(role="packer", name=Bilingual("包装工", "Packer"), rights=())
    with pytest.raises(Refused, match=r"right\.missing"):
        node.do(packer, WHO)


ACTIONS = sorted({c.right for each in ROSTER for c in each.commands} - {""})


@pytest.mark.requirement("P11-08")
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.role)
@pytest.mark.parametrize("right", ACTIONS)
def test_an_action_is_a_roles_where_it_was_granted_and_denied_everywhere_else(peopled, role, right):
    allowed = {
        place.station for place in PLACES if peopled.ask(may, f"P-{role.role}", right, place)
    }
    assert allowed == ({"ST-2"} if right in role.rights else set())


@pytest.fixture(scope="module")
def peopled():
    """One person of each role, who has it at ST-2 only."""
    node = a_site()
    with node.engine.begin() as connection:
        for role in ROLES:
            who = f"P-{role.role}"
            here = (Grant(role=role.role, stations=("ST-2",)),)
            added = PersonAdded(person=who, name=Bilingual(who, who), badge=f"B-{who}")
            given = RolesSet(person=who, before=(), now=(role.role,), why="x", scopes=here)
            node.journal.record(connection, [added, given], ADMIN)
    return node
