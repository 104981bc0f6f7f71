"""Labels by role: hint code body figures strong label title page number big."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.look import Look

_COLOURS = {"hint": "ink3", "code": "ink3", "body": "ink", "label": "ink2"}


class Text(QLabel):
    """A text in one of the roles; `wrap` for sentences, `elide` for data of any length."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        colour: str = "",
        *,
        wrap: bool = False,
        elide: bool = False,
    ) -> None:
        super().__init__()
        self.look = look
        self.elides = elide
        self._full = self._role = ""
        # inside a tap card Qt would else take the button's colour role
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        elif wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.say(text)
        self.colour(colour or _COLOURS.get(role, "ink"))

    def say(self, text: str) -> None:
        """Show `text`."""
        self._full = text
        self.setAccessibleName(text)
        self._show_fitting()

    def full(self) -> str:
        """Return the whole text, also where the screen shows it shortened."""
        return self._full

    def colour(self, role: str) -> None:
        """Write in the colour of `role`."""
        self._role, self._is_recoloured = role, bool(self._role)
        made = QPalette(self.palette())
        made.setColor(QPalette.ColorRole.WindowText, self.look.colour(role))
        self.setPalette(made)

    def aligned(self, align: Qt.AlignmentFlag) -> "Text":
        """Set the alignment and return the label, for use while building."""
        self.setAlignment(align)
        return self

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        if self._is_recoloured:  # Qt's style sheets bring the first colour back with a new parent
            self.colour(self._role)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._show_fitting()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self.elides else hint

    def _show_fitting(self) -> None:
        if not self.elides:
            self.setText(self._full)
            return
        shown = QFontMetrics(self.font()).elidedText(
            self._full, Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
