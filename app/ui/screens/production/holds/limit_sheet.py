"""How old a list of holds may be for work to begin: a few tiles, and why.

Controls by name: `hold-limit-<hours>`, `hold-limit-why`, `hold-limit-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.sites.commands import SetHoldPolicy
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.production.holds.words import hours_said
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look

CHOICES = (0, 8, 24, 72, 168, 336)
"""Hours; 0 for any age."""
_WIDTH = 680


class LimitSheet(kit.Sheet):
    """`given` carries the command; it stays open until `close_sheet`, and says refusals itself."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        title = words("holds.limit_title")
        super().__init__(look, host, title, name="hold-limit-sheet", side="centre", width=_WIDTH)
        self._tiles = kit.ReasonTiles(look, _tiles(look), name="hold-limit", columns=3)
        self._why = WhyArea(look, words("holds.limit_why"), name="hold-limit-why")
        self._do = kit.Button(
            look, words("holds.limit_do"), name="hold-limit-do", kind="primary", icon="check"
        )
        self._do.clicked.connect(self._give)
        self._why.changed.connect(lambda _: self._why.fail(""))
        for part in (
            kit.Text(look, words("holds.limit_means"), "body", "ink2", wrap=True),
            self._tiles,
            self._why,
        ):
            self.body.addWidget(part)
        self.buttons.addWidget(self._do, 1)

    def ask(self, hours: int) -> None:
        """Open with the limit that holds now."""
        self._tiles.choose(str(hours))
        self._why.put("")
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why it was not set; what was typed stays."""
        self._do.busy(False)
        self._why.fail(self.look.words.refusal(refused))

    def _give(self) -> None:
        self._do.busy(True)
        hours = int(self._tiles.value() or 0)
        self.given.emit(SetHoldPolicy(hours=hours, why=self._why.text()))


def _tiles(look: Look) -> tuple[kit.Tile, ...]:
    return tuple(
        kit.Tile(str(hours), _said(look, hours), "timer" if hours else "circle-slash")
        for hours in CHOICES
    )


def _said(look: Look, hours: int) -> str:
    return hours_said(look.words, hours) if hours else look.words("holds.limit_any")
