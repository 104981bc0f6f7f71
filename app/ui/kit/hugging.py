"""Widgets exactly as high as their content needs at the width they have.

Qt's size policies cap a wrapped text at the height it had for another width; this does not.
"""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


def hugging_size(widget: QWidget) -> QSize:
    """Return the size the widget's layout needs at the widget's present width."""
    layout = widget.layout()
    if layout is None:
        return QSize()
    hint = layout.totalSizeHint()
    if not layout.hasHeightForWidth():
        return hint
    least = layout.totalMinimumSize().width()
    return QSize(hint.width(), layout.totalHeightForWidth(max(widget.width(), least)))


class HuggingWidget(QWidget):
    """A plain widget that hugs its content from above and below."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return hugging_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        layout = self.layout()
        width = layout.totalMinimumSize().width() if layout is not None else 0
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
