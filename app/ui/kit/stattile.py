"""One figure with its label: `合格率 98.9 %`, with an icon, a state and a line below if given."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.iconbox import IconBox
from app.ui.kit.states import STATES
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class StatTile(QWidget):
    """A figure people glance at; put it into a card for a frame. `small` for header lines."""

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        unit: str = "",
        icon: str = "",
        small: bool = False,
    ) -> None:
        super().__init__()
        self.look, self._label_text, self._unit_text = look, label, unit
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._value = Text(look, "", "title" if small else "number")
        if small:
            self._value.setFont(look.sized(look.density.title - 1, 600))
        self._unit = Text(look, unit, "hint")
        self._sub = Text(look, "", "hint", elide=True)
        self._state = IconBox(look, "circle-check", ground="", size=look.density.icon_small + 2)
        self._state.hide()
        self._sub.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head(label, icon))
        figure = QHBoxLayout()
        figure.setSpacing(6)
        figure.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addStretch()
        column.addLayout(figure)
        column.addWidget(self._sub)

    def show_value(self, value: str, sub: str = "", *, state: str = "") -> None:
        """Show a figure, a line below it, and the shape of a state beside the label."""
        self._value.say(value)
        self._sub.say(sub)
        self._sub.setVisible(bool(sub))
        self._state.setVisible(bool(state))
        if state:
            self._state.show_icon(STATES[state].icon, STATES[state].ink, "")
        said = (self._label_text, value, self._unit_text, sub)
        self.setAccessibleName(" ".join(part for part in said if part))

    def colour(self, role: str) -> None:
        """Write the figure in the colour of `role`."""
        self._value.colour(role)

    def _head(self, label: str, icon: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if icon:
            row.addWidget(IconBox(self.look, icon, ground="", size=self.look.density.icon_small))
        row.addWidget(Text(self.look, label, "hint", "ink2"))
        row.addWidget(self._state)
        row.addStretch(1)
        return row
