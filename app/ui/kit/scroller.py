"""A scroll area with nothing of its own to see; a finger drags it, a mouse wheels it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget

from app.ui.theme.look import Look


class Scroller(QScrollArea):
    """Scrolls one widget up and down; never sideways."""

    def __init__(self, look: Look, name: str = "scroller", inside: QWidget | None = None) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        if look.density.is_touch:
            QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        if inside is not None:
            self.setWidget(inside)

    def setWidget(self, inside: QWidget) -> None:  # noqa: N802  # Qt's name
        super().setWidget(inside)
        inside.setAutoFillBackground(False)
