"""Units: exact between those of one quantity, refused between others."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.refused import Refused
from app.kernel.units import compare, in_unit, is_comparable

LENGTHS = ["µm", "mm", "cm", "m"]


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "said"),
    [
        ("1", "in", "mm", "25.4"),
        ("25.4", "mm", "in", "1"),
        ("5.60", "mm", "µm", "5600"),
        ("1800", "mm", "m", "1.8"),
        ("12", "mg", "g", "0.012"),
        ("0.5", "kN", "N", "500"),
        ("50", "kPa", "bar", "0.5"),
        ("72.5", "Shore A", "Shore A", "72.5"),
        ("37", "℃", "°C", "37"),
        ("3", "μm", "µm", "3"),  # the Greek letter and the micro sign
    ],
)
def test_a_value_is_the_same_in_another_unit(value, unit, wanted, said):
    assert in_unit(Decimal(value), unit, wanted) == Decimal(said)


@settings(max_examples=60)
@given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(LENGTHS), st.sampled_from(LENGTHS))
def test_there_and_back_is_where_it_was(value, unit, wanted):
    there = in_unit(value, unit, wanted)
    assert in_unit(there, wanted, unit) == value
    assert compare(value, unit, there, wanted) == 0


def test_what_no_decimal_says_exactly_is_refused_or_rounded():
    with pytest.raises(Refused) as caught:
        in_unit(Decimal(25), "mm", "in")
    assert caught.value.code == "units.not_exact"
    assert in_unit(Decimal(25), "mm", "in", rounded=True) == Decimal("0.984252")
    assert compare(Decimal(25), "mm", Decimal("0.984252"), "in") < 0


@pytest.mark.parametrize(
    ("unit", "wanted"), [("mm", "g"), ("°C", "°F"), ("", "mm"), ("N", "N/15 mm"), ("m", "min")]
)
def test_unlike_units_are_refused(unit, wanted):
    assert not is_comparable(unit, wanted)
    with pytest.raises(Refused) as caught:
        in_unit(Decimal(1), unit, wanted)
    assert caught.value.code == "units.unlike"


def test_what_is_no_number_is_refused():
    with pytest.raises(Refused) as caught:
        compare(Decimal("NaN"), "mm", Decimal(1), "mm")
    assert caught.value.code == "units.not_a_number"
