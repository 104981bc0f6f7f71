"""What is asked about one condition, each in a sheet: its fact, what is asked of it, the value."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.journal.ruling import Fact
from app.ui.screens.rules.conditions import (
    LISTS,
    SIGNS,
    Condition,
    Named,
    Number,
    Value,
    read_numbers,
)
from app.ui.screens.rules.edits import starting, starting_values
from app.ui.screens.rules.wording import capital
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices

TookCondition = Callable[[Condition], None]
_ICONS = {"number": "ruler", "text": "tag", "choice": "list", "yes_no": "circle-check"}


class ConditionAsks:
    """`facts` are those of the occasion; what is asked hands on the condition as it then is."""

    def __init__(self, bench: RuleBench) -> None:
        self._bench = bench
        self.facts: Mapping[str, Fact] = {}

    def fact_of(self, one: Condition) -> Fact:
        """Return the fact of a condition; one nobody knows is text."""
        return self.facts.get(one.fact) or Fact(one.fact)

    def fact(self, held: str, took: TookCondition, name: str) -> None:
        """Ask which fact; hand on what a condition of it begins with."""
        words, teller = self._bench.look.words, self._bench.teller()
        choices = tuple(
            Choice(
                one.name,
                teller.named_fact(one.name),
                words(f"rule_edit.sort.{one.sort}"),
                _ICONS[one.sort],
            )
            for one in self.facts.values()
        )

        def take(key: str) -> None:
            if key != held:
                took(starting(self.facts[key]))

        self._bench.ask_one(
            words("rule_edit.which_fact"), (Choices("", choices),), take, name=name, held=held
        )

    def sign(self, one: Condition, took: TookCondition, name: str) -> None:
        """Ask what is asked of a fact; the value stays where it can."""
        words, teller, fact = self._bench.look.words, self._bench.teller(), self.fact_of(one)
        choices = tuple(Choice(sign, teller.sign(sign)) for sign in SIGNS[fact.sort])

        def take(sign: str) -> None:
            took(replace(one, sign=sign, values=starting_values(fact, sign, one.values)))

        title = words("rule_edit.which_sign", fact=teller.named_fact(one.fact))
        self._bench.ask_one(title, (Choices("", choices),), take, name=name, held=one.sign)

    def value(self, one: Condition, took: TookCondition, name: str) -> None:
        """Ask for the value, or the values: of a list, by a code the plant knows, or typed."""
        fact = self.fact_of(one)

        def take(*values: Value) -> None:
            if values:
                took(replace(one, values=values))

        if fact.sort == "number":
            self._number(one, take, name)
        elif one.sign in LISTS:
            self._several(one, fact, take, name)
        else:
            self._text(one, fact, take, name)

    # ------------------------------------------------------------------ values
    def _text(self, one: Condition, fact: Fact, take: Callable[[str], None], name: str) -> None:
        bench, title = self._bench, self._bench.teller().named_fact(one.fact)
        held = next((each for each in one.values if isinstance(each, str)), "")
        if fact.choices:
            groups = (Choices("", self._of(fact)),)
            bench.ask_one(title, groups, take, name=name, held=held)
        else:
            bench.ask_named(one.fact, title, held, take, name=name)

    def _several(self, one: Condition, fact: Fact, take: Callable[..., None], name: str) -> None:
        bench, title = self._bench, self._bench.teller().named_fact(one.fact)
        held = tuple(each for each in one.values if isinstance(each, str))
        choices = self._of(fact) or bench.named(one.fact)
        if choices:
            groups = (Choices("", choices),)
            bench.ask_many(title, groups, lambda keys: take(*keys), name=name, held=held)
            return

        def typed(text: str) -> None:
            parts = (part.strip() for part in text.replace("，", ",").split(","))
            take(*(part for part in parts if part))

        bench.ask_text(title, ", ".join(held), typed, name=name)

    def _number(self, one: Condition, take: Callable[..., None], name: str) -> None:
        """Ask for a number; where another fact is a number too, for that one as well."""
        bench, teller = self._bench, self._bench.teller()
        words, title = bench.look.words, teller.named_fact(one.fact)
        if one.sign in LISTS:
            text = ", ".join(each.text for each in one.values if isinstance(each, Number))
            bench.ask_text(title, text, lambda typed: take(*read_numbers(typed)), name=name)
            return
        first = one.values[0] if one.values else Number("0")
        held = first.text if isinstance(first, Number) else "0"

        def ask() -> None:
            bench.ask_number(title, held, lambda typed: take(Number(typed)), name=name)

        others = tuple(
            Choice(each.name, teller.named_fact(each.name), icon=_ICONS["number"])
            for each in self.facts.values()
            if each.sort == "number" and each.name != one.fact
        )
        if not others:
            ask()
            return
        typed = Choice("", words("rule_edit.a_number"), held, icon="keyboard")
        bench.ask_one(
            title,
            (Choices("", (typed,)), Choices(words("rule_edit.another_fact"), others)),
            lambda key: take(Named(key)) if key else ask(),
            name=f"{name}-which",
            held=first.fact if isinstance(first, Named) else "",
        )

    def _of(self, fact: Fact) -> tuple[Choice, ...]:
        words = self._bench.look.words
        return tuple(
            Choice(str(one), capital(words(f"rules.choice.{fact.name}.{one}")))
            for one in fact.choices
        )
