"""The sheet: lies over the page instead of a dialog, keeps the keys to itself, Esc closes it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.keypad import KEY_SCOPE
from app.ui.kit.text import Text
from app.ui.kit.toast import Toast
from app.ui.theme.look import Look

SIDES = ("bottom", "right", "centre")
SHEET_HOST = "sheetHost"
"""A page with this property is what the sheets of its controls lie over; else the window is."""


def page_of(widget: QWidget) -> QWidget:
    """Return what a sheet that `widget` opens lies over."""
    above = widget.parentWidget()
    while above is not None and not above.property(SHEET_HOST):
        above = above.parentWidget()
    return above or widget.window()


class Sheet(QWidget):
    """Put content into `body`, buttons into `buttons`, then `open`. `closed` says how it ended.

    `closed` carries True where the person went away without acting (Esc, ×, outside).
    """

    closed = Signal(bool)

    def __init__(
        self,
        look: Look,
        host: QWidget,
        title: str,
        *,
        name: str,
        side: str = "bottom",
        width: int = 560,
    ) -> None:
        super().__init__()
        self.look, self.side = look, side
        self._host, self._width = host, width
        self._before: QWidget | None = None
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty(KEY_SCOPE, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panel = Card(look, f"{name}-panel", "dialog")
        margin = look.space(4)
        self._panel.body.setContentsMargins(margin, margin, margin, margin)
        self._panel.body.setSpacing(look.space(3))
        self._title = Text(look, title, "title", elide=True)
        close = Button(look, name=f"{name}-close", kind="ghost", icon="x", size="small")
        close.say("", look.words("kit.close"))
        close.clicked.connect(self._go_away)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        self._panel.body.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.space(2))
        self._panel.body.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.space(2))
        self._panel.body.addLayout(self.buttons)
        self._panel.setParent(self)
        self.setParent(host)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the sheet and take the keys."""
        self._before = self._host.window().focusWidget()
        for toast in self._host.window().findChildren(Toast):
            toast.expire()  # it would lie over the sheet's buttons
        self._settle()
        self.show()
        self.raise_()
        self.setFocus()

    def accepts(self, meaning: object) -> bool:
        """Take what was scanned while it is open, or leave it to the page."""
        del meaning
        return False

    def close_sheet(self, *, unused: bool = False) -> None:
        """Close the sheet and give the focus back."""
        if not self.isVisibleTo(self._host):
            return
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.closed.emit(unused)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._go_away()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        if not self._panel.geometry().contains(event.position().toPoint()):
            self._go_away()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Keep Tab inside the sheet."""
        moved = super().focusNextPrevChild(forward)
        landed = self.window().focusWidget()
        if landed is not None and not self.isAncestorOf(landed):
            self.setFocus()
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize and watched is self._host and self.isVisible():
            self._settle()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("scrim"))
        painter.end()

    def _go_away(self) -> None:
        self.close_sheet(unused=True)

    def _settle(self) -> None:
        self.setGeometry(self._host.rect())
        gap = self.look.space(3)
        wide = min(self._width, self.width() - 2 * gap)
        self._panel.ensurePolished()
        needs = self._panel.sizeHint().height()
        if self._panel.hasHeightForWidth():
            needs = max(needs, self._panel.heightForWidth(wide))
        tall = min(needs, self.height() - 2 * gap)
        left, top = (self.width() - wide) // 2, self.height() - tall - gap
        if self.side == "right":
            left, top, tall = self.width() - wide - gap, gap, self.height() - 2 * gap
        elif self.side == "centre":
            top = (self.height() - tall) // 2
        self._panel.setGeometry(QRect(left, top, wide, tall))
