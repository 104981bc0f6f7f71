"""Then: what follows, one card for each action. Controls: `then-add`, those of the cards."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import kit
from app.ui.screens.rules.writing.action_card import ActionCard, Plain
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import Flaw
from app.ui.screens.rules.writing.part_card import PartCard, flaw_said
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices


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

    def show_flaws(self, found: Sequence[Flaw]) -> None:
        """Say at each action what is wrong with it."""
        teller = self._bench.teller()
        self.say_flaws([one for one in found if one.at < 0])
        for at, card in enumerate(self._cards):
            own = next((one for one in found if one.at == at), None)
            card.show_flaw("" if own is None else flaw_said(teller, own))

    def ask_new(self) -> None:
        """Ask what else follows; what the occasion gives nothing for says so."""
        bench, words = self._bench, self._bench.look.words
        facts, held = bench.facts(self._when), {one.get("action") for one in self._then}
        choices = []
        for code, action in bench.plugs.rule_actions.items():
            lacking = next((one for one in action.needs if one not in facts), "")
            blocked = words("rule_edit.needs", what=bench.teller().fact(lacking)) if lacking else ""
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
