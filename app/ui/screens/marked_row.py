"""The line of a list that is in front beside it: brought into sight once, then left where it is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from app.ui.kit import DataTable


class MarkedRow(QObject):
    """`mark` after each showing of the list; a list a person has scrolled stays where it is."""

    def __init__(self, table: DataTable[Any]) -> None:
        super().__init__(table)
        self._table = table
        self._shown = ""
        self._later = QTimer(self, singleShot=True, interval=0)  # once the list has its height
        self._later.timeout.connect(self._bring)
        table.view.viewport().installEventFilter(self)

    def mark(self, names: Sequence[str], name: str, scrolled: int) -> None:
        """Mark `name` among the lines' `names`; `scrolled` is how far the list was scrolled."""
        view = self._table.view
        if name in names:
            view.selectRow(names.index(name))
        if name in names and name != self._shown:
            self._shown = name
            self._later.start()
        elif not self._later.isActive():
            view.verticalScrollBar().setValue(scrolled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize:  # the list got lower: the line stays in sight
            self._later.start()
        return super().eventFilter(watched, event)

    def _bring(self) -> None:
        self._table.view.scrollTo(self._table.view.currentIndex())
