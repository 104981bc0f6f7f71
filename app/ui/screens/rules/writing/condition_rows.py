"""The condition as chips: a fact, what is asked of it, a value; joined by and, grouped by or.

Controls by name, for the item at a path such as 1-0: `if-<path>-fact`, `-sign`, `-value`, `-or`,
`-drop`; `if-<path>-join` turns a group's joiner (`if-join` that of the whole), `if-add` adds one.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.journal.ruling import Fact
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.rules import conditions, edits
from app.ui.screens.rules.conditions import VALUELESS, Condition, Group, Path
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.condition_asks import ConditionAsks

_JOINER = 64


class ConditionRows(HuggingWidget):
    """`changed` carries the whole as it then is."""

    changed = Signal(object)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__()
        self._bench = bench
        self._whole = Group()
        self._asks = ConditionAsks(bench)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(bench.look.space(1))

    def show_whole(self, whole: Group, when: str) -> None:
        """Show a condition over the facts of an occasion."""
        self._whole, self._asks.facts = whole, self._bench.facts(when)
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

        def took(made: Condition) -> None:
            self._say(edits.add(self._whole, (), made))

        self._asks.fact("", took, "if-new")

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
        made.clicked.connect(_Do(lambda: self._say(edits.turn(self._whole, path))))
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
        drop.clicked.connect(_Do(lambda: self._say(edits.drop(self._whole, path))))
        for button in (more, drop.named(words("rule_edit.drop_condition"))):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _chips(self, one: Condition, path: Path) -> list[kit.SlotChip]:
        words, teller, name = self._bench.look.words, self._bench.teller(), _name(path)
        known = self._asks.facts.get(one.fact)
        fact = self._chip(f"{name}-fact", "off", _Do(lambda: self._fact(one, path)))
        said = teller.told_fact(one.fact)
        fact.show_slot(said, words("rule_edit.fact"), is_wrong=known is None)
        sign = self._chip(f"{name}-sign", "plain", _Do(lambda: self._sign(one, path)))
        sign.show_slot(teller.sign(one.sign), words("rule_edit.sign"))
        if one.sign in VALUELESS:
            return [fact, sign]
        value = self._chip(f"{name}-value", "accent", _Do(lambda: self._value(one, path)))
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
        add.block("" if self._asks.facts else look.words("rule_edit.when_first"))
        row.addWidget(add)
        row.addStretch()
        return holder

    # ------------------------------------------------------------------ edits
    def _fact(self, one: Condition, path: Path) -> None:
        self._asks.fact(one.fact, partial(self._put, path), f"{_name(path)}-facts")

    def _sign(self, one: Condition, path: Path) -> None:
        self._asks.sign(one, partial(self._put, path), f"{_name(path)}-signs")

    def _value(self, one: Condition, path: Path) -> None:
        self._asks.value(one, partial(self._put, path), f"{_name(path)}-values")

    def _split(self, path: Path) -> None:
        def took(made: Condition) -> None:
            self._say(edits.split(self._whole, path, made))

        self._asks.fact("", took, f"{_name(path)}-either")

    def _put(self, path: Path, one: Condition) -> None:
        self._say(edits.put(self._whole, path, one))

    def _say(self, whole: Group) -> None:
        self.changed.emit(whole)

    def _above(self, path: Path) -> Group:
        above = edits.item_at(self._whole, path[:-1])
        return above if isinstance(above, Group) else self._whole


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
