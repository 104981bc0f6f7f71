"""When a rule fires and why: pure rules over rules in force and what is seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.capabilities.documents.answers import Said as Shown
from app.capabilities.documents.answers import Word
from app.capabilities.rules.definition.answers import InForce, Listening
from app.capabilities.rules.firings.answers import Because, Clash, ClashKind
from app.capabilities.rules.firings.events import RuleFired, Undone, key_of
from app.journal.capability import Plugs
from app.journal.ruling import Fact, Fired, Said, Seen
from app.kernel.expressions import Worth
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Due:
    """A rule whose condition is true of something: it fires unless it has."""

    rule: InForce
    seen: Seen
    key: str
    subject: str
    threshold: str
    facts: tuple[Said, ...]

    def fired(self, cause: str, at_ms: int) -> Fired:
        """Return it as its actions are told."""
        return Fired(
            key=self.key,
            rule=self.rule.pin.code,
            revision=self.rule.pin.revision,
            title=self.rule.pin.title,
            matter=self.seen.matter,
            subject=self.subject,
            cause=cause,
            at_ms=at_ms,
            facts=self.facts,
        )


def due(listening: Listening, seen: Seen, area: str = "") -> Iterator[Due]:
    """Return the rules that fire at what is seen; `area` is given for a watch."""
    for rule in listening.due(seen.facts):
        found = _named(rule, seen)
        if found is not None:
            subject, threshold = found
            pin = rule.pin
            key = key_of(pin.code, pin.revision, subject, threshold, area)
            yield Due(rule, seen, key, subject, threshold, said_facts(rule, seen.facts))


def recorded(found: Due, cause: str, did: Iterable[str], undone: Iterable[Undone]) -> RuleFired:
    """Return the firing as it is recorded: what it did, and what it could not."""
    pin = found.rule.pin
    return RuleFired(
        key=found.key,
        rule=pin.code,
        revision=pin.revision,
        pin=pin.body,
        title=pin.title,
        when=found.rule.body.when,
        cause=cause,
        subject=found.subject,
        threshold=found.threshold,
        matter=found.seen.matter,
        facts=found.facts,
        actions=tuple(did),
        undone=tuple(undone),
    )


def undone(action: str, refused: Refused) -> Undone:
    """Return what a rule could not do, in the words of the refusal."""
    gaps = {
        name: value if isinstance(value, Bilingual) else str(value)
        for name, value in refused.facts.items()
    }
    return Undone(action=action, code=refused.code, gaps=gaps)


# ------------------------------------------------------------------ facts, said and read again
def said_facts(rule: InForce, facts: Mapping[str, Worth]) -> tuple[Said, ...]:
    """Return the facts a rule rests on, as text; what was not known is left out."""
    asked = [one.name for one in rule.facts if one.name in rule.names]
    known = ((name, facts.get(name)) for name in asked)
    return tuple(Said(name=name, value=_text(value)) for name, value in known if value is not None)


def read_again(said: Iterable[Said], facts: Iterable[Fact]) -> dict[str, Worth]:
    """Return recorded facts as an expression sees them: what fired can be worked out again."""
    sorts = {one.name: one.sort for one in facts}
    return {one.name: _worth(one.value, sorts.get(one.name, "text")) for one in said}


def because(said: Iterable[Said], facts: Iterable[Fact]) -> tuple[Because, ...]:
    """Return recorded facts as people read them."""
    known = {one.name: one for one in facts}
    return tuple(
        Because(Word(f"rules.fact.{one.name}"), _shown(one, known.get(one.name))) for one in said
    )


# ------------------------------------------------------------------ rules among each other
def conflicts(rules: Iterable[InForce], plugs: Plugs) -> tuple[Clash, ...]:
    """Return how rules in force stand in each other's way, by code.

    Two of one occasion whose conditions may be true of the same do the same thing twice, or each
    otherwise. And a rule that listens to what another makes is not set off by it: it says so here
    rather than let people wait for it.
    """
    ordered = sorted(rules, key=lambda one: one.pin.code)
    found: list[Clash] = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            found += _clashes(one, other)
        found += _in_vain(one, ordered)
    return tuple(found)


_TELLS = frozenset({"notify", "create_task"})
"""Two that tell or ask otherwise of the same thing are no contradiction."""


def _clashes(one: InForce, other: InForce) -> Iterator[Clash]:
    if one.body.when != other.body.when or _exclude_each_other(one, other):
        return
    theirs = {doing.action: doing for doing in other.body.then}
    for doing in one.body.then:
        same = theirs.get(doing.action)
        if same is None:
            continue
        if same.settings == doing.settings:
            yield Clash(ClashKind.TWICE, one.pin, other.pin, doing.action)
        elif doing.action not in _TELLS:
            yield Clash(ClashKind.OTHERWISE, one.pin, other.pin, doing.action)


def _in_vain(one: InForce, others: Iterable[InForce]) -> Iterator[Clash]:
    for action, _ in one.then:
        for other in others:
            if other.body.when in action.makes:
                yield Clash(ClashKind.NOT_SET_OFF, one.pin, other.pin, action.code)


def _exclude_each_other(one: InForce, other: InForce) -> bool:
    """Tell whether a fact would have to be two things at once for both to fire."""
    if one.given is None or other.given is None:
        return False
    mine, theirs = one.given.equal, other.given.equal
    return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())


# ------------------------------------------------------------------ helpers
def _named(rule: InForce, seen: Seen) -> tuple[str, str] | None:
    """Return what a firing is named by; None where what it fires once for is not known."""
    if rule.per is None:
        return seen.subject, seen.threshold
    value = rule.per.value(seen.facts)
    return None if value is None else (_text(value), "")


def _text(value: Worth) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_text(one) for one in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _worth(text: str, sort: str) -> Worth:
    if sort == "yes_no":
        return text == "yes"
    if sort != "number":
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _shown(said: Said, fact: Fact | None) -> Shown:
    if fact is not None and fact.choices:
        return Word(f"rules.choice.{fact.name}.{said.value}")
    if fact is not None and fact.sort == "yes_no":
        return Word(f"documents.value.{said.value}")
    return said.value
