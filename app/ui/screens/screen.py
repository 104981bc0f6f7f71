"""What every screen is: a page that asks, shows, and turns what people do into commands.

A screen holds no truth. It asks when it is entered and when something changed, and is thrown away
when language, theme or density is switched.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.stations.recogniser import Meaning
from app.ui.floor import Floor
from app.ui.kit import SHEET_HOST, Sheet
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: a screen by its name, and what it is about; `record` is a stream or a key."""

    screen: str
    order: str = ""
    operation: str = ""
    record: str = ""
    document: tuple[str, ...] = ()
    """Kind, code and revision of a document."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell at the foot of the window; `undo` is handed back when it is undone."""

    text: str
    state: str = "ok"
    undo: object = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a screen has just shown as saved: told after the commit, never before."""

    hashes: tuple[str, ...]
    text: str


class Screen(QWidget):
    """A page of the window. `name` is its objectName and its word in `Place`."""

    go = Signal(object)
    """A `Place`."""
    tell = Signal(object)
    """A `Notice`."""
    saved = Signal(object)
    """A `Saved`."""
    typed = Signal(str)
    """A code typed by hand, to be read as if it had been scanned."""

    def __init__(self, floor: Floor, look: Look, name: str) -> None:
        super().__init__()
        self.floor = floor
        self.look = look
        self.setObjectName(name)
        self.setProperty(SHEET_HOST, True)
        self._is_entered = False
        floor.changed.connect(self._changed)

    def enter(self, place: Place) -> None:
        """Come to the front, about `place`; the window calls it."""
        self._is_entered = True
        self.about(place)
        self.refresh()

    def leave(self) -> None:
        """Go to the back; nothing is asked until entered again, and no question stays open."""
        self._is_entered = False
        for sheet in self.findChildren(Sheet):
            sheet.close_sheet(unused=True)

    def about(self, place: Place) -> None:
        """Take note of what the screen is now about."""

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def takes(self, meaning: Meaning) -> bool:
        """Take a scan: an open sheet first, then the screen; the window calls it."""
        open_ = [sheet for sheet in self.findChildren(Sheet) if sheet.isVisibleTo(self)]
        return any(sheet.accepts(meaning) for sheet in open_) or self.accepts(meaning)

    def accepts(self, meaning: Meaning) -> bool:
        """Take a scan, or leave it to the window; raises Refused for one that is wrong here."""
        del meaning
        return False

    def undo(self, token: object) -> None:
        """Take back what a notice of this screen offered to undo."""
        del token

    def say_refused(self, refused: Refused) -> None:
        """Tell why something was refused, at the foot of the window."""
        self.tell.emit(Notice(self.look.words.refusal(refused), "fail"))

    def _changed(self, _: object) -> None:
        if self._is_entered:
            self.refresh()
