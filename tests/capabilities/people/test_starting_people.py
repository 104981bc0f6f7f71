"""The demo plant's people are the 24 of PLANT 6.5, by role, and can all be added."""

from collections import Counter

from app.capabilities.people.accounts.queries import people
from app.capabilities.people.starting.commands import starting_people
from app.kernel import paths
from app.kernel.words import LANGUAGES, Words
from tests.capabilities.people.plant import FOUNDER, ROLES, a_plant

NEWCOMERS = starting_people(paths.resources() / "plant" / "people.toml", "demo plant")


def test_there_are_24_people_on_three_shifts_in_the_ten_roles():
    assert len(NEWCOMERS) == 24
    assert {each.command.team for each in NEWCOMERS} == {"early", "late", "night"}
    in_use = Counter(role for each in NEWCOMERS for role in each.command.roles)
    assert set(in_use) == {role.role for role in ROLES} - {"auditor"}
    assert in_use["operator"] == 9


def test_badges_ids_and_pins_are_each_one_persons():
    for of in ("person", "badge"):
        assert len({getattr(each.command, of) for each in NEWCOMERS}) == 24
    assert len({each.pin for each in NEWCOMERS}) == 24


def test_all_of_them_can_be_added():
    node = a_plant()
    for each in NEWCOMERS[:-1]:  # the last is the administrator the plant has already
        node.do(each.command, FOUNDER)
    held = node.ask(people)
    assert len(held) == 24
    assert all(each.is_active and each.roles for each in held)


def test_their_shifts_have_names_in_both_languages():
    for language in LANGUAGES:
        for each in NEWCOMERS:
            assert Words(language).knows(f"people.team.{each.command.team}")
