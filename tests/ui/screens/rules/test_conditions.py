"""Chips say what the expression says, and the other way round."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.journal.ruling import Fact
from app.kernel.expressions import expression
from app.ui.screens.rules.conditions import (
    AND,
    LISTS,
    OR,
    SIGNS,
    VALUELESS,
    Condition,
    Group,
    Number,
    read_conditions,
    write_conditions,
)
from app.ui.screens.rules.edits import add, drop, put, split, starting, starting_values, turn

_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-99, max_value=99)
_names = {"number": "n", "text": "t", "choice": "c", "yes_no": "y"}


@st.composite
def _conditions(draw):
    sort = draw(st.sampled_from(sorted(SIGNS)))
    sign = draw(st.sampled_from(SIGNS[sort]))
    if sign in VALUELESS:
        return Condition(_names[sort], sign)
    value = _numbers.map(lambda one: Number(f"{one:f}")) if sort == "number" else _texts
    most = 3 if sign in LISTS else 1
    return Condition(_names[sort], sign, tuple(draw(st.lists(value, min_size=1, max_size=most))))


_groups = st.recursive(
    _conditions(),
    lambda inner: st.builds(
        Group, st.sampled_from((AND, OR)), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
_facts = st.fixed_dictionaries(
    {
        "n": st.none() | _numbers,
        "t": st.none() | _texts,
        "c": _texts,
        "y": st.none() | st.booleans(),
    }
)


@settings(max_examples=60)
@given(_groups, _facts)
def test_chips_come_back_from_the_text_they_wrote(item, facts):
    text = write_conditions(Group(AND, (item,)))
    back = read_conditions(text)
    assert back is not None
    assert write_conditions(back) == text
    if text:
        raw = item if isinstance(item, Group) else Group(AND, (item,))
        assert expression(text).holds(facts) is _holds(raw, facts)


def _holds(item, facts):
    """Work a condition out by its own text, and a group by what its items say."""
    if isinstance(item, Condition):
        return expression(write_conditions(Group(AND, (item,)))).holds(facts)
    each = [_holds(one, facts) for one in item.items]
    return all(each) if item.joiner == AND else any(each)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("verdict == 'fail'", "verdict == 'fail'"),
        ("3 <= n and ('x' == why)", "n >= 3 and why == 'x'"),
        ("(a == 1 and b == 2) and c", "a == 1 and b == 2 and c"),
        ("a > 0.10 or (b < -2 and not c)", "a > 0.10 or (b < -2 and not c)"),
        ("form in ('A', 'B') and 'x' not in why", "form in ('A', 'B') and 'x' not in why"),
        ("form in ('A',)", "form in ('A',)"),
        ("rested_min < dwell_min", "rested_min < dwell_min"),
        ("nelson in (1, 2)", "nelson in (1, 2)"),
        ("not known(lot)", "not known(lot)"),
        ('name == "it\'s"', 'name == "it\'s"'),
    ],
)
def test_expressions_are_read_as_chips(text, written):
    found = read_conditions(text)
    assert found is not None
    assert write_conditions(found) == written


@pytest.mark.parametrize(
    "text",
    ["a + b > 3", "max(a, b) > 1", "1 < a < 3", "a if b else c", "not (a and b)", "a >"],
)
def test_what_chips_cannot_show_stays_text(text):
    assert read_conditions(text) is None


def test_edits_keep_the_sentence_plain():
    verdict = Fact("verdict", "choice", ("pass", "fail"))
    whole = add(Group(), (), starting(verdict))
    assert write_conditions(whole) == "verdict == 'pass'"
    whole = put(whole, (0,), Condition("verdict", "equal", ("fail",)))
    whole = split(whole, (0,), starting(Fact("n", "number")))
    assert write_conditions(whole) == "verdict == 'fail' or n >= 0"
    whole = add(turn(whole, ()), (), starting(Fact("late", "yes_no")))
    whole = split(whole, (2,), starting(Fact("lot")))
    assert write_conditions(whole) == "verdict == 'fail' and n >= 0 and (late or lot == '')"
    assert write_conditions(drop(whole, (2, 0))) == "verdict == 'fail' and n >= 0 and lot == ''"
    assert write_conditions(drop(drop(drop(whole, (2,)), (0,)), (0,))) == ""


def test_another_sign_keeps_the_value_it_can():
    fact = Fact("n", "number")
    assert starting_values(fact, "more", (Number("5"),)) == (Number("5"),)
    assert starting_values(fact, "known", (Number("5"),)) == ()
    assert starting_values(Fact("t"), "among", ("a",)) == ("a",)
    assert starting_values(Fact("t"), "equal", (Number("5"),)) == ("",)
    assert starting(fact).values == (Number("0"),)
