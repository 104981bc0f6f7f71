"""Expressions that plants write: in computed fields, conditions, guards. Exact, total, harmless.

    rate = expression("round(failed / inspected * 100, 2)")
    rate.value({"failed": Decimal(3), "inspected": Decimal(200)})  # Decimal("1.5")

Numbers are read from the text as decimals, so 0.1 is a tenth and no binary float is ever made. What
is not known yet is None: whatever is worked out of it is None too. Only names, numbers, texts,
comparisons, and/or/not, `in (…)`, `a if b else c` and FUNCTIONS are understood.

A text is read once and becomes functions that call each other: a rule's condition is worked out in
a microsecond or two. (An interpreter that walks the tree anew, simpleeval, takes fifty times that;
it is what tests hold the meaning of every expression to.)
"""

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from app.kernel.refused import Refused

Worth = Decimal | str | bool | tuple[Any, ...] | None
"""What a name stands for and an expression comes to; a tuple holds the known ones of several."""

_Work = Callable[[Mapping[str, Worth]], Worth]

LONGEST = 2_000
"""Characters of an expression; a longer one is a mistake."""
DEEPEST = 60
"""Levels of brackets and operators; deeper ones could exhaust the reader's stack."""

_EXACT = Context(prec=28)


class Unknown(Exception):
    """Something in it is not known yet."""


class Expression:
    """An expression that was read and found sound; it may be worked out any number of times.

    `equal` are the names it asks to be equal to a text, a number or a yes: where one is not, it
    does not hold.
    """

    def __init__(self, text: str, tree: ast.Expression) -> None:
        self.text = text
        self.tree = tree.body
        self.names = frozenset(
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name)
        ) - frozenset(FUNCTIONS)
        self._work = _compiled(text, tree.body)
        self.equal: Mapping[str, Worth] = dict(_equal(text, tree.body))

    def value(self, names: Mapping[str, Worth]) -> Worth:
        """Work it out; None where something is unknown or cannot be worked out (5 / 0)."""
        try:
            return _kept(self._work(names))
        except (Unknown, ArithmeticError, TypeError, ValueError):
            return None

    def holds(self, names: Mapping[str, Worth]) -> bool:
        """Tell whether it is true; what is unknown is not."""
        return self.value(names) is True


@lru_cache(maxsize=2_000)
def expression(text: str) -> Expression:
    """Read an expression. Refuses `expression.unreadable`, `expression.unknown_function`."""
    if len(text) > LONGEST:
        raise Refused("expression.unreadable", text=text[:40] + "…")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `1 is 2`, "\d": refused below or harmless
            tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Refused("expression.unreadable", text=text) from error
    _check(text, tree.body, DEEPEST)
    return Expression(text.strip(), tree)


def check_names(text: str, known: Iterable[str]) -> frozenset[str]:
    """Return the names an expression uses. Refuses `expression.unknown_name` and as above."""
    used = expression(text).names
    if strange := used - frozenset(known):
        raise Refused("expression.unknown_name", name=min(strange), text=text)
    return used


def _check(text: str, node: ast.AST, levels: int) -> None:
    if levels == 0 or type(node) not in _UNDERSTOOD:
        raise Refused("expression.unreadable", text=text)
    if isinstance(node, ast.Constant) and not isinstance(node.value, str | int | float | bool):
        raise Refused("expression.unreadable", text=text)
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise Refused("expression.unreadable", text=text)
        if node.func.id not in FUNCTIONS:
            raise Refused("expression.unknown_function", name=node.func.id, text=text)
    for child in ast.iter_child_nodes(node):
        _check(text, child, levels - 1)


def _kept(value: object) -> Worth:
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return value if isinstance(value, Decimal | str | bool | tuple) else None


# ------------------------------------------------------------------ from the tree to functions
def _compiled(text: str, node: ast.AST) -> _Work:
    """Return what works a node out; whatever cannot be read says so when it is asked."""
    return _COMPILERS[type(node)](text, node)


