"""The equipment as tiles: shape, word and colour of its state, since when and why.

Tiles by name: `machine-<code>`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.machines.answers import EquipmentNow
from app.ui.kit import Card, CountBadge, ListRow, Scroller, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.equipment.equipment_facts import EquipmentFacts
from app.ui.screens.equipment.states import since, state_look, state_word
from app.ui.theme.look import Look


class MachineList(Card):
    """`chosen` carries the code of a machine."""

    chosen = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "machine-list")
        self._moments = moments
        self._shown: tuple[EquipmentNow, ...] | None = None
        self._rows: dict[str, ListRow] = {}
        self._badge = CountBadge(look, "", name="machines-running", icon="circle-play")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0))
        head = QHBoxLayout()
        head.addWidget(Text(look, look.words("equipment.nav"), "title"), 1)
        head.addWidget(self._badge)
        self.body.addLayout(head)
        self.body.addWidget(Scroller(look, "machines", inside), 1)

    def show_facts(self, facts: EquipmentFacts) -> None:
        """Show the machines, one of them chosen."""
        if facts.machines != self._shown:
            self._shown = facts.machines
            self._rebuild(facts)
        running = sum(one.state == "running" for one in facts.machines)
        whole = len(facts.machines)
        self._badge.say(self.look.words("equipment.running", n=running, all=whole))
        chosen = facts.chosen.equipment if facts.chosen else ""
        for code, row in self._rows.items():
            row.mark(code == chosen)

    def _rebuild(self, facts: EquipmentFacts) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = {}
        for place, one in enumerate(facts.machines):
            if place == facts.here and 0 < facts.here < len(facts.machines):
                self._column.addWidget(Text(self.look, self.look.words("equipment.others"), "hint"))
            row = self._rows[one.equipment] = self._row(one)
            self._column.addWidget(row)
        self._column.addStretch()

    def _row(self, one: EquipmentNow) -> ListRow:
        look, words = self.look, self.look.words
        state, icon = state_look(one.state)
        chip = StatusChip(look, state, state_word(words, one.state), icon=icon)
        row = ListRow(
            look,
            "activity",
            f"{one.equipment} {words.of(one.name)}",
            since(words, self._moments, one),
            name=f"machine-{one.equipment}",
            end=chip,
        )
        row.clicked.connect(lambda: self.chosen.emit(one.equipment))
        return row
