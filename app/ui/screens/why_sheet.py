"""Saying why: the question, what follows, sentences to take by one tap, and lines for one's own.

Controls by name: `<name>-says-<number>` (or as `Question.tiles` names them), `<name>-why`,
on touch `<name>-why-letters`, `<name>-do`; the sheet itself is `<name>-sheet`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look

COLUMNS = 2
_WIDTH = 680


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `sayings` are reasons people give often; `needs_text` False: none is needed.

    `title` also stands on the button, whose kind is `kind`; `means` is what follows from the act,
    `label` what stands above the lines, "Reason" where empty.
    """

    name: str
    title: str
    means: str
    sayings: tuple[str, ...] = ()
    kind: str = "primary"
    needs_text: bool = True
    label: str = ""
    tiles: str = "says"


class WhySheet(kit.Sheet):
    """`given` carries the reason; it stays open until `close_sheet`, and says refusals itself.

    With `once` it closes as soon as a reason is given, and is gone once it is closed.
    """

    given = Signal(str)

    def __init__(self, look: Look, host: QWidget, asks: Question, *, once: bool = False) -> None:
        name = asks.name
        super().__init__(look, host, asks.title, name=f"{name}-sheet", side="centre", width=_WIDTH)
        self._asks, self._once = asks, once
        self._which = kit.Text(look, "", "strong", wrap=True)
        self._means = kit.Text(look, asks.means, "body", "ink2", wrap=True)
        self._note = kit.Banner(look, "warn", "", name=f"{name}-note")
        tiles = tuple(kit.Tile(str(place), text) for place, text in enumerate(asks.sayings))
        self._tiles = kit.ReasonTiles(look, tiles, name=f"{name}-{asks.tiles}", columns=COLUMNS)
        self._tiles.chosen.connect(self._take_saying)
        self._why = WhyArea(look, asks.label or look.words("why.label"), name=f"{name}-why")
        self._why.changed.connect(lambda _: self._why.fail(""))
        self._do = kit.Button(look, asks.title, name=f"{name}-do", kind=asks.kind, icon="check")
        self._do.clicked.connect(self._give)
        for part in (self._which, self._means, self._note, self._tiles, self._why):
            self.body.addWidget(part)
        self._tiles.setVisible(bool(tiles))
        self._means.setVisible(bool(asks.means))
        self.buttons.addWidget(self._do, 1)
        if once:
            self.closed.connect(self.deleteLater)

    def ask(self, which: str = "", *, note: str = "", state: str = "warn") -> None:
        """Open empty, about a thing; `note` stands above the reasons."""
        self._which.say(which)
        self._which.setVisible(bool(which))
        self._note.setVisible(bool(note))
        if note:
            self._note.say(state, note)
        self._tiles.choose("")
        self._why.put("")
        self._why.fail("")
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not, at the reason; what was typed stays."""
        self._do.busy(False)
        self._why.fail(self.look.words.refusal(refused))

    def _take_saying(self, key: str) -> None:
        self._why.put(self._asks.sayings[int(key)])

    def _give(self) -> None:
        reason = self._why.text().strip()
        if self._asks.needs_text and not reason:
            self._why.fail(self.look.words("why.missing"))
            return
        self._do.busy(True)
        if self._once:
            self.close_sheet()
        self.given.emit(reason)
