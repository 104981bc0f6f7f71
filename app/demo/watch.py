"""What the demo panel knows of a station: what could be scanned there now, read from its database.

The stations run in processes of their own; their databases are only read, on a worker.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from app.capabilities.equipment.machines.queries import machines, served_by
from app.capabilities.equipment.machines.tables import EquipmentRow
from app.capabilities.production.progress.answers import Task
from app.stations.desk import my_tasks
from app.stations.station import DATABASE
from app.store.engine import open_reader

log = logging.getLogger(__name__)

EVERY_MS = 1_500


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be scanned at a station: its travellers, one of another station, its machines."""

    station: str
    travellers: tuple[Task, ...] = ()
    elsewhere: Task | None = None
    machines: tuple[EquipmentRow, ...] = ()


class Watch(QObject):
    """Tells `seen` a `Sight` of each station again and again, on the window's thread."""

    seen = Signal(object)

    def __init__(self, folders: Mapping[str, Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stations = tuple(folders)
        self._readers = {name: open_reader(path / DATABASE) for name, path in folders.items()}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch")
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Look at every station now; does not wait."""
        for station in self._stations:
            self._worker.submit(self._look_at, station)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._worker.shutdown(cancel_futures=True)
        for reader in self._readers.values():
            reader.dispose()

    def _look_at(self, station: str) -> None:
        others = [name for name in self._stations if name != station]
        try:
            with self._readers[station].begin() as connection:
                found = sight(connection, station, others)
        except OperationalError:  # the station has its database for itself at this moment
            log.info("watch.not_now station=%s", station)
            return
        self.seen.emit(found)


def sight(connection: Connection, station: str, others: list[str]) -> Sight:
    """Return what could be scanned at a station, as its own database knows it."""
    mine = my_tasks(connection, station)
    served = served_by(connection, station)
    foreign = (task for other in others for task in my_tasks(connection, other))
    return Sight(
        station,
        travellers=mine,
        elsewhere=next(foreign, None),
        machines=tuple(one for one in machines(connection) if one.work_centre in served),
    )
