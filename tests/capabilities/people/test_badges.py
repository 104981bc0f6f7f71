"""A badge is tested when given out and when due: late, it warns; later still, it opens no door."""

import pytest

from app.capabilities.people.accounts.queries import people
from app.capabilities.people.badges.commands import CheckBadge
from app.capabilities.people.badges.decisions import DAY_MS, Standing, admit, standing
from app.capabilities.people.badges.queries import badge_standing, badge_standings
from app.kernel.refused import Refused
from tests.capabilities.people.plant import a_person, a_plant

ADMIN = "P-0124"


@pytest.fixture
def plant():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    return node


def stands(node, person="P-0101"):
    return node.ask(badge_standing, person, node.clock.ms)


@pytest.mark.requirement("P11-28")
@pytest.mark.parametrize(
    ("days", "is_so"),
    [
        (0, Standing.TESTED),
        (334, Standing.TESTED),
        (335, Standing.SOON),
        (365, Standing.OVERDUE),
        (394, Standing.OVERDUE),
        (395, Standing.BLOCKED),
    ],
)
def test_an_overdue_badge_warns_and_after_thirty_days_more_opens_no_door(plant, days, is_so):
    plant.clock.ms += days * DAY_MS
    found = stands(plant)
    assert found.standing is is_so
    assert found.warns == (is_so is Standing.OVERDUE)
    assert found.blocks == (is_so is Standing.BLOCKED)


def test_a_blocked_badge_is_turned_away_and_a_late_one_is_not():
    admit(standing(0, 10, 11))
    with pytest.raises(Refused, match=r"login\.badge_untested"):
        admit(standing(0, 10, 10 + 31 * DAY_MS))


def test_a_test_that_was_passed_counts_from_its_day(plant):
    plant.clock.ms += 400 * DAY_MS
    plant.do(CheckBadge(person="P-0101", seen="B-0101\n", days=90), ADMIN)
    assert stands(plant).standing is Standing.TESTED
    assert stands(plant).due_ms == plant.clock.ms + 90 * DAY_MS


def test_a_badge_that_says_something_else_has_failed_and_opens_no_door(plant):
    plant.do(CheckBadge(person="P-0101", seen="B-0999"), ADMIN)
    assert stands(plant).standing is Standing.FAILED
    assert stands(plant).blocks


def test_nobody_tests_their_own_badge_and_none_for_ever(plant):
    for command, code in (
        (CheckBadge(person=ADMIN, seen="B-0124"), "people.own_account"),
        (CheckBadge(person="P-0101", seen="B-0101", days=0), "people.badge_days"),
        (CheckBadge(person="P-7777", seen="B-0101"), "people.unknown"),
    ):
        with pytest.raises(Refused, match=code):
            plant.do(command, ADMIN)


def test_who_has_no_badge_has_no_standing_and_everybody_else_one(plant):
    assert stands(plant, "P-7777") is None
    found = plant.ask(lambda c: badge_standings(c, people(c), plant.clock.ms))
    assert set(found) == {"P-0101", ADMIN}
