"""How old this station's list of holds is, in words: what was held elsewhere since is unknown."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.holds.answers import Freshness, ListAge
from app.ui.kit import IconBox, Text
from app.ui.screens.production.holds.words import age_said
from app.ui.theme.look import Look

_INKS = {Freshness.OLD: "fail", Freshness.AGEING: "warn"}


class HoldsLine(QWidget):
    """Hidden where there is no server to hear of; on a touch panel, that is narrow, while fresh."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("holds-line")
        self._look = look
        self._said = Text(look, "", "label", "ink", elide=True)
        self._how = Text(look, "", "hint", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._said)
        lines.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addWidget(IconBox(look, "hand", ground="", size=22 if look.density.is_touch else 36))
        row.addLayout(lines, 1)
        self._how.setVisible(not look.density.is_touch)  # there the screen of holds says it
        self.hide()

    def show_age(self, age: ListAge) -> None:
        """Say how old it is and what follows."""
        title, text = age_said(self._look.words, age)
        self._said.say(title)
        self._said.colour(_INKS.get(age.freshness, "ink"))
        self._how.say(text)
        self.setAccessibleName(f"{title}. {text}")
        is_news = not self._look.density.is_touch or age.freshness in _INKS
        self.setVisible(age.has_server and is_news)
