"""What to scan next and what came of the last scan: waiting, accepted, rejected."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.iconbox import IconBox
from app.ui.kit.text import Text
from app.ui.theme.look import Look

ACCEPTED_MS = 1200
"""How long an accepted scan stays before the bar waits again; a rejected one stays."""

_STATES = {
    "waiting": ("accent-outline", "scan-barcode", "accent"),
    "band": ("accent", "scan-barcode", "on_accent"),
    "accepted": ("ok", "circle-check", "ok"),
    "rejected": ("fail", "octagon-x", "fail"),
}


class ScanBar(Card):
    """`by_hand` says that the person wants to type the code. `kind` bar or band (home)."""

    by_hand = Signal()

    def __init__(
        self, look: Look, title: str, sub: str = "", *, name: str = "scanbar", kind: str = "bar"
    ) -> None:
        super().__init__(look, name, "accent-outline")
        self.kind_of_bar = kind
        self._waiting = (title, sub)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.wait)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        band = kind == "band"
        self._icon = IconBox(look, "scan-barcode", ground="", size=44 if band else 34)
        self._title = Text(look, "", "title")
        self._title.setFont(look.sized(look.density.title + (5 if band else 0), 700))
        self._sub = Text(look, "", "body" if band else "hint", elide=True)
        self._hand = Button(
            look,
            look.words("kit.scan.by_hand"),
            name=f"{name}-by-hand",
            kind="on-accent" if band else "default",
            icon="keyboard" if band else "",
            size="small",
        )
        self._hand.clicked.connect(self.by_hand)
        self.setFocusProxy(self._hand)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self._hand, 0, Qt.AlignmentFlag.AlignVCenter)
        side = look.space(5) if band else look.space(3) + 2
        edge = look.space(2)
        self.body.setContentsMargins(side, edge, look.space(4) if band else edge, edge)
        self.body.addLayout(row)
        self.setMinimumHeight(108 if band else 80)
        self.wait()

    def wait_for(self, title: str, sub: str = "") -> None:
        """Wait for another code."""
        self._waiting = (title, sub)
        self.wait()

    def wait(self) -> None:
        """Show what to scan next."""
        self._timer.stop()
        self._show("band" if self.kind_of_bar == "band" else "waiting", *self._waiting)

    def accept(self, title: str, sub: str = "") -> None:
        """Show that the scan was taken; the bar waits again by itself."""
        self._show("accepted", title, sub)
        self._timer.start(ACCEPTED_MS)

    def reject(self, title: str, sub: str = "") -> None:
        """Show why the scan was refused, expected against scanned; stays until the next scan."""
        self._timer.stop()
        self._show("rejected", title, sub)

    def state(self) -> str:
        """Return waiting, accepted or rejected."""
        return self._state

    def _show(self, state: str, title: str, sub: str) -> None:
        self._state = "waiting" if state == "band" else state
        card, icon, ink = _STATES[state]
        self.become(card)
        self._icon.show_icon(icon, ink, "")
        self._title.say(title)
        self._title.colour(ink)
        self._sub.say(sub)
        self._sub.colour("on_accent2" if state == "band" else "ink2")
        self._sub.setVisible(bool(sub))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sub)
