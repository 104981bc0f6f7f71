"""The operating characteristic of sampling plans, beside the standard's own tables."""

import math

import pytest

from app.capabilities.quality.acceptance.decisions import (
    acceptance,
    characteristic,
    quality_accepted,
)
from app.capabilities.quality.sampling.decisions import plan


@pytest.mark.parametrize(
    ("lot", "aql", "ten", "ninety_five"),
    [
        # ISO 2859-1 tables 10-J and 10-L: n = 80, Ac 2; n = 200, Ac 5
        (1000, "1.0", 6.52, 1.03),
        (5000, "1.0", 4.59, 1.31),
    ],
)
def test_qualities_are_those_of_the_standards_tables(lot, aql, ten, ninety_five):
    given = plan(lot, "II", aql)
    assert quality_accepted(given, 0.10) * 100 == pytest.approx(ten, abs=0.01)
    assert quality_accepted(given, 0.95) * 100 == pytest.approx(ninety_five, abs=0.01)


def test_a_plan_without_allowance_is_the_power_of_what_conforms():
    given = plan(1000, "II", "0.15")
    assert (given.n, given.ac) == (80, 0)
    assert acceptance(given, 0.01) == pytest.approx(0.99**80)
    assert acceptance(given, 0.0) == 1.0


def test_nonconformities_follow_poisson():
    given = plan(100, "II", "15")
    mean = given.n * 0.4
    exact = sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(given.ac + 1))
    assert acceptance(given, 0.4) == pytest.approx(exact)


def test_the_curve_falls_from_certain_acceptance():
    found = characteristic(plan(1000, "II", "1.0"))
    chances = [chance for _, chance in found.dots]
    assert chances[0] == 1.0
    assert chances == sorted(chances, reverse=True)
    assert found.at_95 < found.at_50 < found.at_10
    assert found.at_aql == pytest.approx(0.953, abs=0.001)
