"""The devices' panel: simulated devices in one window, to be played by hand.

    panel = DevicePanel(look, actors)
    panel.ordered.connect(...)      # an Ordered; what came of it goes back by show_obeyed

It knows no device: it tells what somebody wants.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.demo.device_card import Actor, DeviceCard, Obeyed
from app.ui.kit import Scroller
from app.ui.kit.pageheader import PageHeader
from app.ui.theme.look import Look

SIZE = (720, 800)


class DevicePanel(QWidget):
    """A card for each device. Closing it puts the devices away."""

    ordered = Signal(object)

    def __init__(self, look: Look, actors: Sequence[Actor]) -> None:
        super().__init__()
        words = look.words
        self.setObjectName("device-panel")
        self.setWindowTitle(words("panel.devices.window"))
        self.resize(*SIZE)
        self._cards = {actor.name: DeviceCard(look, actor) for actor in actors}
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(look.space(2))
        for card in self._cards.values():
            card.ordered.connect(self.ordered)
            cards.addWidget(card)
        cards.addStretch()
        page = QVBoxLayout(self)
        edge = look.space(3)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look.space(2))
        page.addWidget(PageHeader(look, words("panel.devices.title"), words("panel.devices.sub")))
        page.addWidget(Scroller(look, "devices", inside), 1)

    def show_obeyed(self, obeyed: Obeyed) -> None:
        """Show what came of an order."""
        self._cards[obeyed.name].show_obeyed(obeyed)
