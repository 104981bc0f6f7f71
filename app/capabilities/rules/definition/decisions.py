"""When a rule is sound, how it is read, and how it is told in plain words. Pure."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from app.capabilities.documents.answers import Line, Pin, Said, Word
from app.capabilities.rules.definition.answers import InForce, InWords
from app.capabilities.rules.definition.bodies import Doing, Rule
from app.journal.capability import Plugs, RuleAction
from app.journal.ruling import Fact
from app.kernel.expressions import FUNCTIONS, check_names, expression
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


def check_rule(body: Rule, plugs: Plugs) -> None:
    """Refusals: `rule.text_missing`, `.unknown_when`, `.no_action`, `.action_twice`,
    `.unknown_action`, `.settings_unreadable`, `.nothing_to_act_on`, `.no_such_choice`, those of
    expressions and of each action's own.
    """
    if not body.name.zh.strip() or not body.name.en.strip():
        raise Refused("rule.text_missing", rule=body.code)
    facts = facts_of(body.when, plugs)
    if facts is None:
        raise Refused("rule.unknown_when", when=body.when)
    names = {one.name for one in facts}
    for text in (body.given, body.per):
        if text:
            check_names(text, names)
    _check_choices(body.given, facts)
    if not body.then:
        raise Refused("rule.no_action", rule=body.code)
    codes = [one.action for one in body.then]
    if len(set(codes)) < len(codes):
        raise Refused("rule.action_twice", action=next(c for c in codes if codes.count(c) > 1))
    for doing in body.then:
        _check_doing(doing, names, plugs)


def read_rule(pin: Pin, body: Rule, plugs: Plugs) -> InForce:
    """Return a rule ready to be asked. Refusals: those of `check_rule` that hinder reading it.

    An action this program lacks is left out: the others are done all the same.
    """
    facts = facts_of(body.when, plugs) or ()
    known = (one for one in body.then if one.action in plugs.rule_actions)
    then = tuple(
        (plugs.rule_actions[one.action], settings_of(one, plugs.rule_actions[one.action]))
        for one in known
    )
    return InForce(pin, body, _read(body.given), _read(body.per), then, facts)


def facts_of(when: str, plugs: Plugs) -> tuple[Fact, ...] | None:
    """Return the facts of a kind of event or a watch; None for one nobody plugged in."""
    known = plugs.occasions.get(when) or plugs.watches.get(when)
    return None if known is None else known.facts


def settings_of(doing: Doing, action: RuleAction) -> Any:  # noqa: ANN401  # the action's own
    """Return an action's settings. Refusal: `rule.settings_unreadable`."""
    try:
        return msgspec.convert(doing.settings, action.settings)
    except msgspec.ValidationError as error:
        raise Refused("rule.settings_unreadable", action=doing.action, why=str(error)) from error


def in_words(body: Rule, plugs: Plugs) -> InWords:
    """Return a rule in plain words; what this program does not know is told by its code."""
    facts = {one.name: one for one in facts_of(body.when, plugs) or ()}
    return InWords(
        when=(Word(f"rules.when.{body.when}"),),
        given=tuple(_told(one, facts) for one in _conditions(body.given)),
        per=tuple(said for one in _trees(body.per) for said in _said(one, facts)),
        then=tuple((Word(f"rules.then.{one.action}"), *_settings(one)) for one in body.then),
    )


def outline_rule(body: Rule) -> tuple[Line, ...]:
    """Tell a rule: when, if, then."""
    said = in_words(body, Plugs())
    return (
        Line(("name",), (body.name,), level=0),
        Line(("when",), said.when, field="when"),
        *(Line(("given",), one, field="given") for one in said.given),
        *(Line(("per",), one, field="per") for one in (said.per,) if one),
        *(Line(("then", place), one, field="then") for place, one in enumerate(said.then)),
    )


# ------------------------------------------------------------------ what makes it sound
def _check_doing(doing: Doing, names: set[str], plugs: Plugs) -> None:
    action = plugs.rule_actions.get(doing.action)
    if action is None:
        raise Refused("rule.unknown_action", action=doing.action)
    action.sound(settings_of(doing, action), plugs)
    if lacking := [one for one in action.needs if one not in names]:
        raise Refused("rule.nothing_to_act_on", action=doing.action, what=lacking[0])


