"""Expressions are exact, total and harmless."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.expressions import check_names, expression
from app.kernel.refused import Refused


def worth(text, **names):
    return expression(text).value(names)


def test_numbers_are_exact_decimals():
    assert worth("0.1 + 0.2") == Decimal("0.3")
    assert worth("round(bad / n * 100, 2)", bad=Decimal(1), n=Decimal(3)) == Decimal("33.33")
    assert worth("round(2.675, 2)") == Decimal("2.68")
    assert worth("mean(od)", od=(Decimal(1), Decimal(2))) == Decimal("1.5")
    assert worth("range(od)", od=(Decimal(1), Decimal(4))) == 3


def test_what_is_unknown_spreads_and_holds_for_nothing():
    assert worth("a + 1") is None
    assert worth("mean(od)", od=()) is None
    assert worth("1 / 0") is None
    assert not expression("a > 1").holds({})
    assert expression("result == 'fail' or result in ('hold', 'stop')").holds({"result": "stop"})
    assert worth("1 if a > 2 else 0", a=Decimal(3)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a.b",
        "__import__('os')",
        "[x for x in a]",
        "lambda: 1",
        "a := 1",
        "f'{a}'",
        "a[0]",
        "",
        "1 +",
    ],
)
def test_what_could_do_more_than_reckon_is_not_read(text):
    with pytest.raises(Refused):
        expression(text)


def test_strange_names_are_named():
    with pytest.raises(Refused) as refused:
        check_names("a + b", {"a"})
    assert refused.value.facts["name"] == "b"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    with suppress(Refused):
        expression(text).value({"a": Decimal(1)})
