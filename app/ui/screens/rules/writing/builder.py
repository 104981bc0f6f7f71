"""The sentence builder: when, if, then, each a card with its slots; what is wrong stands in it.

Controls by name: `rule-when`, `rule-per`, `if-mode-chips`, `if-mode-text`, `if-text`, `if-name-…`,
`then-add`, and those of `condition_rows` and `action_card`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.rules.conditions import Group, read_conditions, write_conditions
from app.ui.screens.rules.subjects import names_of, once_for
from app.ui.screens.rules.writing.action_card import ActionCard, Plain
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import IF, PER, THEN, WHEN, Flaw
from app.ui.screens.rules.writing.condition_rows import ConditionRows
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices

CHIPS, TEXT = "chips", "text"
_LINES = 3


class Builder(QWidget):
    """`changed` carries the body as it then is, and what was typed into, so that it is one step."""

    changed = Signal(object, str)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__()
        self._bench, self.look = bench, bench.look
        self._body: Plain = {}
        self.when = WhenCard(bench)
        self.given = IfCard(bench)
        self.then = ThenCard(bench)
        self.when.told.connect(lambda values: self._take(values))
        self.given.told.connect(self._take_given)
        self.then.told.connect(lambda then, token: self._take({"then": then}, token))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.space(2))
        for card in (self.when, self.given, self.then):
            column.addWidget(card)
        column.addStretch()

    def show_body(self, body: Plain) -> None:
        """Show a rule as it stands."""
        self._body = body
        self.when.show_when(str(body.get("when", "")), str(body.get("per", "")))
        self.given.show_given(str(body.get("given", "")), str(body.get("when", "")))
        self.then.show_then(body.get("then") or [], str(body.get("when", "")))

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say at each part what is wrong with it."""
        self.when.show_flaws([one for one in found if one.part in (WHEN, PER)])
        self.given.show_flaws([one for one in found if one.part == IF])
        self.then.show_flaws([one for one in found if one.part == THEN])

    def _take_given(self, given: str, token: str) -> None:
        self._take({"given": given}, token)

    def _take(self, values: Plain, token: str = "") -> None:
        self.changed.emit({**self._body, **values}, token)


class PartCard(kit.Card):
    """A part of the sentence: its key word, its slots in `body`, and what is wrong below."""

    def __init__(self, bench: RuleBench, part: str, tools: Sequence[QWidget] = ()) -> None:
        super().__init__(bench.look, f"rule-part-{part}")
        self.hug()
        self._bench = bench
        look, words = bench.look, bench.look.words
        self.body.setSpacing(look.space(1))
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(kit.Text(look, words(f"rule_edit.part.{part}"), "title", "accent"))
        head.addWidget(kit.Text(look, words(f"rule_edit.part.{part}_how"), "hint"), 1)
        for tool in tools:
            head.addWidget(tool)
        self.body.addLayout(head)
        self._flaw = kit.Text(look, "", "body", "warn", wrap=True)
        self._flaw.hide()

    def say_flaws(self, found: Sequence[Flaw]) -> None:
        """Say what is wrong with the part."""
        words = self.look.words
        said = " ".join(flaw_said(words, one) for one in found)
        self._flaw.say(said)
        self._flaw.setVisible(bool(said))


