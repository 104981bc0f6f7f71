"""Whoever signs lets another sign in their stead: some meanings, for a time, never handed on."""

import pytest

from app.capabilities.people.accounts.commands import DefineRole, DisablePerson
from app.capabilities.people.delegations.commands import DelegateAuthority, EndDelegation
from app.capabilities.people.delegations.decisions import DAY_MS
from app.capabilities.people.delegations.queries import delegated, delegations_of, running
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import FOUNDER, HERE, a_person, a_plant

ADMIN, QUALITY, DEPUTY, OPERATOR = "P-0124", "P-0123", "P-0122", "P-0101"


@pytest.fixture
def plant():
    node = a_plant()
    name = Bilingual("放行", "Releasing")
    rights = ("sign.released", "sign.reviewed")
    node.do(DefineRole(role="releasing", name=name, rights=rights), FOUNDER)
    node.do(a_person(QUALITY, roles=("releasing",)), ADMIN)
    node.do(a_person(DEPUTY, roles=("engineer",)), ADMIN)
    node.do(a_person(OPERATOR), ADMIN)
    return node


def give(node, actor=QUALITY, **changes):
    fields = {
        "to": DEPUTY,
        "meanings": ("released",),
        "from_ms": node.clock.ms,
        "until_ms": node.clock.ms + 14 * DAY_MS,
        "why": "holidays",
        **changes,
    }
    return node.do(DelegateAuthority(**fields), actor)


def by_delegation(node, person=DEPUTY, meaning="released"):
    return node.ask(delegated, person, meaning, HERE, node.clock.ms)


@pytest.mark.requirement("P11-08")
def test_a_delegation_counts_in_its_window_for_its_meanings_only(plant):
    assert by_delegation(plant) is None
    give(plant, from_ms=plant.clock.ms + DAY_MS)
    assert by_delegation(plant) is None
    plant.clock.ms += DAY_MS
    assert by_delegation(plant).grantor == QUALITY
    assert by_delegation(plant, meaning="reviewed") is None
    assert by_delegation(plant, person=OPERATOR) is None
    plant.clock.ms += 13 * DAY_MS
    assert by_delegation(plant) is None
    assert plant.ask(running, plant.clock.ms) == ()


def test_a_delegation_ends_when_who_gave_it_or_an_administrator_says_so(plant):
    give(plant)
    (row,) = plant.ask(delegations_of, DEPUTY)
    with pytest.raises(Refused, match=r"delegation\.others"):
        plant.do(EndDelegation(delegation=row.delegation, why="x"), DEPUTY)
    plant.do(EndDelegation(delegation=row.delegation, why="back early"), QUALITY)
    assert by_delegation(plant) is None
    with pytest.raises(Refused, match=r"delegation\.unknown"):
        plant.do(EndDelegation(delegation=row.delegation, why="x"), QUALITY)
    plant.clock.ms += 1_000
    give(plant)
    latest, _ = plant.ask(delegations_of, DEPUTY)
    plant.do(EndDelegation(delegation=latest.delegation, why="x"), ADMIN)
    assert by_delegation(plant) is None


def test_a_delegation_is_worth_what_its_grantors_own_right_is_worth(plant):
    give(plant)
    plant.do(DisablePerson(person=QUALITY, why="left"), ADMIN)
    assert by_delegation(plant) is None


def test_what_one_has_by_delegation_is_not_handed_on(plant):
    give(plant)
    with pytest.raises(Refused, match=r"delegation\.not_yours"):
        give(plant, actor=DEPUTY, to=QUALITY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": QUALITY}, r"delegation\.self"),
        ({"meanings": ()}, r"delegation\.no_meaning"),
        ({"meanings": ("released", "approved")}, r"delegation\.not_yours"),
        ({"until_ms": 1}, r"delegation\.window"),
        ({"from_ms": 1}, r"delegation\.window"),
        ({"until_ms": 2**45}, r"delegation\.window"),
        ({"why": ""}, r"people\.why_missing"),
        ({"to": ADMIN}, r"people\.roles_clash"),
        ({"to": OPERATOR}, r"people\.release_clash"),
        ({"to": "P-0999"}, r"people\.unknown"),
    ],
)
def test_authority_is_not_delegated(plant, changes, code):
    with pytest.raises(Refused, match=code):
        give(plant, **changes)
