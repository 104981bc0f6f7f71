"""Run rules against their own wording, point by point."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.quality.run_rules.decisions import (
    DEFAULT,
    NELSON,
    WESTERN_ELECTRIC,
    Rule,
    violations,
)

HALVES = st.lists(st.integers(-8, 8).map(lambda n: n / 2), max_size=60)
"""Distances that often fall on the center, and on 1, 2 and 3 standard deviations."""


def window(z, at, size):
    return z[at - size + 1 : at + 1] if at + 1 >= size else None


def one_side(z, test):
    return all(test(one) for one in z) or all(test(-one) for one in z)


def enough(z, at, count, size, zone):
    """Is the point itself beyond the zone, and `count` of up to `size` points on its side?"""
    side = 1 if z[at] > 0 else -1
    near = z[max(0, at - size + 1) : at + 1]
    return z[at] * side > zone and sum(one * side > zone for one in near) >= count


def rising(z):
    return all(a < b for a, b in itertools.pairwise(z))


def alternating(z):
    steps = [b - a for a, b in itertools.pairwise(z)]
    return all(a * b < 0 for a, b in itertools.pairwise(steps))


SAID = {
    Rule.N1: lambda z, at: abs(z[at]) > 3,
    Rule.N2: lambda z, at: (w := window(z, at, 9)) and one_side(w, lambda one: one > 0),
    Rule.N3: lambda z, at: (w := window(z, at, 6)) and (rising(w) or rising(w[::-1])),
    Rule.N4: lambda z, at: (w := window(z, at, 14)) and alternating(w),
    Rule.N5: lambda z, at: enough(z, at, 2, 3, 2),
    Rule.N6: lambda z, at: enough(z, at, 4, 5, 1),
    Rule.N7: lambda z, at: (w := window(z, at, 15)) and all(abs(one) < 1 for one in w),
    Rule.N8: lambda z, at: (
        (w := window(z, at, 8)) and all(abs(one) > 1 for one in w) and min(w) < 0 < max(w)
    ),
    Rule.WE4: lambda z, at: (w := window(z, at, 8)) and one_side(w, lambda one: one > 0),
}
SAID |= {Rule.WE1: SAID[Rule.N1], Rule.WE2: SAID[Rule.N5], Rule.WE3: SAID[Rule.N6]}


def agrees(z):
    found = violations(z, z, WESTERN_ELECTRIC + NELSON)
    for rule, points in found.items():
        assert list(points) == [at for at in range(len(z)) if SAID[rule](z, at)], rule


@given(HALVES)
@settings(max_examples=60)
def test_every_rule_names_the_points_its_wording_names(z):
    agrees(z)


@pytest.mark.parametrize(
    ("rule", "z", "points"),
    [
        (Rule.WE1, [0, 3, 3.1, -3.2], (2, 3)),
        (Rule.WE2, [2.1, 0, 2.1, -2.1, 0, -2.2, 2.1], (2, 5)),
        (Rule.WE3, [1.1, 1.1, 0, 1.1, 1.1, 1.1], (4, 5)),
        (Rule.WE4, [1] * 9, (7, 8)),
        (Rule.N2, [-1] * 9, (8,)),
        (Rule.N3, [1, 2, 3, 4, 5, 6, 7, 7], (5, 6)),
        (Rule.N3, [6, 5, 4, 3, 2, 1], (5,)),
        (Rule.N4, [1, -1] * 7 + [1, 1], (13, 14)),
        (Rule.N7, [0.5] * 15, (14,)),
        (Rule.N8, [1.5, -1.5] * 4, (7,)),
        (Rule.N8, [1.5] * 9, ()),
    ],
)
def test_a_pattern_is_named_where_it_is_complete(rule, z, points):
    assert violations(z, z, (rule,)) == {rule: points}
    agrees(z)


@pytest.mark.parametrize("run", [7, 8, 9])
def test_the_length_of_a_run_can_be_chosen(run):
    z = [0.5] * 9
    assert violations(z, z, (Rule.N2,), run) == {Rule.N2: tuple(range(run - 1, 9))}


def test_the_default_are_nelsons_1_2_3_and_5():
    assert DEFAULT == (Rule.N1, Rule.N2, Rule.N3, Rule.N5)
    assert set(violations([0.0], [0.0])) == set(DEFAULT)
