"""The banner: stays in the page and says what happened, what is already safe, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.card import Card
from app.ui.kit.iconbox import IconBox
from app.ui.kit.states import STATES
from app.ui.kit.text import Text
from app.ui.theme.look import Look

_CARDS = {"running": "accent-soft", "todo": "off", "offline": "off"}


class Banner(Card):
    """Soft in the colour of `state`; `add` puts buttons below the text."""

    def __init__(
        self,
        look: Look,
        state: str,
        title: str,
        text: str = "",
        *,
        name: str = "banner",
        icon: str = "",
    ) -> None:
        super().__init__(look, name, _CARDS.get(state, state))
        self.hug()
        self._icon = IconBox(look, "info", ground="", size=look.density.icon + 2)
        self._title = Text(look, "", "strong", wrap=True)
        self._text = Text(look, "", "hint", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        self.body.addLayout(head)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(look.space(1))
        self.body.addLayout(self._actions)
        self.say(state, title, text, icon=icon)

    def say(self, state: str, title: str, text: str = "", *, icon: str = "") -> None:
        """Say something else; the state gives colour and shape."""
        self.become(_CARDS.get(state, state))
        made = STATES[state]
        self._icon.show_icon(icon or made.icon, made.ink, "")
        self._title.say(title)
        self._title.colour(made.ink)
        self._text.say(text)
        self._text.colour("ink2")
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add(self, action: QWidget) -> None:
        """Put a button below the text."""
        self._actions.addWidget(action, 1)