def _constant(text: str, node: ast.Constant) -> _Work:
    try:
        value = _value_of(text, node)
    except InvalidOperation:  # 0x1f: read by Python, no decimal
        return _unknown
    return lambda names: value


def _value_of(text: str, node: ast.Constant) -> Worth:
    """Return a constant; a number is read from the text, so that 0.1 is a tenth."""
    if isinstance(node.value, bool | str):
        return node.value
    return Decimal((ast.get_source_segment(text, node) or "").replace("_", ""))


def _unknown(names: Mapping[str, Worth]) -> Worth:
    raise Unknown


def _name(text: str, node: ast.Name) -> _Work:
    name = node.id
    return lambda names: names.get(name)


def _several(text: str, node: ast.Tuple) -> _Work:
    each = [_compiled(text, one) for one in node.elts]
    return lambda names: tuple([one(names) for one in each])


def _both(text: str, node: ast.BoolOp) -> _Work:
    """`and`, `or`: the first that settles it; what comes after is not asked."""
    each = [_compiled(text, one) for one in node.values]
    settles = isinstance(node.op, ast.Or)

    def worked(names: Mapping[str, Worth]) -> Worth:
        value: Worth = False
        for one in each:
            value = one(names)
            if bool(value) is settles:
                break
        return value

    return worked


def _compare(text: str, node: ast.Compare) -> _Work:
    first = _compiled(text, node.left)
    steps = [
        (_OPERATORS[type(sign)], _compiled(text, other))
        for sign, other in zip(node.ops, node.comparators, strict=True)
    ]
    if len(steps) == 1:
        ((sign, second),) = steps
        return lambda names: sign(first(names), second(names))

    def worked(names: Mapping[str, Worth]) -> Worth:
        right, value = first(names), True
        for operator, other in steps:
            if not value:
                break
            left, right = right, other(names)
            value = bool(operator(left, right))
        return value

    return worked


def _binary(text: str, node: ast.BinOp) -> _Work:
    operator = _OPERATORS[type(node.op)]
    left, right = _compiled(text, node.left), _compiled(text, node.right)
    return lambda names: operator(left(names), right(names))


def _unary(text: str, node: ast.UnaryOp) -> _Work:
    operator, inner = _OPERATORS[type(node.op)], _compiled(text, node.operand)
    return lambda names: operator(inner(names))


def _either(text: str, node: ast.IfExp) -> _Work:
    test = _compiled(text, node.test)
    then, other = _compiled(text, node.body), _compiled(text, node.orelse)
    return lambda names: then(names) if test(names) else other(names)


def _call(text: str, node: ast.Call) -> _Work:
    function = FUNCTIONS[node.func.id]  # type: ignore[attr-defined]  # `_check` let only names through
    given = [_compiled(text, one) for one in node.args]
    return lambda names: function(*[one(names) for one in given])


def _equal(text: str, node: ast.AST) -> Iterator[tuple[str, Worth]]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for one in node.values:
            yield from _equal(text, one)
    elif isinstance(node, ast.Compare) and [type(sign) for sign in node.ops] == [ast.Eq]:
        name, value = node.left, node.comparators[0]
        if isinstance(name, ast.Constant):
            name, value = value, name
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
            with suppress(InvalidOperation):
                yield name.id, _value_of(text, value)


def _known(*values: Worth) -> tuple[Any, ...]:
    if any(value is None for value in values):
        raise Unknown
    return values


def _with_known(work: Callable[..., Worth]) -> Callable[..., Worth]:
    return lambda *values: work(*_known(*values))


def _flat(values: Iterable[Worth]) -> list[Decimal]:
    """Return the known numbers among arguments: samples come as one tuple."""
    found: list[Decimal] = []
    for value in values:
        if isinstance(value, tuple):
            found += _flat(value)
        elif isinstance(value, Decimal):
            found.append(value)
    return found


