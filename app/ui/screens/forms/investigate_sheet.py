"""A failed result is investigated before anything is tested again (CN-18): finding and cause."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.filling.events import Finding
from app.ui import kit
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look

FINDINGS: tuple[Finding, ...] = ("test_deviated", "confirmed")
_ICONS = {"test_deviated": "rotate-ccw", "confirmed": "octagon-x"}


@dataclass(frozen=True, slots=True)
class Found:
    """What an investigation of a place came to."""

    path: str
    finding: Finding
    cause: str


class InvestigateSheet(kit.Sheet):
    """`found` carries a `Found`. Controls: `finding-<finding>`, `finding-cause`, `finding-do`."""

    found = Signal(object)

    def __init__(self, look: Look, host: QWidget, path: str, about: str) -> None:
        words = look.words
        title = words("fill.offer.investigate")
        super().__init__(look, host, title, name="investigate", side="centre", width=680)
        self._path = path
        self.body.addWidget(kit.Text(look, about, "body", "ink2", wrap=True))
        tiles = tuple(kit.Tile(one, words(f"forms.finding.{one}"), _ICONS[one]) for one in FINDINGS)
        self._finding = kit.ReasonTiles(look, tiles, name="finding", columns=1)
        self._finding.chosen.connect(self._show)
        self._cause = WhyArea(look, words("fill.cause"), name="finding-cause")
        self._cause.changed.connect(self._show)
        self._do = kit.Button(
            look, words("fill.note_finding"), name="finding-do", kind="primary", icon="check"
        )
        self._do.clicked.connect(self._give)
        self.body.addWidget(self._finding)
        self.body.addWidget(self._cause)
        self.buttons.addWidget(self._do, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _show(self, _: str = "") -> None:
        words = self.look.words
        missing = ""
        if not self._finding.value():
            missing = words("fill.finding_missing")
        elif not self._cause.text().strip():
            missing = words("fill.cause_missing")
        self._do.block(missing)

    def _give(self) -> None:
        finding = next(one for one in FINDINGS if one == self._finding.value())
        made = Found(self._path, finding, self._cause.text().strip())
        self.close_sheet()
        self.found.emit(made)
