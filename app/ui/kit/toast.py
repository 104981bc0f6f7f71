"""The toast: says for eight seconds what was just saved, and offers to undo it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.iconbox import IconBox
from app.ui.kit.states import STATES
from app.ui.kit.text import Text
from app.ui.theme.look import Look

SECONDS = 8
"""Long enough to read and to reach; afterwards a correction with reason is the way."""


class Toast(Card):
    """Lies over the bottom of `host`. `undone` carries the token given with the message."""

    undone = Signal(object)

    def __init__(self, look: Look, host: QWidget, *, name: str = "toast", foot: int = 0) -> None:
        """Stand over `host`, `foot` px above its lower edge: what is there stays in reach."""
        super().__init__(look, name, "toast")
        self._token: object = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._icon = IconBox(look, "circle-check", ground="", size=look.density.icon)
        self._text = Text(look, "", "strong", "surface")
        self._undo = Button(
            look, look.words("kit.undo"), name=f"{name}-undo", icon="undo-2", size="small"
        )
        self._undo.clicked.connect(self._take_back)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.space(2))
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._undo)
        self.body.addLayout(self._row)
        margin = look.space(2)
        self.body.setContentsMargins(look.space(3), margin, margin, margin)
        self._host = host
        self._foot = foot
        self.setParent(host)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, token: object = None, state: str = "ok") -> None:
        """Show `text`; with a token the person may undo for as long as it stands."""
        self._token = token
        self._text.say(text)
        self._icon.show_icon(STATES[state].icon, "top_ok" if state == "ok" else "warn_solid", "")
        self._undo.setVisible(token is not None)
        self.setAccessibleName(text)
        self.show()
        self._settle()
        self.raise_()
        self._timer.start(SECONDS * 1000)

    def stands(self) -> bool:
        """Tell whether the toast still stands and will go by itself."""
        return self._timer.isActive()

    def expire(self) -> None:
        """Take it away now, as after its eight seconds."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._settle()
        return False

    def _take_back(self) -> None:
        token = self._token
        self.expire()
        self.undone.emit(token)

    def _settle(self) -> None:
        host = self._host
        self.body.activate()  # else the size is that of the text before
        size = self.sizeHint().boundedTo(host.size())
        place = host.rect().center().x() - size.width() // 2
        below = self._host.height() - self._foot - self.look.space(4)
        self.setGeometry(place, below - size.height(), size.width(), size.height())