def _check_choices(given: str, facts: tuple[Fact, ...]) -> None:
    """Refuse a value that a choice never has: a rule that waits for it never fires."""
    equal = expression(given).equal if given else {}
    for one in facts:
        wanted = equal.get(one.name)
        if one.choices and wanted is not None and wanted not in one.choices:
            choices = ", ".join(one.choices)
            raise Refused("rule.no_such_choice", value=wanted, choices=choices)


def _read(text: str) -> Any:  # noqa: ANN401  # an expression or None
    return expression(text) if text.strip() else None


# ------------------------------------------------------------------ in plain words
SIGNS: Mapping[type[ast.AST], str] = {
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
    ast.Lt: "less",
    ast.LtE: "at_most",
    ast.Gt: "more",
    ast.GtE: "at_least",
    ast.In: "among",
    ast.NotIn: "not_among",
    ast.Add: "plus",
    ast.Sub: "minus",
    ast.Mult: "times",
    ast.Div: "divided",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
}
"""The words of each are `rules.sign.<value>`."""


def _trees(text: str) -> tuple[ast.AST, ...]:
    try:
        return (expression(text).tree,) if text.strip() else ()
    except Refused:
        return ()


def _conditions(text: str) -> Iterator[ast.AST]:
    """Return what must hold all together, each for itself."""
    for tree in _trees(text):
        if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
            yield from tree.values
        else:
            yield tree


def _told(node: ast.AST, facts: Mapping[str, Fact]) -> tuple[Said, ...]:
    return tuple(_said(node, facts))


def _said(node: ast.AST, facts: Mapping[str, Fact]) -> Iterator[Said]:
    match node:
        case ast.Name(id=name):
            yield Word(f"rules.fact.{name}")
        case ast.Constant(value=value):
            yield _plain(value)
        case ast.Compare(left=left, ops=ops, comparators=others):
            yield from _compared(left, ops, others, facts)
        case ast.BoolOp(op=op, values=values):
            yield from _between(op, values, facts)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield _sign(ast.Not())
            yield from _said(inner, facts)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            yield from _between(op, (left, right), facts)
        case _:
            yield from _as_written(node, facts)


def _as_written(node: ast.AST, facts: Mapping[str, Fact]) -> Iterator[Said]:
    """Tell what has no words of its own: a list by its members, a function by its name."""
    match node:
        case ast.Tuple(elts=each):
            for place, one in enumerate(each):
                yield from ((",",) if place else ())
                yield from _said(one, facts)
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            yield Word(f"rules.function.{name}")
            yield from _as_written(ast.Tuple(elts=args), facts)
        case _:
            yield ast.unparse(node)


def _compared(
    left: ast.AST, ops: list[ast.cmpop], others: list[ast.expr], facts: Mapping[str, Fact]
) -> Iterator[Said]:
    yield from _said(left, facts)
    for op, other in zip(ops, others, strict=True):
        yield _sign(op)
        yield from _value(other, left, facts)
        left = other


def _value(node: ast.AST, of: ast.AST, facts: Mapping[str, Fact]) -> Iterator[Said]:
    """Tell a value; one of a choice by the choice's own words."""
    name = of.id if isinstance(of, ast.Name) else ""
    choice = facts.get(name)
    parts = node.elts if isinstance(node, ast.Tuple) else (node,)
    choices = () if choice is None else choice.choices
    for place, one in enumerate(parts):
        yield from ((",",) if place else ())
        value = one.value if isinstance(one, ast.Constant) else None
        if isinstance(value, str) and value in choices:
            yield Word(f"rules.choice.{name}.{value}")
        else:
            yield from _said(one, facts)


def _between(op: ast.AST, parts: Sequence[ast.AST], facts: Mapping[str, Fact]) -> Iterator[Said]:
    for place, one in enumerate(parts):
        if place:
            yield _sign(op)
        yield from _said(one, facts)


def _sign(op: ast.AST) -> Word:
    return Word(f"rules.sign.{SIGNS[type(op)]}")


def _settings(doing: Doing) -> Iterator[Said]:
    for name, value in doing.settings.items():
        if value not in ("", [], (), None):
            yield Word(f"rules.setting.{name}")
            yield _plain(value)


def _plain(value: object) -> Said:
    match value:
        case bool():
            return Word(f"documents.value.{'yes' if value else 'no'}")
        case {"zh": str(zh), "en": str(en)}:
            return Bilingual(zh, en)
        case list() | tuple():
            return ", ".join(str(one) for one in value)
        case int() | float():
            return str(value)
        case _:
            return str(value)
