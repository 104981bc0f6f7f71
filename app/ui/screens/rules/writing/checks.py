"""What is wrong with a rule as it stands, each at its place in the sentence. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.rules.definition.decisions import check_rule, facts_of
from app.journal.capability import Plugs
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

NAME, WHEN, IF, PER, THEN = "name", "when", "if", "per", "then"
_ANY = Bilingual("—", "-")
_NOTHING_DONE = "rule.no_action"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is refused, and at which part; `at` is the place of an action, from 0."""

    part: str
    refused: Refused
    at: int = -1


def flaws(rule: Rule, plugs: Plugs) -> tuple[Flaw, ...]:
    """Return everything that hinders a rule from being put in force, in reading order."""
    return tuple(_flaws(rule, plugs))


def _flaws(rule: Rule, plugs: Plugs) -> Iterator[Flaw]:
    bare = replace(rule, name=_ANY, given="", per="", then=())
    if not rule.name.zh.strip() or not rule.name.en.strip():
        yield Flaw(NAME, Refused("rule.text_missing", rule=rule.code))
    if facts_of(rule.when, plugs) is None:
        yield Flaw(WHEN, Refused("rule.unknown_when", when=rule.when))
        if not rule.then:
            yield Flaw(THEN, Refused(_NOTHING_DONE, rule=rule.code))
        return  # nothing else can be told of facts nobody knows
    for part, told in (
        (IF, replace(bare, given=rule.given)),
        (PER, replace(bare, per=rule.per)),
    ):
        if (refused := _refused(told, plugs)) is not None:
            yield Flaw(part, refused)
    yield from _of_actions(rule, bare, plugs)


def _of_actions(rule: Rule, bare: Rule, plugs: Plugs) -> Iterator[Flaw]:
    if not rule.then:
        yield Flaw(THEN, Refused(_NOTHING_DONE, rule=rule.code))
    seen: set[str] = set()
    for at, doing in enumerate(rule.then):
        if doing.action in seen:
            yield Flaw(THEN, Refused("rule.action_twice", action=doing.action), at)
        elif (refused := _refused(replace(bare, then=(doing,)), plugs)) is not None:
            yield Flaw(THEN, refused, at)
        seen.add(doing.action)


def _refused(rule: Rule, plugs: Plugs) -> Refused | None:
    """Return what a rule of one part is refused for; that it does nothing is told elsewhere."""
    try:
        check_rule(rule, plugs)
    except Refused as refused:
        return None if refused.code == _NOTHING_DONE else refused
    return None
