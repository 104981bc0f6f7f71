"""When: what sets a rule off, and whether it fires each time. Controls: `rule-when`, `rule-per`."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.screens.rules.subjects import names_of, once_for
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import PER, Flaw
from app.ui.screens.rules.writing.part_card import PartCard
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices


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
        said = bench.teller().occasion_alone(when) if when else ""
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
            groups.setdefault(group, []).append(Choice(code, bench.teller().occasion_alone(code)))
        watches = [
            Choice(code, bench.teller().occasion_alone(code)) for code in bench.plugs.watches
        ]
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
            Choice(name, bench.teller().named_fact(name))
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
