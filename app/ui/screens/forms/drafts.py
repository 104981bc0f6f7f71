"""What stands half typed in a form: kept at once, brought back when the form is opened again."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from app.ui.drafts import Drafts
from app.ui.screens.forms.fields.control import Typed


class FormDrafts(QObject):
    """The half-typed texts of one form, by path."""

    def __init__(self, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._key = ""
        self.texts: dict[str, str] = {}

    def open(self, key: str, then: Callable[[dict[str, str]], None]) -> None:
        """Ask for what was kept under a key; `then` is given the texts by path."""
        self._key, self.texts = key, {}

        def read(data: bytes | None) -> None:
            if self._key == key:
                self.texts = _decoded(data) | self.texts  # what is typed meanwhile is the newer
                then(dict(self.texts))

        self._drafts.get(self, key, read)

    def note(self, typed: Typed) -> None:
        """Keep what stands half typed at a place, or forget it where it is empty."""
        if typed.text:
            self.texts[typed.path] = typed.text
        else:
            self.texts.pop(typed.path, None)
        self._keep()

    def taken(self, paths: tuple[str, ...]) -> None:
        """Forget what was typed at places whose value is on disk now."""
        if any(self.texts.pop(path, None) is not None for path in paths):
            self._keep()

    def _keep(self) -> None:
        if not self._key:
            return
        if self.texts:
            self._drafts.put(self._key, msgspec.json.encode(self.texts))
        else:
            self._drafts.drop(self._key)


def _decoded(data: bytes | None) -> dict[str, str]:
    """Return kept texts; none where nothing was kept, or it cannot be read any more."""
    if not data:
        return {}
    try:
        return msgspec.json.decode(data, type=dict[str, str])
    except msgspec.MsgspecError:
        return {}
