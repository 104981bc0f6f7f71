"""A rule as a sentence that people say, in pieces that a screen lays out. No Qt.

What happens, what is asked and what follows are words of those who plug them in (`rules.when.…`,
`rules.fact.…`, `rules.then.…`); how they are put together stands in `rule_book.po`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.capabilities.documents.answers import Said, Word
from app.capabilities.rules.definition.bodies import Doing, Rule
from app.capabilities.rules.definition.decisions import facts_of
from app.capabilities.rules.firings.answers import Because
from app.journal.capability import Plugs
from app.journal.ruling import Fact
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.ui.kit.sentence import KEY, PLAIN, Piece
from app.ui.screens.rules.conditions import (
    EQUAL,
    LISTS,
    NOT_EQUAL,
    Condition,
    Group,
    Item,
    Named,
    Number,
    Value,
    read_conditions,
)
from app.ui.screens.rules.names import PEOPLE, ROLES, Names
from app.ui.screens.rules.subjects import names_of
from app.ui.screens.rules.wording import capital, lowered

WHEN, IF, THEN = "accent", "off", "ok"
"""How the parts of a sentence are coloured: what happens, what is asked, what follows."""
_GAP = "\x00"
_GAPS = re.compile(r"\{(\w+)\}", re.ASCII)


@dataclass(frozen=True)
class Teller:
    """Tells rules in one language, by the plant's own names."""

    words: Words
    plugs: Plugs
    names: Names = field(default_factory=Names)

    # -------------------------------------------------------------- the whole
    def whole(self, rule: Rule) -> tuple[Piece, ...]:
        """Return a rule as one sentence."""
        return (*self.when(rule), *self.asked(rule), *self.once(rule), *self.follows(rule))

    def plain(self, rule: Rule) -> str:
        """Return a rule as one text, to search in and to read aloud."""
        return "".join(one.text for one in self.whole(rule))

    def when(self, rule: Rule) -> Iterator[Piece]:
        """Return `When a form is completed`; what is watched by the clock says so itself."""
        said = self.occasion(rule.when)
        if rule.when in self.plugs.watches:
            yield Piece(capital(said), WHEN)
        else:
            yield from self._around("when", Piece(said, WHEN))

    def asked(self, rule: Rule) -> Iterator[Piece]:
        """Return `, if its verdict is fail and …`; nothing for always."""
        if not rule.given.strip():
            return
        found = read_conditions(rule.given)
        pieces = (
            (Piece(rule.given.strip(), IF),)
            if found is None
            else tuple(self._group(found, self._facts(rule)))
        )
        yield from self._around("if", *pieces)

    def once(self, rule: Rule) -> Iterator[Piece]:
        """Return `, once for each station and hour`; nothing where it is each case."""
        if not rule.per.strip():
            return
        named = names_of(rule.per)
        if named is None:
            pieces = [Piece(rule.per.strip(), IF)]
        else:
            pieces = list(self._listed([self.fact(one) for one in named], IF))
        yield from self._around("per", *pieces)

    def follows(self, rule: Rule) -> Iterator[Piece]:
        """Return `, then hold the lot and tell the head of quality.`"""
        said = [self.does(one) for one in rule.then]
        pieces = list(self._listed(said, THEN)) or [Piece(self.words("rule_book.nothing"), "warn")]
        yield from self._around("then", *pieces)

    # -------------------------------------------------------------- parts
    def occasion(self, when: str) -> str:
        """Return what happens, without the key word around it: `a form is completed`."""
        if not when:
            return self.words("rule_book.something")
        before, _, after = self.words("rule_book.when_said", it=_GAP).partition(_GAP)
        said = self.words(f"rules.when.{when}")
        if when not in self.plugs.watches:
            said = said.removeprefix(before).removesuffix(after)
        return lowered(said)

    def occasion_alone(self, when: str) -> str:
        """Return what happens, standing by itself."""
        return capital(self.occasion(when))

    def fact(self, name: str) -> str:
        """Return what a fact is called, as it stands within a sentence."""
        return self.words(f"rules.fact.{name}")

    def condition(self, one: Condition, facts: Mapping[str, Fact]) -> str:
        """Return `its verdict is fail`."""
        own = f"rule_book.fact.{one.sign}.{one.fact}"
        are = "are" if one.fact in self.words("rule_book.many").split() else "asks"
        if self.words.knows(own):  # what is asked by yes or no is a sentence of its own
            return self.words(own)
        known = facts.get(one.fact)
        said = self._values(one, known)
        empty = one.values == ("",) and one.sign in (EQUAL, NOT_EQUAL)
        sign = f"{one.sign}_nothing" if empty else one.sign
        are = are if self.words.knows(f"rule_book.{are}.{sign}") else "asks"
        return self.words(f"rule_book.{are}.{sign}", fact=self.fact(one.fact), value=said)

    def sign(self, sign: str) -> str:
        """Return what a chip between a fact and its value says."""
        return self.words(f"rule_book.sign.{sign}")

    def value(self, one: Value, fact: Fact | None, name: str, *, alone: bool = False) -> str:
        """Return a value as people read it, within a sentence or `alone` on a chip."""
        if isinstance(one, Number):
            return one.text
        if isinstance(one, Named):
            return self.words("rule_book.named", fact=self.fact(one.fact))
        if fact is not None and fact.choices:
            code = f"rules.choice.{fact.name}.{one}"
            said = self.words(code) if self.words.knows(code) else one
            return capital(said) if alone else said
        return self.names.say(self.words, name, one)

    def does(self, doing: Doing) -> str:
        """Return `tell the head of quality`."""
        settings = doing.settings
        gaps = {
            "whom": self.whom(settings),
            "flow": self._named("flow", settings),
            "plan": self._named("plan", settings),
        }
        said = self.words(self._does_code(doing), **gaps)
        if not self.words.knows(f"rule_book.does.{doing.action}"):
            said = lowered(self.words(f"rules.then.{doing.action}"))
        due = settings.get("due_min")
        if isinstance(due, int) and due > 0:
            said += self.words("rule_book.within", time=self.minutes(due))
        return said

    def doings(self, rule: Rule) -> str:
        """Return `hold the lot and tell the head of quality`."""
        return "".join(
            one.text for one in self._listed([self.does(one) for one in rule.then], THEN)
        )

    def action(self, code: str) -> str:
        """Return what an action is called, standing by itself."""
        return capital(self.words(f"rules.then.{code}"))

    def setting(self, name: str) -> str:
        """Return what a setting is called."""
        return capital(self.words(f"rules.setting.{name}"))

    def told_fact(self, name: str) -> str:
        """Return what a fact is called that may be none; as it was written where it is none."""
        return self.named_fact(name) if self.words.knows(f"rules.fact.{name}") else name

    def named_fact(self, name: str) -> str:
        """Return what a fact is called, standing by itself."""
        return capital(self.words(f"rules.fact.{name}"))

    def option(self, name: str, value: str) -> str:
        """Return what one of a setting's options is called."""
        places = ("rule_book.option.", "rules.choice.")
        for code in [f"{place}{name}.{value or 'none'}" for place in places]:
            if self.words.knows(code):
                return capital(self.words(code))
        return value

    def settings(self, doing: Doing) -> Iterator[tuple[str, str]]:
        """Return what an action is told, word and value; what is not said is left out."""
        for name, value in doing.settings.items():
            if said := self._setting_said(name, value):
                yield self.setting(name), said

    def whom(self, settings: Mapping[str, Any]) -> str:
        """Return the roles and people an action is for."""
        roles = [self.role(str(code)) for code in settings.get(ROLES) or ()]
        people = [
            self.names.say(self.words, PEOPLE, str(one)) for one in settings.get(PEOPLE) or ()
        ]
        named = [*roles, *people]
        return self.listed(named) or self.words("rule_book.nobody")

    def role(self, code: str) -> str:
        """Return `the head of quality`."""
        return self.words("rule_book.role", name=lowered(self.names.say(self.words, ROLES, code)))

    def listed(self, said: Sequence[str]) -> str:
        """Return `a, b and c`."""
        return "".join(one.text for one in self._listed(said, PLAIN))

    def minutes(self, minutes: int) -> str:
        """Return `30 min`, `2 h`."""
        if minutes >= 60 and minutes % 60 == 0:
            return self.words("rule_book.hours", n=minutes // 60)
        return self.words("rule_book.minutes", n=minutes)

    def gapped(self, text: str) -> str:
        """Return a text whose gaps (`{lot}`) are told by what fills them (`[lot]`)."""
        return _GAPS.sub(lambda found: f"[{self.fact(found[1])}]", text)

    def because(self, why: Sequence[Because]) -> str:
        """Return the facts a rule rested on, `verdict: fail · form: QF-11`."""
        return " · ".join(
            self.words("rule_book.because", fact=self.said(one.fact), value=self._held(one))
            for one in why
        )

    def _held(self, one: Because) -> str:
        """Return the value of a fact, by its name where it is a code."""
        what = one.fact.code.rpartition(".")[2] if isinstance(one.fact, Word) else ""
        return self.names.say(self.words, what, self.said(one.value))

    def said(self, one: Said) -> str:
        """Return a word or a text."""
        return capital(self.words(one.code)) if isinstance(one, Word) else str(self.words.of(one))

    def refusal(self, refused: Refused) -> str:
        """Return a refusal whose codes of actions and facts are told by their words."""
        facts = dict(refused.facts)
        if "action" in facts:
            facts["action"] = lowered(self.action(str(facts["action"])))
        if "what" in facts and self.words.knows(f"rules.fact.{facts['what']}"):
            facts["what"] = self.fact(str(facts["what"]))
        return self.words.refusal(Refused(refused.code, **facts))

    # -------------------------------------------------------------- putting together
    def _around(self, part: str, *pieces: Piece) -> Iterator[Piece]:
        """Put what a part says around it: its key word, and what stands between."""
        before, _, after = self.words(f"rule_book.sentence.{part}", it=_GAP).partition(_GAP)
        head, mark, rest = before.partition("|")
        if mark:  # `, |if |` marks the key word
            word, _, between = rest.partition("|")
            yield from _said(head)
            yield Piece(word, KEY)
            yield from _said(between)
        else:
            yield from _said(before)
        yield from pieces
        yield from _said(after)

    def _group(self, group: Group, facts: Mapping[str, Fact]) -> Iterator[Piece]:
        joiner = self.words(f"rule_book.joiner.{group.joiner}")
        for place, one in enumerate(group.items):
            if place:
                yield Piece(joiner)
            yield from self._item(one, facts)

    def _item(self, one: Item, facts: Mapping[str, Fact]) -> Iterator[Piece]:
        if isinstance(one, Condition):
            yield Piece(self.condition(one, facts), IF)
            return
        before, _, after = self.words("rule_book.grouped", it=_GAP).partition(_GAP)
        yield Piece(before)
        yield from self._group(one, facts)
        yield Piece(after)

    def _listed(self, said: Sequence[str], kind: str) -> Iterator[Piece]:
        for place, one in enumerate(said):
            if place:
                list_of = "follows" if kind == THEN else "list"
                end = "last" if place == len(said) - 1 else "mid"
                yield Piece(self.words(f"rule_book.{list_of}.{end}"))
            yield Piece(one, kind)

    def _values(self, one: Condition, fact: Fact | None) -> str:
        said = [self.value(value, fact, one.fact) for value in one.values]
        if one.sign in LISTS:
            return self.words("rule_book.or").join(said)
        return said[0] if said else ""

    def _does_code(self, doing: Doing) -> str:
        """Return the words of an action, those of an option it is told where it has them."""
        for name, value in doing.settings.items():
            code = f"rule_book.does.{doing.action}.{name}.{value}"
            if isinstance(value, str) and self.words.knows(code):
                return code
        return f"rule_book.does.{doing.action}"

    def _named(self, what: str, settings: Mapping[str, Any]) -> str:
        return self.names.say(self.words, what, str(settings.get(what) or ""))

    def _setting_said(self, name: str, value: Any) -> str:  # noqa: ANN401  # any JSON value
        match value:
            case None | "" | [] | () | 0:
                return ""
            case bool():
                return self.words(f"documents.value.{'yes' if value else 'no'}")
            case {"zh": str(zh), "en": str(en)}:
                return self.gapped(str(self.words.of(Bilingual(zh, en))))
            case list() | tuple():
                return self.listed([self.names.say(self.words, name, str(one)) for one in value])
            case int() if name.endswith("_min"):
                return self.minutes(value)
            case str() if self.names.offered(name):
                return self.names.say_coded(self.words, name, value)
            case str():
                return self.option(name, value)
        return str(value)

    def _facts(self, rule: Rule) -> Mapping[str, Fact]:
        return {one.name: one for one in facts_of(rule.when, self.plugs) or ()}


def _said(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)
