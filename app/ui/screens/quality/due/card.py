"""One inspection in the list of what is due: what, of what, why, how late, and the button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from app.capabilities.quality.inspections.answers import Standing
from app.ui import kit
from app.ui.screens.quality.due.facts import Line
from app.ui.screens.quality.due.words import ICONS, Said
from app.ui.theme.look import Look

_GROUNDS = {"fail": "fail_soft", "warn": "warn_soft", "hold": "hold_soft"}
_ACTS = {
    Standing.TO_BEGIN: ("begin", "play"),
    Standing.BEGUN: ("go_on", "play"),
    Standing.TO_REVIEW: ("review", "user-check"),
    Standing.TO_CONCLUDE: ("conclude", "clipboard-check"),
    Standing.TO_RELEASE: ("release", "badge-check"),
}
_BUTTON_PX = {True: 176, False: 132}
_LEAST_PX = {True: 112, False: 92}


class DueCard(kit.Card):
    """`pressed` carries the line when somebody wants to go on with it."""

    pressed = Signal(object)

    def __init__(
        self, look: Look, line: Line, said: Said, *, is_first: bool, blocked: str = ""
    ) -> None:
        super().__init__(look, f"due-{line.key[:8]}", "selected" if is_first else "plain")
        self._line, self._said = line, said
        touch = look.density.is_touch
        self._why = kit.Text(look, "", "hint", elide=True)
        self._when = kit.Text(look, "", "strong")
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        ink = said.state if said.state in _GROUNDS else "ink2"
        ground = _GROUNDS.get(said.state, "sunken")
        size = 64 if touch else 48
        box = kit.IconBox(look, ICONS[said.trigger], ink=ink, ground=ground, size=size)
        row.addWidget(box)
        row.addLayout(self._lines(), 1)
        row.addLayout(self._times())
        row.addWidget(self._button(is_first=is_first, blocked=blocked))
        edge = look.space(3)
        self.body.setContentsMargins(edge, look.space(2), edge, look.space(2))
        self.body.addLayout(row)
        self.setMinimumHeight(_LEAST_PX[touch])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.become_said(said)

    def become_said(self, said: Said) -> None:
        """Show how late it is by now; all else stays."""
        self._when.say(said.when)
        self._when.colour(said.state if said.state in ("fail", "warn") else "ink2")

    def _lines(self) -> QVBoxLayout:
        look, said = self.look, self._said
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        title = kit.Text(look, said.title, "title", elide=True)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        head.addWidget(title)
        head.addWidget(
            kit.StatusChip(look, said.state, said.chip, name="due-state", icon=said.icon)
        )
        head.addStretch()
        lines.addLayout(head)
        trigger = look.words(f"quality.trigger.{said.trigger.value}")
        about = " · ".join(one for one in (trigger, said.about) if one)
        lines.addWidget(kit.Text(look, about, "label", "ink2", elide=True))
        self._why.say(said.why)
        lines.addWidget(self._why)
        lines.addStretch()
        return lines

    def _times(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addStretch()
        self._when.setMinimumWidth(150)
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._when)
        column.addStretch()
        return column

    def _button(self, *, is_first: bool, blocked: str) -> kit.Button:
        what, icon = _ACTS.get(self._line.step, ("show", "eye"))
        made = kit.Button(
            self.look,
            self.look.words(f"due.do.{what}"),
            name=f"due-do-{self._line.key[:8]}",
            kind="primary" if is_first and not blocked else "default",
            icon=icon,
            size="normal",
        )
        made.setFixedWidth(_BUTTON_PX[self.look.density.is_touch])
        made.block(blocked)
        made.clicked.connect(self._press)
        return made

    def _press(self) -> None:
        self.pressed.emit(self._line)
