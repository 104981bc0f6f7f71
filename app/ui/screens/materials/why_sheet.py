"""Saying why: the question, what follows, sentences to take by one tap, and a line for one's own.

Controls by name: `<name>-says-<number>`, `<name>-text`, `<name>-do`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look

COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `sayings` are reasons people give often; `needs_text` False: none is needed.

    `kind` is that of the button, `means` what follows from the act.
    """

    name: str
    title: str
    means: str
    sayings: tuple[str, ...] = ()
    kind: str = "primary"
    needs_text: bool = True


class WhySheet(kit.Sheet):
    """`given` carries the reason; it stays open until `close_sheet`, and says refusals itself."""

    given = Signal(str)

    def __init__(self, look: Look, host: QWidget, asks: Question) -> None:
        name = asks.name
        super().__init__(look, host, asks.title, name=f"{name}-sheet", side="centre", width=680)
        self._asks = asks
        self._which = kit.Text(look, "", "strong", wrap=True)
        self._means = kit.Text(look, asks.means, "body", "ink2", wrap=True)
        self._note = kit.Banner(look, "warn", "", name=f"{name}-note")
        tiles = tuple(kit.Tile(str(place), text) for place, text in enumerate(asks.sayings))
        self._tiles = kit.ReasonTiles(look, tiles, name=f"{name}-says", columns=COLUMNS)
        self._tiles.chosen.connect(self._take_saying)
        self._text = kit.TextField(look, look.words("lots.why"), name=f"{name}-text")
        self._text.changed.connect(lambda _: self._text.fail(""))
        self._do = kit.Button(look, asks.title, name=f"{name}-do", kind=asks.kind, size="normal")
        self._do.clicked.connect(self._give)
        label = kit.Text(look, look.words("lots.why"), "label")
        for part in (self._which, self._means, self._note, self._tiles, label, self._text):
            self.body.addWidget(part)
        self._tiles.setVisible(bool(tiles))
        self.buttons.addWidget(self._do, 1)

    def ask(self, which: str, *, note: str = "", state: str = "warn") -> None:
        """Open empty, about a thing; `note` stands above the reasons."""
        self._which.say(which)
        self._note.setVisible(bool(note))
        if note:
            self._note.say(state, note)
        self._tiles.choose("")
        self._text.clear()
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not, at the reason."""
        self._do.busy(False)
        self._text.fail(self.look.words.refusal(refused))

    def _take_saying(self, key: str) -> None:
        self._text.fail("")
        self._text.put(self._asks.sayings[int(key)])

    def _give(self) -> None:
        self._text.take()
        reason = self._text.value()
        if self._asks.needs_text and not reason:
            self.refuse(Refused("lot.why"))
            return
        self._do.busy(True)
        self.given.emit(reason)