def _of_some(work: Callable[[list[Decimal]], Decimal]) -> Callable[..., Worth]:
    def worked(*values: Worth) -> Worth:
        numbers = _flat(values)
        if not numbers:
            raise Unknown
        return work(numbers)

    return worked


def _mean(numbers: list[Decimal]) -> Decimal:
    return _EXACT.divide(sum(numbers, Decimal(0)), Decimal(len(numbers)))


def _deviation(numbers: list[Decimal]) -> Decimal:
    """Return the sample standard deviation (n - 1)."""
    if len(numbers) < 2:
        raise Unknown
    mean = _mean(numbers)
    squares = sum(((one - mean) ** 2 for one in numbers), Decimal(0))
    return _EXACT.sqrt(_EXACT.divide(squares, Decimal(len(numbers) - 1)))


def _round(value: Worth, places: Worth = Decimal(0)) -> Worth:
    """Round half away from zero, as spreadsheets and GB/T 8170's written results do."""
    number, digits = _known(value, places)
    return Decimal(number).quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


def _when(test: Worth, then: Worth, other: Worth) -> Worth:
    return then if test is True else other


def _divide(one: Worth, other: Worth) -> Worth:
    above, below = _known(one, other)
    if below == 0:
        raise Unknown
    return _EXACT.divide(above, below)


def _power(one: Worth, other: Worth) -> Worth:
    number, times = _known(one, other)
    if abs(times) > 100 or abs(number) > Decimal(10) ** 12:
        raise InvalidOperation
    return _EXACT.power(number, times)


def _contains(one: Worth, among: Worth) -> bool:
    return one is not None and isinstance(among, tuple | str) and one in among


FUNCTIONS: Mapping[str, Callable[..., Worth]] = {
    "abs": _with_known(abs),
    "average": _of_some(_mean),
    "count": lambda *values: Decimal(len(_flat(values))),
    "known": lambda value: value not in (None, "", ()),
    "max": _of_some(max),
    "mean": _of_some(_mean),
    "min": _of_some(min),
    "range": _of_some(lambda numbers: max(numbers) - min(numbers)),
    "round": _round,
    "stdev": _of_some(_deviation),
    "sum": _of_some(lambda numbers: sum(numbers, Decimal(0))),
    "when": _when,
}
"""What may be called; samples count as their known readings."""

_OPERATORS: dict[type[ast.AST], Callable[..., Worth]] = {
    ast.Add: _with_known(lambda a, b: a + b),
    ast.Sub: _with_known(lambda a, b: a - b),
    ast.Mult: _with_known(lambda a, b: _EXACT.multiply(a, b)),
    ast.Div: _divide,
    ast.FloorDiv: lambda a, b: _EXACT.divide_int(*_known(a, b)),
    ast.Mod: lambda a, b: _EXACT.remainder(*_known(a, b)),
    ast.Pow: _power,
    ast.USub: _with_known(lambda a: -a),
    ast.UAdd: _with_known(lambda a: +a),
    ast.Not: lambda a: a is not True,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: _with_known(lambda a, b: a < b),
    ast.LtE: _with_known(lambda a, b: a <= b),
    ast.Gt: _with_known(lambda a, b: a > b),
    ast.GtE: _with_known(lambda a, b: a >= b),
    ast.In: _contains,
    ast.NotIn: lambda a, b: not _contains(a, b),
}
_COMPILERS: dict[type[ast.AST], Callable[[str, Any], _Work]] = {
    ast.BinOp: _binary,
    ast.BoolOp: _both,
    ast.Call: _call,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.IfExp: _either,
    ast.Name: _name,
    ast.Tuple: _several,
    ast.UnaryOp: _unary,
}
_UNDERSTOOD = {
    *_OPERATORS,
    ast.And,
    ast.BinOp,
    ast.BoolOp,
    ast.Call,
    ast.Compare,
    ast.Constant,
    ast.IfExp,
    ast.Load,
    ast.Name,
    ast.Or,
    ast.Tuple,
    ast.UnaryOp,
}
