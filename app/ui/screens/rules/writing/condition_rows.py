"""The condition as chips: a fact, what is asked of it, a value; joined by and, grouped by or.

Controls by name, for the item at a path such as 1-0: `if-<path>-fact`, `-sign`, `-value`, `-or`,
`-drop`; `if-<path>-join` turns a group's joiner (`if-join` that of the whole), `if-add` adds one.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.journal.ruling import Fact
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.rules import conditions
from app.ui.screens.rules.conditions import (
    LISTS,
    SIGNS,
    VALUELESS,
    Condition,
    Group,
    Named,
    Number,
    Path,
    Value,
    starting,
    starting_values,
)
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices

_JOINER = 64


class ConditionRows(HuggingWidget):
    """`changed` carries the whole as it then is."""

    changed = Signal(object)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__()
        self._bench = bench
        self._whole = Group()
        self._facts: dict[str, Fact] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(bench.look.space(1))

    def show_whole(self, whole: Group, when: str) -> None:
        """Show a condition over the facts of an occasion."""
        self._whole, self._facts = whole, dict(self._bench.facts(when))
        look = self._bench.look
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not whole.items:
            always = kit.Text(look, look.words("rule_edit.always"), "body", "ink2", wrap=True)
            self._column.addWidget(always)
        self._lay(whole, (), self._column)
        self._column.addWidget(self._foot())

    def ask_new(self) -> None:
        """Ask for the fact of one more condition, at the end of the whole."""
        self._ask_fact("", lambda fact: self._say(conditions.add(self._whole, (), fact)), "if-new")

    # ------------------------------------------------------------------ rows
    def _lay(self, group: Group, path: Path, column: QVBoxLayout) -> None:
        for place, item in enumerate(group.items):
            at = (*path, place)
            if isinstance(item, Group):
                column.addWidget(self._grouped(item, at, joiner=self._joiner(group, path, place)))
            else:
                column.addWidget(self._row(item, at, joiner=self._joiner(group, path, place)))

    def _joiner(self, group: Group, path: Path, place: int) -> QWidget:
        """Return what stands before an item: nothing, or the joiner, which a press turns."""
        look = self._bench.look
        if not place:
            none = QWidget()
            none.setFixedWidth(_JOINER)
            return none
        name = "-".join(("if", *map(str, path), "join", *([] if place == 1 else [str(place)])))
        said = look.words(f"rule_edit.joiner.{group.joiner}")
        made = kit.Button(look, said, name=name, kind="ghost", size="small")
        made.setAccessibleDescription(look.words("rule_edit.joiner_how"))
        made.setFixedWidth(_JOINER)
        made.clicked.connect(_Do(lambda: self._say(conditions.turn(self._whole, path))))
        return made

    def _grouped(self, group: Group, path: Path, *, joiner: QWidget) -> QWidget:
        look = self._bench.look
        inside = kit.Card(look, _name(path), "ground").hug()
        edge = look.space(1)
        inside.body.setContentsMargins(edge, edge, edge, edge)
        inside.body.setSpacing(look.space(1))
        self._lay(group, path, inside.body)
        holder = HuggingWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addWidget(joiner, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(inside, 1)
        return holder

    def _row(self, one: Condition, path: Path, *, joiner: QWidget) -> QWidget:
        look, words, name = self._bench.look, self._bench.look.words, _name(path)
        holder = HuggingWidget()
        holder.setObjectName(name)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addWidget(joiner, 0, Qt.AlignmentFlag.AlignTop)
        chips = HuggingWidget()
        flow = kit.Flow(chips, look.space(1))
        for chip in self._chips(one, path):
            flow.addWidget(chip)
        row.addWidget(chips, 1)
        either = "or" if self._above(path).joiner == conditions.AND else "and"
        more = kit.Button(
            look, words(f"rule_edit.add_{either}"), name=f"{name}-or", kind="ghost", size="small"
        )
        more.clicked.connect(_Do(lambda: self._split(path)))
        drop = kit.Button(look, name=f"{name}-drop", kind="ghost", icon="x", size="small")
        drop.clicked.connect(_Do(lambda: self._say(conditions.drop(self._whole, path))))
        for button in (more, drop.named(words("rule_edit.drop_condition"))):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _chips(self, one: Condition, path: Path) -> list[kit.SlotChip]:
        words, teller, name = self._bench.look.words, self._bench.teller(), _name(path)
        known = self._facts.get(one.fact)
        fact = self._chip(f"{name}-fact", "off", _Do(lambda: self._ask_for(one, path)))
        said = words(f"rules.fact.{one.fact}") if known else one.fact
        fact.show_slot(said, words("rule_edit.fact"), is_wrong=known is None)
        sign = self._chip(f"{name}-sign", "plain", _Do(lambda: self._ask_sign(one, path)))
        sign.show_slot(teller.sign(one.sign), words("rule_edit.sign"))
        if one.sign in VALUELESS:
            return [fact, sign]
        value = self._chip(f"{name}-value", "accent", _Do(lambda: self._ask_value(one, path)))
        said = words("rule_book.or").join(
            teller.value(each, known, one.fact, alone=True) for each in one.values if each != ""
        )
        wrong = known is not None and bool(known.choices) and _is_none_of(one, known)
        value.show_slot(
            said, words("rule_edit.value"), is_wrong=wrong, choose=words("rule_edit.nothing")
        )
        return [fact, sign, value]

    def _chip(self, name: str, role: str, press: "_Do") -> kit.SlotChip:
        made = kit.SlotChip(self._bench.look, name=name, role=role)
        made.clicked.connect(press)
        return made

    def _foot(self) -> QWidget:
        look = self._bench.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(_JOINER + look.space(1) if self._whole.items else 0, 0, 0, 0)
        add = kit.Button(
            look, look.words("rule_edit.add_condition"), name="if-add", icon="plus", size="small"
        )
        add.clicked.connect(self.ask_new)
        add.block("" if self._facts else look.words("rule_edit.when_first"))
        row.addWidget(add)
        row.addStretch()
        return holder

    # ------------------------------------------------------------------ asking
    def _ask_fact(self, held: str, took: Callable[[Condition], None], name: str) -> None:
        words = self._bench.look.words
        choices = tuple(
            Choice(
                one.name,
                words(f"rules.fact.{one.name}"),
                words(f"rule_edit.sort.{one.sort}"),
                _ICONS[one.sort],
            )
            for one in self._facts.values()
        )
        self._bench.ask_one(
            words("rule_edit.which_fact"),
            (Choices("", choices),),
            lambda key: took(starting(self._facts[key])),
            name=name,
            held=held,
        )

    def _ask_for(self, one: Condition, path: Path) -> None:
        def took(made: Condition) -> None:
            if made.fact != one.fact:
                self._put(path, made)

        self._ask_fact(one.fact, took, f"{_name(path)}-facts")

    def _ask_sign(self, one: Condition, path: Path) -> None:
        words, fact = self._bench.look.words, self._fact(one)
        teller = self._bench.teller()
        choices = tuple(Choice(sign, teller.sign(sign)) for sign in SIGNS[fact.sort])

        def took(sign: str) -> None:
            values = starting_values(fact, sign, one.values)
            self._put(path, replace(one, sign=sign, values=values))

        self._bench.ask_one(
            words("rule_edit.which_sign", fact=words(f"rules.fact.{one.fact}")),
            (Choices("", choices),),
            took,
            name=f"{_name(path)}-signs",
            held=one.sign,
        )

    def _ask_value(self, one: Condition, path: Path) -> None:
        bench, fact, name = self._bench, self._fact(one), f"{_name(path)}-values"
        title = bench.look.words(f"rules.fact.{one.fact}")
        many = one.sign in LISTS
        if fact.choices:
            choices = self._of_choices(fact)
        elif fact.sort == "number":
            self._ask_number(one, path, title, name)
            return
        else:
            choices = bench.named(one.fact)
        held = tuple(str(each) for each in one.values if isinstance(each, str))
        if many and choices:
            bench.ask_many(
                title,
                (Choices("", choices),),
                lambda keys: self._value(one, path, *(keys or held)),
                name=name,
                held=held,
            )
        elif fact.choices:
            took = lambda key: self._value(one, path, key)  # noqa: E731  # what is done with it
            bench.ask_one(title, (Choices("", choices),), took, name=name, held=held[0])
        elif many:
            text = ", ".join(held)
            bench.ask_text(title, text, lambda typed: self._texts(one, path, typed), name=name)
        else:
            first = held[0] if held else ""
            took = lambda key: self._value(one, path, key)  # noqa: E731  # as above
            bench.ask_named(one.fact, title, first, took, name=name)

    def _ask_number(self, one: Condition, path: Path, title: str, name: str) -> None:
        """Ask for a number; where another fact is a number too, for that one as well."""
        bench, words = self._bench, self._bench.look.words
        first = one.values[0] if one.values else Number("0")
        if one.sign in LISTS:
            text = ", ".join(each.text for each in one.values if isinstance(each, Number))
            bench.ask_text(title, text, lambda typed: self._numbers(one, path, typed), name=name)
            return
        held = first.text if isinstance(first, Number) else "0"

        def ask() -> None:
            bench.ask_number(
                title, held, lambda typed: self._value(one, path, Number(typed)), name=name
            )

        others = tuple(
            Choice(each.name, words(f"rules.fact.{each.name}"), icon=_ICONS["number"])
            for each in self._facts.values()
            if each.sort == "number" and each.name != one.fact
        )
        if not others:
            ask()
            return
        typed = Choice("", words("rule_edit.a_number"), held, icon="keyboard")

        def took(key: str) -> None:
            self._value(one, path, Named(key)) if key else ask()

        bench.ask_one(
            title,
            (Choices("", (typed,)), Choices(words("rule_edit.another_fact"), others)),
            took,
            name=f"{name}-which",
            held=first.fact if isinstance(first, Named) else "",
        )

    def _of_choices(self, fact: Fact) -> tuple[Choice, ...]:
        words = self._bench.look.words
        return tuple(
            Choice(str(one), words(f"rules.choice.{fact.name}.{one}")) for one in fact.choices
        )

    # ------------------------------------------------------------------ edits
    def _split(self, path: Path) -> None:
        name = f"{_name(path)}-either"
        self._ask_fact("", lambda made: self._say(conditions.split(self._whole, path, made)), name)

    def _value(self, one: Condition, path: Path, *values: Value) -> None:
        self._put(path, replace(one, values=values))

    def _texts(self, one: Condition, path: Path, typed: str) -> None:
        said = tuple(part.strip() for part in typed.replace("，", ",").split(",") if part.strip())
        if said:
            self._value(one, path, *said)

    def _numbers(self, one: Condition, path: Path, typed: str) -> None:
        found = conditions.read_numbers(typed)
        if found:
            self._value(one, path, *found)

    def _put(self, path: Path, one: Condition) -> None:
        self._say(conditions.put(self._whole, path, one))

    def _say(self, whole: Group) -> None:
        self.changed.emit(whole)

    def _fact(self, one: Condition) -> Fact:
        return self._facts.get(one.fact) or Fact(one.fact)

    def _above(self, path: Path) -> Group:
        above = conditions.item_at(self._whole, path[:-1])
        return above if isinstance(above, Group) else self._whole


_ICONS = {"number": "ruler", "text": "tag", "choice": "list", "yes_no": "circle-check"}


def _is_none_of(one: Condition, fact: Fact) -> bool:
    """Tell whether a value is none that the fact ever has."""
    return any(value not in fact.choices for value in one.values)


def _name(path: Path) -> str:
    return "-".join(("if", *map(str, path)))


class _Do:
    """Does what a chip or a button asks for."""

    def __init__(self, what: Callable[[], None]) -> None:
        self._what = what

    def __call__(self) -> None:
        self._what()
