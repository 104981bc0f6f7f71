"""Distribution functions against printed tables and each other."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.distributions import (
    binomial_up_to,
    chi_square_cdf,
    chi_square_quantile,
    f_above,
    hypergeometric_up_to,
    normal_cdf,
    normal_quantile,
)


@pytest.mark.parametrize(("z", "share"), [(0, 0.5), (1.959963985, 0.975), (-3, 0.0013498980)])
def test_the_normal_distribution(z, share):
    assert normal_cdf(z) == pytest.approx(share, rel=1e-7)
    assert normal_quantile(share) == pytest.approx(z, abs=1e-8)


@pytest.mark.parametrize(
    ("share", "freedom", "x"),
    [
        (0.95, 1, 3.841458821),
        (0.05, 1, 0.003932140),
        (0.9, 2, 4.605170186),
        (0.025, 49, 31.55491646),
        (0.975, 49, 70.22241357),
        (0.99, 1000, 1106.968999),
        (0.001, 3, 0.02429759),
    ],
)
def test_chi_square_as_tables_print_it(share, freedom, x):
    assert chi_square_quantile(share, freedom) == pytest.approx(x, rel=1e-6)
    assert chi_square_cdf(x, freedom) == pytest.approx(share, rel=1e-6)


@given(st.floats(1e-4, 0.9999), st.floats(0.5, 5000))
@settings(max_examples=60)
def test_a_quantile_gives_its_share_back(share, freedom):
    assert chi_square_cdf(chi_square_quantile(share, freedom), freedom) == pytest.approx(
        share, rel=1e-8
    )


@pytest.mark.parametrize(
    ("f", "above", "below", "p"),
    [(4.964602744, 1, 10, 0.05), (2.0, 2, 2, 1 / 3), (3.098391, 3, 20, 0.05), (0, 3, 4, 1)],
)
def test_f_as_tables_print_it(f, above, below, p):
    assert f_above(f, above, below) == pytest.approx(p, rel=1e-6)


def test_f_with_two_degrees_above_has_a_closed_form():
    for f, below in ((0.3, 5), (2.5, 12), (40.0, 78)):
        assert f_above(f, 2, below) == pytest.approx((1 + 2 * f / below) ** (-below / 2), rel=1e-10)


@given(st.integers(1, 60), st.integers(0, 60), st.fractions(0, 1, max_denominator=100))
@settings(max_examples=60)
def test_the_binomial_distribution_is_exact_counting(trials, most, share):
    exact = sum(
        (
            math.comb(trials, k) * share**k * (1 - share) ** (trials - k)
            for k in range(min(most, trials) + 1)
        ),
        Fraction(0),
    )
    assert binomial_up_to(most, trials, float(share)) == pytest.approx(float(exact), rel=1e-10)


@given(st.integers(1, 60), st.data())
@settings(max_examples=60)
def test_the_hypergeometric_distribution_is_exact_counting(lot, data):
    marked, drawn, most = (data.draw(st.integers(0, lot)) for _ in range(3))
    ways = sum(
        math.comb(marked, k) * math.comb(lot - marked, drawn - k)
        for k in range(min(most, drawn) + 1)
    )
    exact = ways / math.comb(lot, drawn)
    assert hypergeometric_up_to(most, drawn, marked, lot) == pytest.approx(exact, rel=1e-10)
