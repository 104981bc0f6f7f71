"""The page a draft is edited on: that of its kind, else structured text."""

from collections.abc import Mapping

import msgspec
from PySide6.QtWidgets import QVBoxLayout

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.documents.editor_page import EditorPage, Opened

Pages = Mapping[str, type[EditorPage]]
"""The page of each kind of document that has one of its own."""


class TextPage(EditorPage):
    """The body as structured text. Control by name: `edit-text`."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        text = kit.TextArea(self.look, self.look.words("library.edit.as_text"), name="edit-text")
        body = msgspec.json.encode(self.draft.body)
        text.put(msgspec.json.format(body, indent=2).decode())
        text.changed.connect(self._type)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)

    def _type(self, text: str) -> None:
        """Take what was typed where it can be read; else say so, and keep the last that could."""
        try:
            body = msgspec.json.decode(text)
        except msgspec.MsgspecError as error:
            self.unread.emit(Refused("document.unreadable", why=str(error)))
            return
        if isinstance(body, dict):
            self.draft.body = body
            self.changed.emit()


def page_for(opened: Opened, pages: Pages) -> EditorPage:
    """Return the page that edits a draft."""
    page = pages.get(opened.draft.form, TextPage)
    is_touch = opened.parts.look.density.is_touch
    return TextPage(opened) if is_touch and page.bench_only else page(opened)
