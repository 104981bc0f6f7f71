"""The devices' panel joined to the devices it plays."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from app.demo.device_card import Actor, Obeyed, Ordered
from app.demo.device_panel import DevicePanel
from app.demo.device_player import Player
from app.ui.theme.look import Look


class DeviceStage(QObject):
    """Orders go from the panel to the players; what came of them comes back as a queued signal."""

    obeyed = Signal(object)

    def __init__(self, look: Look, players: Mapping[str, Player]) -> None:
        super().__init__()
        self._players = players
        actors = [Actor(name, one.kind, one.device.address) for name, one in players.items()]
        self.panel = DevicePanel(look, actors)
        self.panel.ordered.connect(self._order)
        self.obeyed.connect(self._show)
        for player in players.values():
            player.start(self.obeyed.emit)

    def _order(self, ordered: Ordered) -> None:
        self._players[ordered.name].order(ordered.order)

    def _show(self, obeyed: Obeyed) -> None:
        self.panel.show_obeyed(obeyed)
