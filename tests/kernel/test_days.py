"""Days at a place end at its own midnight."""

import pytest

from app.kernel.days import Moment, days_until, end_of_day_ms, is_a_day, later

HOUR_MS = 3_600_000
NOON_UTC_MS = 1_763_812_800_000  # 2025-11-22T12:00Z


@pytest.mark.parametrize(("offset_min", "hours_left"), [(0, 12), (480, 4), (-300, 17), (345, 6.25)])
def test_a_day_ends_at_local_midnight(offset_min, hours_left):
    left = end_of_day_ms("2025-11-22", offset_min) - NOON_UTC_MS
    assert left == hours_left * HOUR_MS


def test_a_moment_knows_its_local_day():
    late = NOON_UTC_MS + 5 * HOUR_MS
    assert Moment(late, 480).day == "2025-11-23"
    assert Moment(late, 0).day == "2025-11-22"
    last = end_of_day_ms("2025-11-22", 480) - 1
    assert Moment(last, 480).day == "2025-11-22"
    assert Moment(last + 1, 480).day == "2025-11-23"


def test_days_are_counted_from_the_local_one():
    now = Moment(NOON_UTC_MS, 480)
    assert [days_until(day, now) for day in ("2025-11-21", "2025-11-22", "2026-11-22")] == [
        -1,
        0,
        365,
    ]
    assert later("2028-02-28", 1) == "2028-02-29"


@pytest.mark.parametrize("text", ["", "2025-13-01", "22.11.2025", "20251122", "2025-11-22T00:00"])
def test_what_is_no_day_is_none(text):
    assert not is_a_day(text)
