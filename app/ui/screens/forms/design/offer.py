"""While an expression is typed, the names it may use are offered: keys of fields, functions."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from app.kernel.expressions import FUNCTIONS

Names = Callable[[], tuple[str, ...]]
_WORD = re.compile(r"[A-Za-z_]\w*$", re.ASCII)
_MOST = 12


class NameOffer(QObject):
    """Offers names below a line. Arrows and Enter take one, Escape none; typing goes on."""

    def __init__(self, edit: QLineEdit, names: Names) -> None:
        super().__init__(edit)
        self._edit, self._names = edit, names
        self._completer: QCompleter | None = None
        edit.textEdited.connect(self._offer)

    def offered(self) -> tuple[str, ...]:
        """Return what fits the word before the cursor."""
        word = self._word()
        if not word:
            return ()
        known = (*self._names(), *sorted(FUNCTIONS))
        fitting = [name for name in known if name.startswith(word) and name != word]
        return tuple(fitting[:_MOST])

    def take(self, name: str) -> None:
        """Put a name in the place of what is begun of it."""
        at, text = self._edit.cursorPosition(), self._edit.text()
        start = at - len(self._word())
        taken = f"{name}(" if name in FUNCTIONS else name
        self._edit.setText(text[:start] + taken + text[at:])
        self._edit.setCursorPosition(start + len(taken))

    def _offer(self, _text: str) -> None:
        found = self.offered()
        if self._completer is None and not found:
            return
        completer = self._completer = self._completer or self._made()
        completer.setModel(QStringListModel(list(found), completer))
        popup = completer.popup()
        if found:
            completer.complete()
        elif popup is not None:
            popup.hide()

    def _made(self) -> QCompleter:
        """Make the list at the first word: most lines of a form are never typed into."""
        made = QCompleter(self)
        popup = QListView()
        popup.setObjectName(f"{self._edit.objectName()}-offer")
        popup.setProperty("offer", True)
        popup.setAccessibleName(self._edit.accessibleName())
        popup.setFont(self._edit.font())
        made.setPopup(popup)
        made.setWidget(self._edit)
        made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        made.activated.connect(self.take)
        return made

    def _word(self) -> str:
        found = _WORD.search(self._edit.text()[: self._edit.cursorPosition()])
        return found.group() if found is not None else ""
