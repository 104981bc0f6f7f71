"""A station with a label printer on its bench, for tests that print."""

from pathlib import Path

from sqlalchemy import select

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.labels.jobs.tables import LabelRow
from app.journal.capability import Command
from app.journal.journal import Journal
from app.journal.rows import read
from app.kernel.clock import SystemClock
from app.kernel.words import Bilingual
from app.stations.bench import Bench
from app.stations.bound import bindings
from app.stations.identity import found
from app.stations.key_places import FileStore
from app.stations.label_writing import Press
from app.stations.printing import Spool
from app.stations.profile import FILE_NAME, DeviceLine, Profile, Purpose, write_profile
from app.stations.station import DATABASE, open_station
from drivers.links.backoff import Backoff
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.labels.factory import TEMPLATE, asked

PRINTER = "label1"
OPERATOR = "OP-01"


class PrintingStation:
    """One station at work in a folder: what it has printed survives it, as on a disk."""

    def __init__(self, folder: Path, address: str, language: str = "zpl", **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stores = (FileStore(folder / "keys", passphrase=None, machine="test-machine"),)
        is_new = not (folder / DATABASE).exists()
        line = DeviceLine(
            PRINTER, f"printer.{language}", address, settings={"poll_s": "60", **settings}
        )
        profile = Profile(
            station="S1",
            name=Bilingual("包装工位", "Packing"),
            areas=("line-1",),
            purpose=Purpose.PACKAGING,
            devices=(line,),
        )
        write_profile(folder / FILE_NAME, profile)
        if is_new:
            found(folder, "S1", stores)
        self.station = open_station(folder, stores)
        self.bench = Bench(
            bindings(profile.devices, ()),
            now_ms=self.station.clock.now_ms,
            backoff=lambda: Backoff(first_s=0.01, most_s=0.05),
        )
        self.spool = Spool(self.station, self.bench, Press(self.bench.bindings).written)
        if is_new:
            self._write(
                lambda c: put_in_force(
                    self.station.journal, c, LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE
                )
            )

    def start(self) -> None:
        self.bench.start()
        self.spool.start()

    def close(self) -> None:
        self.spool.stop()
        self.bench.stop()
        self.station.close()

    def print_labels(self, count: int = 1, **facts) -> None:
        self.do(asked(count, printer=PRINTER, **facts))

    def do(self, command: Command) -> None:
        """Carry a command out as somebody who may: who may what is not what is tested here."""
        own = self.station.journal
        journal = Journal(own.author, own.vocabulary, SystemClock(), lambda *_: True)
        self._write(lambda c: journal.carry_out(c, command, OPERATOR))

    def labels(self) -> tuple[LabelRow, ...]:
        t = LabelRow.table
        query = select(t).order_by(t.c.serial, t.c.copy_number)
        return self.station.ask(lambda c: read(c, LabelRow, query)).result(timeout=10)

    def _write(self, work) -> None:
        self.station.writer.act(work).result(timeout=10)
