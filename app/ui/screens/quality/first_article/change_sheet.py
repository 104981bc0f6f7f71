"""Somebody tells what was changed at a machine: the next piece is a first article."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.quality.plans.bodies import Arming
from app.ui import kit
from app.ui.theme.look import Look

_ICONS = {
    Arming.CHANGEOVER: "refresh-cw",
    Arming.TOOL: "wrench",
    Arming.MATERIAL: "boxes",
    Arming.REPAIR: "settings",
    Arming.PARAMETER: "sliders-horizontal",
    Arming.STOP: "pause",
    Arming.SHIFT: "users",
    Arming.ORDER: "clipboard-list",
}
TOLD = (Arming.CHANGEOVER, Arming.TOOL, Arming.MATERIAL, Arming.REPAIR, Arming.PARAMETER)
"""What people tell; orders, shifts and stops are seen by themselves."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, and its detail: which tool, which lot."""

    cause: Arming
    detail: str


class ChangeSheet(kit.Sheet):
    """`told` carries a `Change`. Controls: `change-<cause>`, `change-detail`, `change-do`."""

    told = Signal(object)

    def __init__(self, look: Look, host: QWidget, about: str, causes: tuple[Arming, ...]) -> None:
        words = look.words
        title = words("first_article.change")
        super().__init__(look, host, title, name="change-sheet", side="centre", width=680)
        tiles = tuple(
            kit.Tile(one.value, words(f"quality.arming.{one.value}"), _ICONS[one]) for one in causes
        )
        self._tiles = kit.ReasonTiles(look, tiles, name="change", columns=2)
        self._tiles.chosen.connect(self._show)
        self._detail = kit.TextArea(
            look, words("first_article.detail"), name="change-detail", lines=2
        )
        self._detail.changed.connect(self._show)
        self._do = kit.Button(
            look, words("first_article.do.ask"), name="change-do", kind="primary", icon="flag"
        )
        self._do.clicked.connect(self._give)
        self.body.addWidget(kit.Text(look, about, "strong", wrap=True))
        means = words("first_article.change_means")
        self.body.addWidget(kit.Text(look, means, "body", "ink2", wrap=True))
        self.body.addWidget(self._tiles)
        self.body.addWidget(self._detail)
        self.buttons.addWidget(self._do, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _show(self, _: object = "") -> None:
        words = self.look.words
        missing = "" if self._tiles.value() else words("first_article.cause_missing")
        if not missing and not self._detail.text().strip():
            missing = words("first_article.detail_missing")
        self._do.block(missing)

    def _give(self) -> None:
        made = Change(Arming(self._tiles.value()), self._detail.text().strip())
        self.close_sheet()
        self.told.emit(made)
