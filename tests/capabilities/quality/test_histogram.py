"""Bars for readings and the normal curve over them."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.quality.histogram.decisions import MOST_BARS, bars, normal_curve
from app.kernel.refused import Refused


@given(st.lists(st.integers(-10_000, 10_000).map(lambda n: n / 100), min_size=1))
@settings(max_examples=60)
def test_every_reading_stands_in_one_bar(readings):
    found = bars(readings, resolution=0.01)
    assert sum(found.counts) == len(readings)
    assert len(found.counts) <= MOST_BARS + 2
    assert found.counts[0] > 0
    assert found.counts[-1] > 0
    assert found.edges[0] < min(readings) <= max(readings) < found.edges[-1]


def test_no_bar_is_narrower_than_the_gauge_reads():
    readings = [10.0, 10.1, 10.1, 10.2] * 1000
    assert bars(readings).width < 0.1
    assert bars(readings, resolution=0.1).counts == (1000, 2000, 1000)


def test_the_curve_holds_as_many_readings_as_the_bars():
    random.seed(3)
    readings = [random.gauss(5, 0.5) for _ in range(400)]
    found = bars(readings)
    curve = normal_curve(5, 0.5, found, points=1001)
    step = curve[1][0] - curve[0][0]
    assert sum(y for _, y in curve) * step / found.width == pytest.approx(400, rel=1e-3)
    assert max(curve, key=lambda point: point[1])[0] == pytest.approx(5, abs=step)
    assert normal_curve(5, 0, found) == ()


def test_nothing_has_no_bars():
    with pytest.raises(Refused, match=r"spc\.nothing"):
        bars([])
