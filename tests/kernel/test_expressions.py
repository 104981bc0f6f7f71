"""Expressions are exact, total and harmless."""

import ast
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from simpleeval import InvalidExpression, SimpleEval

from app.kernel import expressions
from app.kernel.expressions import FUNCTIONS, Unknown, Worth, check_names, expression
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


# ----------------------------------------------------------- held to an interpreter's meaning
class Interpreter(SimpleEval):  # type: ignore[misc]  # simpleeval has no types
    """The same language walked by simpleeval: decimals for numbers, None for what is unknown."""

    def __init__(self, text, names):
        super().__init__(operators=expressions._OPERATORS, functions=FUNCTIONS, names=names)
        self.expr = text
        self.nodes[ast.Constant] = self._constant
        self.nodes[ast.Tuple] = lambda node: tuple(self._eval(one) for one in node.elts)
        self.nodes[ast.Name] = lambda node: names.get(node.id)

    def _constant(self, node):
        if isinstance(node.value, bool | str):
            return node.value
        return Decimal((ast.get_source_segment(self.expr, node) or "").replace("_", ""))


def interpreted(text, names):
    text = text.strip()
    try:
        found = Interpreter(text, names).eval(text, ast.parse(text, mode="eval").body)
    except (Unknown, ArithmeticError, TypeError, ValueError, InvalidExpression):
        return None
    if isinstance(found, Decimal) and not found.is_finite():
        return None
    return found if isinstance(found, Decimal | str | bool | tuple) else None


NAMES: dict[str, Worth] = {
    "a": Decimal("1.5"),
    "b": Decimal(3),
    "t": "fail",
    "y": True,
    "od": (Decimal(1), "x"),
}
SIGNS = (
    *("+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">="),
    *("and", "or", "in", "not in"),
)
_leaves = st.sampled_from(["a", "b", "t", "y", "od", "gone", "0.1", "3", "0x1f", "'fail'", "True"])
_texts = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(
            "({} {} {})".format,
            inner,
            st.sampled_from(SIGNS),
            inner,
        ),
        st.builds("({} < {} <= {})".format, inner, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({}, {})".format, inner, inner),
        st.builds("{}({})".format, st.sampled_from(sorted(FUNCTIONS)), inner),
        st.builds("{}({}, {})".format, st.sampled_from(sorted(FUNCTIONS)), inner, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@example("t == 'fail' and (gone > 1 or y)")
@given(_texts)
def test_what_is_compiled_means_what_the_interpreter_says(text):
    ours, theirs = expression(text).value(NAMES), interpreted(text, NAMES)
    assert (type(ours), ours) == (type(theirs), theirs)


def test_what_an_expression_asks_to_be_equal_is_known_without_working_it_out():
    asked = expression("verdict == 'fail' and 3 <= n and ('x' == why) and (a == 1 or b == 2)")
    assert asked.equal == {"verdict": "fail", "why": "x"}
