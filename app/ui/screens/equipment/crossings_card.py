"""When a machine's parameters last left their limits, and what was being made then."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.machines.answers import Crossing, Parameter
from app.ui.kit import Card, IconBox, Text
from app.ui.moments import Moments
from app.ui.screens.equipment.equipment_facts import EquipmentFacts
from app.ui.theme.look import Look


class CrossingsCard(Card):
    """A line each, the latest first."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "crossings")
        self._moments = moments
        self._shown: tuple[Crossing, ...] | None = None
        self._none = Text(look, look.words("equipment.no_crossings"), "hint", "ink2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.space(0))
        self.body.setSpacing(look.space(0))
        self.body.addWidget(Text(look, look.words("equipment.crossings"), "strong"))
        self.body.addWidget(self._none)
        self.body.addLayout(self._lines)

    def show_facts(self, facts: EquipmentFacts) -> None:
        """Show the crossings of the chosen machine."""
        if facts.crossings == self._shown:
            return
        self._shown = facts.crossings
        self._none.setVisible(not facts.crossings)
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        named = {one.parameter: one for one in facts.parameters}
        for one in facts.crossings:
            self._lines.addWidget(self._line(one, named.get(one.parameter)))

    def _line(self, one: Crossing, parameter: Parameter | None) -> QWidget:
        look, words = self.look, self.look.words
        name = one.parameter if parameter is None else str(words.of(parameter.name))
        said = words(
            "equipment.crossed", name=name, value=one.value, limit=one.limit, unit=one.unit
        )
        made = f"{one.order} {one.operation}".strip()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1))
        row.addWidget(IconBox(look, "octagon-x", ink="fail", ground="", size=look.density.icon))
        row.addWidget(Text(look, self._moments.when(one.at_ms), "hint"))
        row.addWidget(Text(look, said, "body", elide=True), 1)
        row.addWidget(Text(look, made, "code"))
        return line
