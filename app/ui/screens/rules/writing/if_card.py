"""If: the condition as chips, or as the expression they write.

Controls by name: `if-mode-chips`, `if-mode-text`, `if-text`, `if-name-<fact>`, those of the rows.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.screens.rules.conditions import Group, read_conditions, write_conditions
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.checks import Flaw
from app.ui.screens.rules.writing.condition_rows import ConditionRows
from app.ui.screens.rules.writing.part_card import PartCard

CHIPS, TEXT = "chips", "text"
_LINES = 3


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
            said = f"{name} · {self._bench.teller().fact(name)}"
            made = kit.Button(look, said, name=f"if-name-{name}", kind="icon", size="small")
            made.clicked.connect(_Insert(self._text, name))
            self._flow.addWidget(made)


class _Insert:
    def __init__(self, area: kit.TextArea, name: str) -> None:
        self._area, self._name = area, name

    def __call__(self) -> None:
        self._area.edit.insertPlainText(self._name)
        self._area.edit.setFocus()