class WhenCard(PartCard):
    """What happens, and whether the rule fires each time. `told` carries what is other."""

    told = Signal(object)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__(bench, "when")
        look = bench.look
        self._when = self._per = ""
        self._slot = kit.SlotChip(look, name="rule-when", role="accent", icon="zap")
        self._slot.clicked.connect(self._ask)
        self._once = kit.SlotChip(look, name="rule-per", role="plain", icon="history")
        self._once.clicked.connect(self._ask_per)
        self._how = kit.Text(look, "", "hint", wrap=True)
        holder = QWidget()
        flow = kit.Flow(holder, look.space(1))
        flow.addWidget(self._slot)
        flow.addWidget(self._once)
        for each in (holder, self._how, self._flaw):
            self.body.addWidget(each)

    def show_when(self, when: str, per: str) -> None:
        """Show what happens."""
        self._when, self._per = when, per
        bench, words = self._bench, self._bench.look.words
        is_known = when in bench.plugs.occasions or when in bench.plugs.watches
        said = words(f"rules.when.{when}") if when else ""
        self._slot.show_slot(
            said,
            words("rule_edit.occasion"),
            is_wrong=bool(when) and not is_known,
            choose=words("rule_edit.choose_when"),
        )
        named = names_of(per)
        if named is None:
            once = per
        elif named:
            listed = bench.teller().listed([bench.teller().fact(one) for one in named])
            once = words("rule_edit.once_for", it=listed)
        else:
            once = words("rule_edit.each_time")
        self._once.show_slot(once, words("rule_edit.how_often"))
        self._once.setEnabled(is_known)
        how = "watched" if when in bench.plugs.watches else "at_once"
        self._how.say(words(f"rule_edit.{how}") if is_known else "")
        self._how.setVisible(is_known)

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say what is wrong with it."""
        self.say_flaws(found if self._when else [one for one in found if one.part == PER])

    def _ask(self) -> None:
        bench, words = self._bench, self._bench.look.words
        groups: dict[str, list[Choice]] = {}
        for code in bench.plugs.occasions:
            group = code.partition(".")[0]
            groups.setdefault(group, []).append(Choice(code, words(f"rules.when.{code}")))
        watches = [Choice(code, words(f"rules.when.{code}")) for code in bench.plugs.watches]
        said = [
            Choices(words(f"rule_edit.group.{group}"), tuple(of)) for group, of in groups.items()
        ]
        said.append(Choices(words("rule_edit.group.clock"), tuple(watches)))
        bench.ask_one(
            words("rule_edit.which_when"),
            said,
            lambda key: self.told.emit({"when": key}),
            name="rule-whens",
            held=self._when,
        )

    def _ask_per(self) -> None:
        """Ask which facts make a case of its own; none of them: each time."""
        bench, words = self._bench, self._bench.look.words
        choices = tuple(
            Choice(name, words(f"rules.fact.{name}"))
            for name, fact in bench.facts(self._when).items()
            if fact.sort in ("text", "choice")
        )
        bench.ask_many(
            words("rule_edit.which_per"),
            (Choices(words("rule_edit.which_per_how"), choices),),
            lambda keys: self.told.emit({"per": once_for(keys)}),
            name="rule-pers",
            held=names_of(self._per) or (),
        )


class IfCard(PartCard):
    """The condition, as chips or as the expression they write. `told` carries it as text."""

    told = Signal(str, str)

    def __init__(self, bench: RuleBench) -> None:
        look, words = bench.look, bench.look.words
        options = tuple(kit.Option(one, words(f"rule_edit.mode.{one}")) for one in (CHIPS, TEXT))
        self._mode = kit.Segmented(look, options, name="if-mode")
        super().__init__(bench, "if", (self._mode,))
        self._given = self._when = ""
        self._shown: object = None
        self._rows = ConditionRows(bench)
        self._rows.changed.connect(self._take)
        self._text = kit.TextArea(look, "", name="if-text", lines=_LINES)
        self._text.edit.setAccessibleName(words("rule_edit.expression"))
        self._text.changed.connect(lambda text: self.told.emit(" ".join(text.split()), "given"))
        self._names = QWidget()
        self._flow = kit.Flow(self._names, look.space(1))
        self._only_text = kit.Text(look, words("rule_edit.only_text"), "hint", wrap=True)
        for each in (self._rows, self._text, self._names, self._only_text, self._flaw):
            self.body.addWidget(each)
        self._mode.chosen.connect(lambda _: self._turn())

    def show_given(self, given: str, when: str) -> None:
        """Show a condition; one that chips cannot show stays text."""
        if when != self._when:
            self._name_facts(when)
        self._given, self._when = given, when
        if " ".join(self._text.text().split()) != given:
            with QSignalBlocker(self._text):
                self._text.put(given)
        self._turn()

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say what is wrong with it."""
        self.say_flaws(found)

    def _turn(self) -> None:
        whole = read_conditions(self._given)
        is_text = whole is None or self._mode.value() == TEXT
        self._only_text.setVisible(whole is None)
        self._text.setVisible(is_text)
        self._names.setVisible(is_text and self._flow.count() > 0)
        self._rows.setVisible(not is_text)
        shown = (self._given, self._when, self._bench.teller().names)
        if whole is not None and shown != self._shown:  # else a chip in focus would lose it
            self._shown = shown
            self._rows.show_whole(whole, self._when)
        if whole is None and self._mode.value() == CHIPS:
            self._mode.choose(TEXT)

    def _take(self, whole: Group) -> None:
        self.told.emit(write_conditions(whole), "")

    def _name_facts(self, when: str) -> None:
        """Offer the facts of an occasion below the text: a press puts one in."""
        look = self._bench.look
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in self._bench.facts(when):
            said = f"{name} · {look.words(f'rules.fact.{name}')}"
            made = kit.Button(look, said, name=f"if-name-{name}", kind="icon", size="small")
            made.clicked.connect(_Insert(self._text, name))
            self._flow.addWidget(made)


