"""A line of a short list: icon, title, second line, and something at its end; a press opens it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.card import TapCard
from app.ui.kit.iconbox import IconBox
from app.ui.kit.text import Text
from app.ui.theme.look import Look


class ListRow(TapCard):
    """`chosen` marks it; `end` is a chip, a count or a figure."""

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        sub: str = "",
        *,
        name: str,
        end: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, ", ".join(part for part in (title, sub) if part), "clear")
        size = 44 if look.density.is_touch else 32
        self._icon = IconBox(look, icon, size=size)
        self._title = Text(look, title, "strong", elide=True)
        self._sub = Text(look, sub, "hint", elide=True)
        self._sub.setVisible(bool(sub))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        if end is not None:
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        edge = look.space(1)
        self.body.setContentsMargins(edge + 2, edge, edge + 4, edge)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.seal()

    def say(self, title: str, sub: str = "", *, icon: str = "") -> None:
        """Show other texts."""
        self._title.say(title)
        self._sub.say(sub)
        self._sub.setVisible(bool(sub))
        if icon:
            self._icon.show_icon(icon)
        self.setAccessibleName(", ".join(part for part in (title, sub) if part))

    def mark(self, chosen: bool) -> None:
        """Show the line as chosen."""
        self.become("chosen" if chosen else "clear")
