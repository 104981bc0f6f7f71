"""What becomes of a scan: the screen in front takes it, or the window acts on it itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.kernel.refused import Refused
from app.stations.bench import Scan
from app.stations.recogniser import (
    Badge,
    EquipmentLabel,
    LeaseCode,
    Meaning,
    OperationTraveller,
    OrderTraveller,
    recognise,
    refusal,
)
from app.stations.sound import Cue, Sound
from app.ui.floor import Floor
from app.ui.screens.screen import Place, Screen

if TYPE_CHECKING:
    from app.capabilities.production.progress.answers import Task


class ScanDesk(QObject):
    """Reads scans for one window. Every scan ends in a place, a badge, or a refusal, with sound."""

    go = Signal(object)
    """A `Place`."""
    badge = Signal(str)
    """The code of a badge nobody in front took."""
    lease = Signal(str)
    """The text of a lease; it needs nobody in front."""
    refused = Signal(object)
    """A `Refused`; stays in sight until the next scan."""
    taken = Signal()
    """The last refusal is answered."""

    def __init__(self, floor: Floor, sound: Sound, parent: QObject) -> None:
        super().__init__(parent)
        self._floor, self._sound = floor, sound

    def read(self, scan: Scan, front: Screen) -> None:
        """Find out what a scan means here, and see to it."""
        self._floor.station.sessions.touch()
        meaning = recognise(scan)
        try:
            taken = front.takes(meaning)
        except Refused as refused:
            self.refuse(refused)
            return
        if taken:
            self._take()
        else:
            self._act(meaning)

    def refuse(self, refused: Refused) -> None:
        """Say no, aloud."""
        self._sound.play(Cue.REFUSED)
        self.refused.emit(refused)

    def _act(self, meaning: Meaning) -> None:
        useless = refusal(meaning)
        if useless is not None:
            self.refuse(useless)
        elif isinstance(meaning, Badge):
            self._take()
            self.badge.emit(meaning.code)
        elif isinstance(meaning, LeaseCode):
            self._take()
            self.lease.emit(meaning.text)
        elif self._floor.session is None:
            self.refuse(Refused("login.nobody_in_front"))
        else:
            self._find(meaning)

    def _find(self, meaning: Meaning) -> None:
        from app.stations import desk  # all of production: no login waits for it

        station = self._floor.station.profile.station
        match meaning:
            case OperationTraveller(order=order, operation=operation):
                self._floor.ask(
                    self,
                    lambda c: desk.whose_operation(c, station, order, operation),
                    self._found,
                )
            case OrderTraveller(order=order):
                self._floor.ask(self, lambda c: desk.whose_order(c, station, order), self._found)
            case EquipmentLabel(code=code):
                self.refuse(Refused("desk.no_use_for_equipment", equipment=code))
            case _:
                self.refuse(Refused("desk.no_use_here"))

    def _found(self, found: "Task | Refused") -> None:
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self._take()
        self.go.emit(Place("execute", found.order, found.operation))

    def _take(self) -> None:
        self._sound.play(Cue.OK)
        self.taken.emit()
