"""The file in hand: its name, which sheet and row the plan was found in, what was skipped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.production.plan.layout import PlanLayout
from app.capabilities.production.plan.reading import PlanReading
from app.capabilities.production.plan.sorting import SKIPPED
from app.ui import kit
from app.ui.theme.look import Look


class PlanSummary(kit.Card):
    """`change` when another file is wanted."""

    change = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "plan-summary", "sunken")
        self._name = kit.Text(look, "", "strong", elide=True)
        self._found = kit.Text(look, "", "hint", elide=True)
        self._skipped = kit.Text(look, "", "hint", elide=True)
        change = kit.Button(look, look.words("orders.import.change"), name="plan-change")
        change.clicked.connect(self.change)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for line in (self._name, self._found, self._skipped):
            lines.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(kit.IconBox(look, "file-spreadsheet", ink="ok", ground="ok_soft", size=40))
        row.addLayout(lines, 1)
        row.addWidget(change)
        self.body.addLayout(row)

    def show_file(self, name: str, layout: PlanLayout, reading: PlanReading | None) -> None:
        """Show where the plan was found, and what was left out of it."""
        words = self.look.words
        self._name.say(name)
        self._found.say(
            words("orders.import.found", sheet=layout.sheet.name, row=layout.header_row)
        )
        self._skipped.setVisible(reading is not None)
        if reading is not None:
            self._skipped.say(_left_out(self.look, reading))


def _left_out(look: Look, reading: PlanReading) -> str:
    words = look.words
    counts = ((why, reading.skipped_count(why)) for why in SKIPPED)
    said = [f"{words(f'plan.skipped.{why}')} {count}" for why, count in counts if count]
    if reading.other_plans:
        said.append(words("orders.import.other_plans", names=", ".join(reading.other_plans)))
    joined = words("orders.comma").join(said)
    return words("orders.import.skipped", what=joined) if said else ""
