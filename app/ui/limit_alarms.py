"""Says at once, on whatever screen, that a machine of this station has left a limit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from app.kernel.words import Bilingual
from app.ui.floor import Floor

if TYPE_CHECKING:  # no login waits for equipment
    from app.capabilities.equipment.machines.answers import Crossing

RECENT_MS = 2 * 60_000
"""What is older is no news: it stands on the equipment screen."""


@dataclass(frozen=True, slots=True)
class CrossedNow:
    """A limit that was just crossed, and what people call the parameter."""

    crossing: "Crossing"
    name: Bilingual


class LimitAlarms(QObject):
    """`crossed` carries a `CrossedNow`, once each, to who may see equipment."""

    crossed = Signal(object)

    def __init__(self, floor: Floor, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor
        self._told: set[Crossing] = set()
        floor.changed.connect(self._look_round)

    def _look_round(self) -> None:
        from app.capabilities.equipment.machines.commands import VIEW

        session = self._floor.session
        if session is None or not session.may(VIEW):
            return
        station = self._floor.station
        here, since_ms = station.profile.station, station.clock.now_ms() - RECENT_MS
        self._floor.ask(self, lambda c: _recent(c, here, since_ms), self._tell)

    def _tell(self, found: tuple[CrossedNow, ...]) -> None:
        news = [one for one in found if one.crossing not in self._told]
        self._told = {one.crossing for one in found}
        for one in news:
            self.crossed.emit(one)


def _recent(connection: Connection, station: str, since_ms: int) -> tuple[CrossedNow, ...]:
    from app.capabilities.equipment.machines.queries import crossed_at, parameter

    each = []
    for one in crossed_at(connection, station, since_ms):
        known = parameter(connection, one.equipment, one.parameter)
        name = known.name if known else Bilingual(one.parameter, one.parameter)
        each.append(CrossedNow(one, name))
    return tuple(each)
