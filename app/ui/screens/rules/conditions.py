"""A rule's condition as chips and as an expression; each is read from the other. No Qt.

The text is what a rule keeps. What chips cannot show (arithmetic, `a if b else c`) stays text.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.kernel.expressions import expression
from app.kernel.refused import Refused

AND, OR = "and", "or"
EQUAL, NOT_EQUAL = "equal", "not_equal"
LESS, AT_MOST, MORE, AT_LEAST = "less", "at_most", "more", "at_least"
AMONG, NOT_AMONG = "among", "not_among"
CONTAINS, LACKS = "contains", "lacks"
KNOWN, UNKNOWN = "known", "unknown"
YES, NO = "yes", "no"

_EQUALS, _LISTS, _KNOWS = (EQUAL, NOT_EQUAL), (AMONG, NOT_AMONG), (KNOWN, UNKNOWN)
_ORDERS = (AT_LEAST, MORE, AT_MOST, LESS)
SIGNS: Mapping[str, tuple[str, ...]] = {
    "number": (*_ORDERS, *_EQUALS, *_LISTS, *_KNOWS),
    "text": (*_EQUALS, *_LISTS, CONTAINS, LACKS, *_KNOWS),
    "choice": (*_EQUALS, *_LISTS),
    "yes_no": (YES, NO),
}
"""What may be asked of a fact of each sort, the usual one first."""
VALUELESS = frozenset({KNOWN, UNKNOWN, YES, NO})
LISTS = frozenset(_LISTS)
_WRITTEN = {
    EQUAL: "==",
    NOT_EQUAL: "!=",
    LESS: "<",
    AT_MOST: "<=",
    MORE: ">",
    AT_LEAST: ">=",
}
_COMPARED: Mapping[type[ast.AST], str] = {
    ast.Eq: EQUAL,
    ast.NotEq: NOT_EQUAL,
    ast.Lt: LESS,
    ast.LtE: AT_MOST,
    ast.Gt: MORE,
    ast.GtE: AT_LEAST,
}
_TYPED = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_TURNED = {LESS: MORE, MORE: LESS, AT_MOST: AT_LEAST, AT_LEAST: AT_MOST}
"""`3 < n` is `n > 3`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: 0.10 stays 0.10."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """The value of another fact: rested less than one has to rest."""

    fact: str


Value = str | Number | Named


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of one fact; `values` are none, one, or those of a list."""

    fact: str
    sign: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions and groups of which all (`and`) or any (`or`) must hold; empty: always."""

    joiner: str = AND
    items: "tuple[Group | Condition, ...]" = ()


Item = Group | Condition
Path = tuple[int, ...]
"""Where an item lies: its place in the whole, then in the group there."""


# ------------------------------------------------------------------ both ways
def read_conditions(text: str) -> Group | None:
    """Return the chips of an expression; None for one they cannot show, or that is none."""
    if not text.strip():
        return Group()
    try:
        tree = expression(text).tree
    except Refused:
        return None
    found = _read(tree, text.strip())
    return None if found is None else whole_of(found)


def write_conditions(whole: Group) -> str:
    """Return the expression of chips; empty for always."""
    return _joined(whole_of(whole))


def _read(node: ast.AST, text: str) -> Item | None:
    match node:
        case ast.BoolOp(op=op, values=values):
            items = [_read(one, text) for one in values]
            known = tuple(one for one in items if one is not None)
            joiner = AND if isinstance(op, ast.And) else OR
            return Group(joiner, known) if len(known) == len(items) else None
        case ast.Name(id=name):
            return Condition(name, YES)
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)):
            return Condition(name, NO)
        case ast.UnaryOp(op=ast.Not(), operand=inner) if (asked := _known(inner)) is not None:
            return Condition(asked, UNKNOWN)
        case ast.Call() if (asked := _known(node)) is not None:
            return Condition(asked, KNOWN)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(left, op, right, text)
    return None


def _known(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id="known"), args=[ast.Name(id=name)]):
            return name
    return None


def _compared(left: ast.AST, op: ast.AST, right: ast.AST, text: str) -> Condition | None:
    sign = _COMPARED.get(type(op))
    if sign is None:
        return _within(left, right, text, is_in=isinstance(op, ast.In))
    if not isinstance(left, ast.Name):
        left, right, sign = right, left, _TURNED.get(sign, sign)
    value = Named(right.id) if isinstance(right, ast.Name) else _value(right, text)
    if not isinstance(left, ast.Name) or value is None:
        return None
    if sign not in _EQUALS and isinstance(value, str):
        return None
    return Condition(left.id, sign, (value,))


def _within(left: ast.AST, right: ast.AST, text: str, *, is_in: bool) -> Condition | None:
    """Read `name in ('a', 'b')`, and `'a' in name`."""
    match left, right:
        case ast.Name(id=name), ast.Tuple(elts=elements):
            values = [_value(one, text) for one in elements]
            known = tuple(one for one in values if one is not None)
            if not known or len(known) < len(values):
                return None
            return Condition(name, AMONG if is_in else NOT_AMONG, known)
        case ast.Constant(value=str(part)), ast.Name(id=name):
            return Condition(name, CONTAINS if is_in else LACKS, (part,))
    return None


def _value(node: ast.AST, text: str) -> Value | None:
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.Constant(value=value) if not isinstance(value, bool):
            return _number(ast.get_source_segment(text, node) or "")
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as inner):
            made = _value(inner, text)
            return Number(f"-{made.text}") if isinstance(made, Number) else None
    return None


def _number(text: str) -> Number | None:
    """Return a number that reads the same as an expression and as a person types it."""
    try:
        Decimal(text)
    except InvalidOperation:  # 0x1f, 1_000j
        return None
    return Number(text)


def read_numbers(typed: str) -> tuple[Number, ...]:
    """Return the numbers of a list as somebody types it; what is none is left out."""
    parts = (part.strip() for part in typed.replace("，", ",").split(","))
    return tuple(Number(part) for part in parts if _TYPED.fullmatch(part))


def _joined(group: Group) -> str:
    parts = (
        f"({_joined(one)})" if isinstance(one, Group) else _written(one) for one in group.items
    )
    return f" {group.joiner} ".join(parts)


def _written(one: Condition) -> str:
    if one.sign in VALUELESS:
        return {
            YES: one.fact,
            NO: f"not {one.fact}",
            KNOWN: f"known({one.fact})",
            UNKNOWN: f"not known({one.fact})",
        }[one.sign]
    values = [_said(value) for value in one.values]
    if one.sign in LISTS:
        inside = f"{values[0]}," if len(values) == 1 else ", ".join(values)
        return f"{one.fact} {'in' if one.sign == AMONG else 'not in'} ({inside})"
    if one.sign in (CONTAINS, LACKS):
        return f"{values[0]} {'in' if one.sign == CONTAINS else 'not in'} {one.fact}"
    return f"{one.fact} {_WRITTEN[one.sign]} {values[0]}"


def _said(value: Value) -> str:
    if isinstance(value, Named):
        return value.fact
    return value.text if isinstance(value, Number) else repr(str(value))


def whole_of(item: Item) -> Group:
    """Return a group without groups that say nothing: of one item, or joined as the one above."""
    found = _plain(item)
    return found if isinstance(found, Group) else Group(AND, (found,))


def _plain(item: Item) -> Item:
    if isinstance(item, Condition):
        return item
    items: list[Item] = []
    for one in map(_plain, item.items):
        is_same = isinstance(one, Group) and (one.joiner == item.joiner or not one.items)
        items += one.items if isinstance(one, Group) and is_same else (one,)
    return items[0] if len(items) == 1 else Group(item.joiner, tuple(items))