class ThenCard(PartCard):
    """What follows, one card each. `told` carries all of it, and what was typed into."""

    told = Signal(object, str)

    def __init__(self, bench: RuleBench) -> None:
        super().__init__(bench, "then")
        look = bench.look
        self._then: list[Plain] = []
        self._when = ""
        self._cards: list[ActionCard] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(look.space(1))
        self.body.addLayout(self._column)
        self._add = kit.Button(
            look, look.words("rule_edit.add_action"), name="then-add", icon="plus", size="small"
        )
        self._add.clicked.connect(self.ask_new)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self._flaw)

    def show_then(self, then: list[Plain], when: str) -> None:
        """Show the actions; their cards stay where they are the same ones."""
        codes = [str(one.get("action", "")) for one in then]
        if len(self._cards) != len(codes) or when != self._when or not self._fits(codes):
            self._rebuild(codes, when)
        self._then, self._when = then, when
        for one, card in zip(then, self._cards, strict=True):
            card.show_values(one.get("settings") or {})

    def forget(self) -> None:
        """Build the cards anew: things are called otherwise now."""
        self._cards = []

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say at each action what is wrong with it."""
        words = self.look.words
        self.say_flaws([one for one in found if one.at < 0])
        for at, card in enumerate(self._cards):
            own = next((one for one in found if one.at == at), None)
            card.show_flaw("" if own is None else flaw_said(words, own))

    def ask_new(self) -> None:
        """Ask what else follows; what the occasion gives nothing for says so."""
        bench, words = self._bench, self._bench.look.words
        facts, held = bench.facts(self._when), {one.get("action") for one in self._then}
        choices = []
        for code, action in bench.plugs.rule_actions.items():
            lacking = next((one for one in action.needs if one not in facts), "")
            blocked = (
                words("rule_edit.needs", what=words(f"rules.fact.{lacking}")) if lacking else ""
            )
            if code not in held:
                said = bench.teller().action(code)
                choices.append(Choice(code, said, icon=action.icon, blocked=blocked))
        bench.ask_one(
            words("rule_edit.which_action"), (Choices("", tuple(choices)),), self._new, name="thens"
        )

    def _new(self, code: str) -> None:
        self.told.emit([*self._then, {"action": code, "settings": {}}], "")

    def _fits(self, codes: Sequence[str]) -> bool:
        return all(card.code == code for card, code in zip(self._cards, codes, strict=True))

    def _rebuild(self, codes: Sequence[str], when: str) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._cards = []
        for place, code in enumerate(codes):
            action = self._bench.plugs.rule_actions.get(code)
            card = ActionCard(self._bench, place, code, action, when)
            card.changed.connect(_Settings(self, place))
            card.dropped.connect(_Drop(self, place))
            self._cards.append(card)
            self._column.addWidget(card)

    def tell(self, place: int, settings: Plain, token: str) -> None:
        """Take what an action is told."""
        then = [*self._then]
        then[place] = {**then[place], "settings": settings}
        self.told.emit(then, f"then-{place}-{token}" if token else "")

    def drop(self, place: int) -> None:
        """Take an action out."""
        self.told.emit([one for at, one in enumerate(self._then) if at != place], "")


class _Settings:
    def __init__(self, card: ThenCard, place: int) -> None:
        self._card, self._place = card, place

    def __call__(self, settings: Plain, token: str) -> None:
        self._card.tell(self._place, settings, token)


class _Drop:
    def __init__(self, card: ThenCard, place: int) -> None:
        self._card, self._place = card, place

    def __call__(self) -> None:
        self._card.drop(self._place)


class _Insert:
    def __init__(self, area: kit.TextArea, name: str) -> None:
        self._area, self._name = area, name

    def __call__(self) -> None:
        self._area.edit.insertPlainText(self._name)
        self._area.edit.setFocus()


def flaw_said(words: Words, one: Flaw) -> str:
    """Return what is wrong, as a sentence."""
    if one.refused.code == "expression.unknown_name":  # of forms it says that no field is called so
        return words("rule_edit.unknown_fact", name=one.refused.facts["name"])
    return words.refusal(one.refused)
