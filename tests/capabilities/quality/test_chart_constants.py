"""The constants of control charts, computed anew from the normal distribution."""

import math

import pytest

from app.capabilities.quality.standards.chart_constants import MOST, c4, range_constants, table
from app.kernel.distributions import normal_cdf

STEP = 0.05
GRID = [normal_cdf(-8 + at * STEP) for at in range(641)]
DENSITY = [math.exp(-((-8 + at * STEP) ** 2) / 2) / math.sqrt(2 * math.pi) for at in range(321)]


def range_moments(n):
    """Return mean and standard deviation of the range of n, by its distribution function."""
    mean = square = 0.0
    for at in range(321):
        share = (1 if at in (0, 320) else 4 if at % 2 else 2) * STEP / 3  # Simpson
        within = (
            n
            * STEP
            * sum(
                density * (GRID[x + at] - GRID[x]) ** (n - 1) for x, density in enumerate(DENSITY)
            )
        )
        mean += share * (1 - within)
        square += share * 2 * at * STEP * (1 - within)
    return mean, math.sqrt(square - mean**2)


@pytest.mark.parametrize("n", [2, 3, 5, 10, 25])
def test_d2_and_d3_are_the_moments_of_the_range(n):
    d2, d3 = range_moments(n)
    assert range_constants(n) == pytest.approx((d2, d3), abs=3e-6)


def test_d2_has_closed_forms_for_two_and_three():
    assert range_constants(2).d2 == pytest.approx(2 / math.sqrt(math.pi), abs=5e-7)
    assert range_constants(3).d2 == pytest.approx(3 / math.sqrt(math.pi), abs=5e-7)


def test_all_other_constants_follow():
    assert list(table()) == list(range(2, MOST + 1))
    for n, row in table().items():
        d2, d3, root = row["d2"], row["d3"], math.sqrt(n)
        spread = 3 * math.sqrt(1 - c4(n) ** 2)
        follows = {
            "A": 3 / root,
            "A2": 3 / (d2 * root),
            "A3": 3 / (c4(n) * root),
            "c4": c4(n),
            "B3": max(0.0, 1 - spread / c4(n)),
            "B4": 1 + spread / c4(n),
            "B5": max(0.0, c4(n) - spread),
            "B6": c4(n) + spread,
            "D1": max(0.0, d2 - 3 * d3),
            "D2": d2 + 3 * d3,
            "D3": max(0.0, 1 - 3 * d3 / d2),
            "D4": 1 + 3 * d3 / d2,
            "E2": 3 / d2,
        }
        assert {name: row[name] for name in follows} == pytest.approx(follows, abs=5e-6), n


def test_the_figures_people_know():
    five, last = table()[5], table()[25]
    assert [round(five[name], 5) for name in ("A2", "d2", "d3", "c4", "A3")] == [
        0.57682, 2.32593, 0.86408, 0.93999, 1.42730,
    ]  # fmt: skip
    assert (five["D4"], five["B4"]) == pytest.approx((2.11450, 2.08900), abs=6e-6)
    assert (last["d2"], last["D3"]) == pytest.approx((3.93063, 0.45929), abs=6e-6)
