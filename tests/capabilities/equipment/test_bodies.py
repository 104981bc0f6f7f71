"""A segment's body gives back exactly what was put in, and nothing out of damaged bytes."""

from contextlib import suppress
from decimal import Decimal

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.equipment.machines.answers import Limits, Point, Trace
from app.capabilities.equipment.machines.bodies import LARGEST_BYTES, pack, unpack
from app.capabilities.equipment.machines.decisions import in_short, overlapping
from app.kernel.refused import Refused

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
POINTS = st.builds(
    Point, st.integers(-(2**53), 2**53), st.none() | DECIMALS, st.sampled_from(["g", "u", "b"])
)
TRACES = st.builds(Trace, st.text(), st.text(), st.lists(POINTS, max_size=30).map(tuple))


@pytest.mark.requirement("AL-02")
@given(st.text(), st.lists(TRACES, max_size=4).map(tuple))
def test_every_sample_comes_back_to_the_last_digit(equipment, held):
    found = unpack(pack(equipment, held))
    assert found == held
    digits = [str(p.value) for trace in held for p in trace.points]
    assert [str(p.value) for trace in found for p in trace.points] == digits
    assert pack(equipment, found) == pack(equipment, held)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_body_or_are_refused(data):
    with pytest.raises(Refused, match=r"equipment\.segment_broken"):
        unpack(data)


@given(st.binary(max_size=60), st.integers(0, 10_000))
def test_a_body_with_other_bytes_in_it_is_refused(damage, where):
    points = tuple(Point(1_000 * n, Decimal(n)) for n in range(50))
    whole = pack("IM-01", (Trace("melt", "°C", points),))
    at = where % len(whole)
    spoiled = whole[:at] + damage + whole[at + len(damage) :]
    if spoiled == whole:
        return
    with suppress(Refused):
        assert unpack(spoiled) == unpack(whole)  # a header bit that changes nothing


@pytest.mark.parametrize(
    "text",
    [
        '{"v":2,"equipment":"","series":[]}',
        '{"v":1,"equipment":"","series":[{"parameter":"a","unit":"","at":[1],"values":[],"quality":""}]}',
        '{"v":1,"equipment":"","series":[{"parameter":"a","unit":"","at":[1],"values":["NaN"],"quality":"g"}]}',
        '{"v":1,"equipment":"","series":[{"parameter":"a","unit":"","at":[1],"values":["1"],"quality":"x"}]}',
    ],
)
def test_a_body_that_says_nonsense_is_refused(text):
    with pytest.raises(Refused, match=r"equipment\.segment_broken"):
        unpack(zstandard.compress(text.encode()))


def test_a_body_that_would_fill_the_memory_is_refused():
    with pytest.raises(Refused, match=r"equipment\.segment_broken"):
        unpack(zstandard.compress(b" " * (LARGEST_BYTES + 1)))


def test_an_hour_of_seconds_is_a_few_kilobytes():
    points = tuple(
        Point(1_763_800_000_000 + 1_000 * n, Decimal(1853 + n % 7) / 10) for n in range(3_600)
    )
    assert len(pack("IM-01", (Trace("melt", "°C", points),))) < 3_000


@given(st.lists(POINTS, max_size=30).map(tuple))
def test_in_short_is_total_and_counts_every_sample_once(points):
    short = in_short(Trace("melt", "°C", points), Limits(Decimal(-1), Decimal(1)))
    assert short.count == sum(point.value is not None for point in points)
    assert 0 <= short.beyond <= short.count
    assert (short.mean is None) == (short.count == 0)
    if short.mean is not None and short.least is not None and short.greatest is not None:
        near = max(abs(short.least), abs(short.greatest), Decimal(1)) / 10**6
        assert short.least - near <= short.mean <= short.greatest + near


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from("AB")),
        max_size=8,
    )
)
def test_overlaps_are_those_of_two_stations_and_nothing_else(spans):
    named = [(a, a + n, station, str(i)) for i, (a, n, station) in enumerate(spans)]
    expected = {
        frozenset((one[3], other[3]))
        for one in named
        for other in named
        if one[2] != other[2] and one[0] < other[1] and other[0] < one[1]
    }
    assert {frozenset(pair) for pair in overlapping(named)} == expected


def test_a_value_that_trembles_on_its_limit_is_calm_only_inside_the_warn_band():
    limits = Limits(Decimal(180), Decimal(200), Decimal(183), Decimal(197))
    assert limits.crossed(Decimal(200)) is None
    assert limits.crossed(Decimal("200.1")) == 200
    assert limits.crossed(Decimal("179.9")) == 180
    assert [limits.is_calm(Decimal(v)) for v in ("201", "199.9", "197", "190")] == [
        False,
        False,
        True,
        True,
    ]
