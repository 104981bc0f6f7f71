"""What was measured lately: every peak, few dots, bounded for ever."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.equipment.machines.answers import Point
from app.stations.measured import Gathered, Measured
from app.ui.trends import Trends


def gathered(points):
    return Gathered(tuple(Measured("IM-01", "melt", "°C", point) for point in points))


def test_a_hundred_samples_a_second_are_two_dots():
    trends = Trends()
    trends.note(gathered(Point(n * 10, Decimal(n % 37)) for n in range(6_000)))
    dots = trends.dots("IM-01", "melt")
    assert len(dots) <= 2 * 60
    assert (min(v for _, v in dots if v is not None), max(v for _, v in dots if v is not None)) == (
        0,
        36,
    )
    latest = trends.latest("IM-01", "melt")
    assert latest is not None
    assert latest.at_ms == 59_990


@given(st.lists(st.tuples(st.integers(0, 20_000), st.none() | st.integers(-99, 99)), max_size=60))
def test_no_peak_is_lost_and_a_gap_stays_a_gap(samples):
    trends = Trends()
    trends.note(gathered(Point(at, None if v is None else Decimal(v)) for at, v in samples))
    values = [value for _, value in trends.dots("IM-01", "melt")]
    told = [value for _, value in samples]
    assert (None in values) == (None in told)
    numbers = [value for value in told if value is not None]
    if numbers:
        shown = [value for value in values if value is not None]
        assert (min(shown), max(shown)) == (min(numbers), max(numbers))


def test_the_oldest_go_first():
    trends = Trends(most=5)
    trends.note(gathered(Point(n * 1_000, Decimal(n)) for n in range(100)))
    assert [value for _, value in trends.dots("IM-01", "melt")] == [94, 95, 96, 97, 98, 99]
    assert trends.dots("IM-01", "melt", since_ms=98_000) == ((98_000, 98.0), (99_000, 99.0))
    assert trends.dots("IM-09", "melt") == ()
    assert trends.latest("IM-09", "melt") is None
