"""A search field with its icon."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.theme.look import Look


class SearchBox(QWidget):
    """`searched` carries the word at each change."""

    searched = Signal(str)

    def __init__(self, look: Look, placeholder: str, *, name: str = "search") -> None:
        super().__init__()
        self.look = look
        self.setObjectName(f"{name}-box")
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(placeholder or look.words("kit.search"))
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFont(look.font("label", 400))
        self.edit.setClearButtonEnabled(True)
        self.edit.setFixedHeight(max(38, look.density.target))
        self.edit.addAction(
            QIcon(look.icon("search", "ink3", 18)), QLineEdit.ActionPosition.LeadingPosition
        )
        self.edit.textChanged.connect(self.searched)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setMinimumWidth(220)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(272, self.edit.height())
