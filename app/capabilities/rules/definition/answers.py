"""Rules in force, ready to be asked; and in plain words, for people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.capabilities.documents.answers import Pin, Said
from app.capabilities.rules.definition.bodies import Rule
from app.journal.capability import RuleAction
from app.journal.ruling import Fact
from app.kernel.expressions import Expression, Worth

Doings = tuple[tuple[RuleAction, Any], ...]
"""What a rule does: each action that is plugged in, with its settings read."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule in force, read: its condition compiled, its actions with their settings.

    `given` is None for always, `per` for once each subject. `facts` are those it may rest on.
    """

    pin: Pin
    body: Rule
    given: Expression | None
    per: Expression | None
    then: Doings
    facts: tuple[Fact, ...] = ()

    def holds(self, facts: Mapping[str, Worth]) -> bool:
        """Tell whether its condition is true; what is unknown is not."""
        return self.given is None or self.given.holds(facts)

    @property
    def names(self) -> frozenset[str]:
        """Return the facts it rests on."""
        asked = (self.given, self.per)
        return frozenset[str]().union(*(one.names for one in asked if one is not None))


@dataclass(frozen=True, slots=True)
class Listening:
    """The rules that listen to one kind of event or watch.

    Those that ask for a fact to be equal to something lie by its value: a rule about another form,
    another station is not even looked at. `rest` are all others.
    """

    by: Mapping[str, Mapping[Worth, tuple[InForce, ...]]] = field(default_factory=dict)
    rest: tuple[InForce, ...] = ()

    def due(self, facts: Mapping[str, Worth]) -> Iterator[InForce]:
        """Return the rules whose condition is true."""
        for name, table in self.by.items():
            yield from (rule for rule in table.get(facts[name], ()) if rule.holds(facts))
        yield from (rule for rule in self.rest if rule.holds(facts))

    def __bool__(self) -> bool:
        return bool(self.by or self.rest)


NOBODY = Listening()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in force at one time, by what they listen to."""

    rules: tuple[InForce, ...] = ()
    listening: Mapping[str, Listening] = field(default_factory=dict)

    def of(self, when: str) -> Listening:
        """Return the rules that listen to a kind of event or a watch."""
        return self.listening.get(when, NOBODY)


@dataclass(frozen=True, slots=True)
class InWords:
    """A rule in plain words; each part is a row of words and texts, said one after another.

    `when` is one word. `given` are conditions that must all hold, empty for always. `per` is what
    it fires once for, empty for once each case. `then` is what it does, one part for each action,
    its settings after it.
    """

    when: tuple[Said, ...]
    given: tuple[tuple[Said, ...], ...]
    per: tuple[Said, ...]
    then: tuple[tuple[Said, ...], ...]


def listening(rules: Iterable[InForce]) -> dict[str, Listening]:
    """Return rules by what they listen to, laid out by what they ask to be equal."""
    found: dict[str, list[InForce]] = {}
    for rule in rules:
        found.setdefault(rule.body.when, []).append(rule)
    return {when: _laid_out(of) for when, of in found.items()}


def _laid_out(rules: list[InForce]) -> Listening:
    by: dict[str, dict[Worth, list[InForce]]] = {}
    rest: list[InForce] = []
    for rule in rules:
        name = _first_equal(rule)
        if name is None or rule.given is None:
            rest.append(rule)
        else:
            by.setdefault(name, {}).setdefault(rule.given.equal[name], []).append(rule)
    tables = {name: {value: tuple(of) for value, of in table.items()} for name, table in by.items()}
    return Listening(tables, tuple(rest))


def _first_equal(rule: InForce) -> str | None:
    """Return the first fact, in the order they are offered, that must equal something.

    Facts are offered with those first that cost nothing to know.
    """
    equal = {} if rule.given is None else rule.given.equal
    return next((one.name for one in rule.facts if one.name in equal), None)
