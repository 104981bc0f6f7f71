"""The page on which the body of a draft is edited: what every kind of document has to offer."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.people.accounts.queries import Role
from app.ui.screens.documents.editing import Draft
from app.ui.screens.kind import Parts

AskPicture = Callable[[Callable[[str], None]], None]
"""Asks a person for a picture; hands on the name a body gives it once it is there."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What a page is made with: the draft whose `body` it edits, and what the editor can do."""

    parts: Parts
    draft: Draft
    roles: tuple[Role, ...]
    picture: AskPicture


class EditorPage(QWidget):
    """`changed` tells that the draft's body is another, `unread` what stands there and is none."""

    changed = Signal()
    unread = Signal(object)
    told = Signal(str)
    is_wide = False
    """Takes the whole page, says itself what is wrong, and has room for the document's facts."""

    bench_only = False
    """Is no page for a touch panel: there the body is structured text."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened, self.draft = opened, opened.draft
        self.look = opened.parts.look

    def take_facts(self, facts: QWidget) -> None:
        """Show what the document itself says; only a wide page is asked to."""

    def facts_changed(self) -> None:
        """Take note that code or title are others."""
