"""Says at once, on whatever screen and with a sound, that work running at this station is on hold.

It is not set to pause: nobody did that. But nothing good can be reported of it from now on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from app.kernel.words import Bilingual
from app.stations.sound import Cue, Sound
from app.ui.floor import Floor

VIEW = "production.view"


@dataclass(frozen=True, slots=True)
class HeldNow:
    """Work that runs here and a hold that stands on it."""

    hold: str
    order: str
    operation: str
    because: Bilingual


class HoldAlarms(QObject):
    """`held` carries a `HeldNow`, once for each hold and work, to who may see the shop floor."""

    held = Signal(object)

    def __init__(self, floor: Floor, sound: Sound, parent: QObject) -> None:
        super().__init__(parent)
        self._floor, self._sound = floor, sound
        self._told: Mapping[tuple[str, str, str], HeldNow] = {}
        floor.changed.connect(self.look_round)

    def look_round(self) -> None:
        """Ask for holds on running work that nobody here was told of yet."""
        session = self._floor.session
        if session is None or not session.may(VIEW):
            return
        here = self._floor.station.profile.station
        self._floor.ask(self, lambda c: _held_here(c, here), self._tell)

    def _tell(self, found: tuple[HeldNow, ...]) -> None:
        known = {(one.hold, one.order, one.operation): one for one in found}
        news = [one for key, one in known.items() if key not in self._told]
        self._told = known
        for one in news:
            self._sound.play(Cue.CALL)
            self.held.emit(one)


def _held_here(connection: Connection, station: str) -> tuple[HeldNow, ...]:
    from app.capabilities.production.holds.answers import Work
    from app.capabilities.production.holds.queries import holds_of
    from app.capabilities.production.operations.queries import running_at

    return tuple(
        HeldNow(held.hold, row.order, row.operation, held.because)
        for row in running_at(connection, station)
        for held in holds_of(
            connection, Work(row.order, row.operation, row.equipment, (row.started_at,))
        )
    )
