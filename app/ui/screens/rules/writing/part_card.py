"""A part of the sentence as a card: its key word, its slots, what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import Flaw


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
        teller = self._bench.teller()
        said = " ".join(flaw_said(teller, one) for one in found)
        self._flaw.say(said)
        self._flaw.setVisible(bool(said))


def flaw_said(teller: Teller, one: Flaw) -> str:
    """Return what is wrong, as a sentence."""
    if one.refused.code == "expression.unknown_name":  # of forms it says that no field is called so
        return teller.words(
            "rule_edit.unknown_fact", name=teller.told_fact(str(one.refused.facts["name"]))
        )
    return teller.refusal(one.refused)
