"""What every page of the wizard is: it asks one thing, and says whether it is answered."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.stations.bench import Binding
from app.stations.wanted import Wanted
from app.ui.theme.look import Look

Bound = Callable[[], tuple[Binding, ...]]
"""Says what is bound here, but for the role that is about to be taken over."""


class Page(QWidget):
    """`changed` when the answer is another one; `done` when the next page may follow at once."""

    changed = Signal()
    done = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)

    def enter(self, wanted: Wanted) -> None:
        """Come to the front, with what is known so far."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go to the back."""

    def chosen(self, wanted: Wanted) -> Wanted:
        """Return what is known after this page."""
        raise NotImplementedError

    def why_not(self) -> str:
        """Return the code of the sentence why nothing can follow yet; empty when it can."""
        raise NotImplementedError
