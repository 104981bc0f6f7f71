"""One firing: when, what about, because of what, what came of it and what could not be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.rules.firings.answers import Firing
from app.capabilities.rules.firings.events import Undone
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.rules.about import about, place_of
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.wording import lowered
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

NCRS = "nonconformances"
"""The screen that shows what a firing opened."""


class FiringCard(kit.Card):
    """Its buttons are `firing-open-` and `firing-ncr-<first signs of the key>`."""

    def __init__(
        self,
        look: Look,
        moments: Moments,
        teller: Teller,
        firing: Firing,
        go: Callable[[Place], None],
        ncr: str = "",
    ) -> None:
        """`ncr` is the number of the nonconformance it opened, where the asker may see it."""
        short = firing.key[:8]
        super().__init__(look, f"firing-{short}", "ground")
        self.hug()
        self._teller, self._firing = teller, firing
        words = look.words
        self.body.setSpacing(look.space(1))
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        said = about(words, teller.names, firing.matter)
        lines.addWidget(kit.Text(look, said, "strong", wrap=True))
        lines.addWidget(kit.Text(look, self._when(moments), "hint", wrap=True))
        head.addLayout(lines, 1)
        if ncr:
            see = kit.Button(
                look, ncr, name=f"firing-ncr-{short}", icon="circle-alert", size="small"
            )
            see.clicked.connect(_Go(go, Place(NCRS, record=firing.key)))
            head.addWidget(see, 0, Qt.AlignmentFlag.AlignTop)
        place = place_of(firing.matter)
        if place is not None:
            button = kit.Button(
                look, words("rule_book.open"), name=f"firing-open-{short}", size="small"
            )
            button.setAccessibleName(words("rule_book.open_said", what=said))
            button.clicked.connect(_Go(go, place))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        if firing.because:
            self.body.addLayout(self._line("info", "ink3", teller.because(firing.because), "ink2"))
        self.body.addWidget(self._did(look))
        for one in firing.undone:
            self.body.addLayout(self._line("triangle-alert", "warn", self._undone(one), "warn"))

    def _when(self, moments: Moments) -> str:
        firing, words = self._firing, self.look.words
        station = self._teller.names.say(words, "station", firing.station)
        parts = [
            moments.when(firing.at_ms),
            words("rule_book.at_station", station=station),
            words("rule_book.by_revision", revision=firing.revision),
        ]
        if firing.again:
            parts.append(words("rule_book.again", n=firing.again + 1))
        return " · ".join(parts)

    def _did(self, look: Look) -> QWidget:
        holder = QWidget()
        flow = kit.Flow(holder, look.space(1))
        for code in self._firing.actions:
            said = self._teller.action(code)
            flow.addWidget(kit.StatusChip(look, "ok", said, name="firing-did", icon="check"))
        holder.setVisible(bool(self._firing.actions))
        return holder

    def _undone(self, one: Undone) -> str:
        words = self.look.words
        why = self._teller.refusal(Refused(one.code, **one.gaps))
        action = lowered(self._teller.action(one.action))
        return words("rule_book.undone", action=action, why=why)

    def _line(self, icon: str, ink: str, text: str, colour: str) -> QHBoxLayout:
        look = self.look
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        size = look.density.icon_small
        box = kit.IconBox(look, icon, ink=ink, ground="", size=size)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(kit.Text(look, text, "body", colour, wrap=True), 1)
        return row


class _Go:
    def __init__(self, go: Callable[[Place], None], place: Place) -> None:
        self._go, self._place = go, place

    def __call__(self) -> None:
        self._go(self._place)
