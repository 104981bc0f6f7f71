"""Five wrong tries lock a person for a while; pulling the plug buys no more."""

from hypothesis import given
from hypothesis import strategies as st

from app.stations.lockout import DoorRules, Tries, is_idle

RULES = DoorRules()
NOON = 1_763_800_000_000
MINUTE = 60_000


def tried(times, now_ms=NOON, tries=None):
    tries = tries or Tries()
    for _ in range(times):
        tries = tries.one_more(RULES, now_ms)
    return tries


def test_four_wrong_tries_leave_one_more():
    assert not tried(4).is_locked(NOON)


def test_the_fifth_locks_for_a_quarter_of_an_hour():
    locked = tried(5)
    assert locked.is_locked(NOON)
    assert locked.is_locked(NOON + 15 * MINUTE - 1)
    assert not locked.is_locked(NOON + 15 * MINUTE)


def test_after_the_lockout_counting_starts_again():
    later = NOON + 16 * MINUTE
    again = tried(5).one_more(RULES, later)
    assert again == Tries(1)
    assert tried(3, later, again) == Tries(4)


def test_the_minutes_left_are_never_said_to_be_none_while_locked():
    locked = tried(5)
    assert locked.minutes_left(NOON) == 15
    assert locked.minutes_left(NOON + MINUTE) == 14
    assert locked.minutes_left(NOON + 15 * MINUTE - 1) == 1


@given(rules=st.builds(DoorRules, tries=st.integers(1, 9), lock_min=st.integers(1, 90)))
def test_a_site_sets_how_many_tries_and_how_long(rules):
    tries = Tries()
    for _ in range(rules.tries):
        assert not tries.is_locked(NOON)
        tries = tries.one_more(rules, NOON)
    assert tries.is_locked(NOON)
    assert tries.minutes_left(NOON) == rules.lock_min


def test_idle_is_three_minutes_and_not_a_second_less():
    assert not is_idle(179.9, RULES)
    assert is_idle(180.0, RULES)
