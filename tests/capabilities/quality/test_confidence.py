"""Plans that prove a reliability: every row of the shared table, finite lots, tolerance factors."""

from decimal import Decimal

import pytest

from app.capabilities.quality.confidence.decisions import (
    sample_size,
    sample_size_of_lot,
    tolerance_factor,
)
from app.kernel.refused import Refused
from tests.capabilities.quality.vectors import rows

D = Decimal


def test_every_sample_size_of_the_shared_table():
    table = rows("attribute_confidence_reliability_plans")
    assert len(table) == 120
    for row in table:
        found = sample_size(D(row["confidence"]), D(row["reliability"]), int(row["c"]))
        assert found == int(row["n"]), row


@pytest.mark.parametrize(("lot", "n"), [(500, 225), (1200, 264)])
def test_a_finite_lot_needs_fewer(lot, n):
    assert sample_size_of_lot(lot, D("0.95"), D("0.99")) == n


def test_a_huge_lot_needs_as_many_as_an_endless_one():
    assert sample_size_of_lot(10**8, D("0.95"), D("0.99")) == sample_size(D("0.95"), D("0.99"))


def test_a_tie_is_decided_exactly():
    assert sample_size(D("0.5"), D("0.5")) == 1
    assert sample_size(D("0.19"), D("0.9")) == 2
    assert sample_size_of_lot(10, D("0.5"), D("0.9")) == 5


@pytest.mark.parametrize(
    ("n", "confidence", "reliability", "k"),
    [
        (10, "0.95", "0.95", 2.9110),
        (20, "0.95", "0.95", 2.3960),
        (30, "0.95", "0.95", 2.2198),
        (30, "0.95", "0.99", 3.0639),
        (2, "0.95", "0.95", 26.260),
        (2, "0.90", "0.90", 10.253),
    ],
)
def test_one_sided_tolerance_factors(n, confidence, reliability, k):
    found = tolerance_factor(n, D(confidence), D(reliability))
    assert found == pytest.approx(k, rel=3e-5)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: sample_size(D("1"), D("0.9")), "confidence.share"),
        (lambda: sample_size(D("0.9"), D("0")), "confidence.share"),
        (lambda: sample_size(D("95"), D("0.9")), "confidence.share"),
        (lambda: sample_size(D("0.9"), D("0.9"), -1), "confidence.allowed"),
        (lambda: sample_size_of_lot(0, D("0.9"), D("0.9")), "confidence.lot"),
        (lambda: sample_size_of_lot(10, D("0.9"), D("0.9"), 1), "confidence.lot"),
        (lambda: tolerance_factor(1, D("0.9"), D("0.9")), "confidence.readings"),
    ],
)
def test_what_cannot_be_shown_is_refused(ask, code):
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == code
