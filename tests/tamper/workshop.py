"""A real server and a station made by real acts, to be tampered with: copied, opened, verified."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.__main__ import main
from app.capabilities.sites.commands import DefineArea
from app.journal.chain import roll
from app.kernel.clock import Clock, SystemClock
from app.kernel.words import Bilingual
from app.stations.joining import join
from app.stations.key_places import FILE_NAME, FileStore, machine_id
from app.stations.line import Line
from app.stations.profile import Profile, Purpose
from app.stations.station import DATABASE, Station, open_station
from app.sync.transport import Server
from tests.server.live import ADMIN, Heard, LiveServer

NAME = Bilingual("加工", "Machining")


def stores(folder: Path, passphrase: str | None = None):
    """Return a file for keys, bound to this machine where no passphrase guards it: that is fast."""
    return (FileStore(folder / FILE_NAME, passphrase=passphrase, machine=machine_id()),)


def enrolled(server: LiveServer, station: str, folder: Path, passphrase: str | None = None) -> Path:
    """Enrol a station in `folder`, for the first time or anew."""
    profile = Profile(
        station=station, name=NAME, purpose=Purpose.OPERATOR, areas=(), server=server.url
    )
    join(folder, profile, server.ticket(station), stores(folder, passphrase), SystemClock())
    return folder


class AtWork:
    """An opened station; `in_step` exchanges until nothing is left to send or to fetch."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.heard = Heard()
        self.line: Line | None = None

    def act(self, *names: str) -> None:
        """Define areas: an act of an administrator, as real as any."""
        journal = self.station.journal
        for name in names:
            do = partial(journal.carry_out, command=DefineArea(area=name, name=NAME), actor=ADMIN)
            self.station.writer.act(do).result()

    def in_step(self) -> None:
        self._exchange()
        assert self.line is not None
        for _ in range(2):  # the first round may have begun before we asked
            before = self.line.status.rounds
            self.line.retry()
            self.heard.wait_for(lambda s, n=before: s.rounds > n and not s.code)
        self.heard.wait_for(lambda s: s.state == "synced")

    def blocked(self) -> None:
        """Exchange until the server has said that this station's key counts no more."""
        self._exchange()
        self.heard.wait_for(lambda s: s.code == "sync.key_revoked" and s.quarantined)

    def _exchange(self) -> None:
        if self.line is None:
            self.line = Line(self.station, Server(self.station.profile.server))
            self.line.listen(self.heard)
            self.line.start()

    def ask(self, query):
        return self.station.ask(query).result()

    def close(self) -> None:
        if self.line is not None:
            self.line.close()
        self.station.close()


@contextmanager
def at_work(
    folder: Path, clock: Clock | None = None, passphrase: str | None = None
) -> Iterator[AtWork]:
    """Open a station, and close it again."""
    opened = AtWork(open_station(folder, stores(folder, passphrase), clock=clock))
    try:
        yield opened
    finally:
        opened.close()


def copied(folder: Path, to: Path) -> Path:
    """Copy a station's folder, as a backup, an imaging tool or a thief does."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("ballast.bin"))
    return to


def verified(folder: Path, capsys, *options: str) -> tuple[int, list[dict[str, Any]], list[str]]:
    """Run `lineside journal verify`; return its status, problems, and what it did not check."""
    capsys.readouterr()
    status = main(["journal", "verify", str(folder), "--json", *options])
    answer = json.loads(capsys.readouterr().out)
    return status, answer["problems"], answer["not_checked"]


class Forger:
    """Somebody with the disk, all of SQLite, our source, and no key."""

    def __init__(self, folder: Path, database: str = DATABASE) -> None:
        self._database = sqlite3.connect(folder / database)
        for trigger in ("event_is_never_changed", "event_is_never_deleted"):
            self._database.execute(f"DROP TRIGGER IF EXISTS {trigger}")

    def __enter__(self) -> "Forger":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.commit()
        self._database.close()

    def do(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(statement, values).fetchall()

    def own(self) -> list[tuple[int, str, int, bytes]]:
        """Return the station's own events: ordinal, hash, seq, bytes."""
        return self.do(
            "SELECT ordinal, hash, seq, bytes FROM event WHERE chain ="
            " (SELECT CAST(value AS TEXT) FROM local WHERE shelf = 'chain' AND key = 'own')"
            " ORDER BY seq"
        )

    def renumber(self, at: int, by: int) -> None:
        """Make room at an ordinal, or close the gap there."""
        self.do("UPDATE event SET ordinal = -ordinal WHERE ordinal >= ?", at)
        self.do("UPDATE event SET ordinal = -ordinal + ? WHERE ordinal < 0", by)

    def roll_anew(self) -> None:
        """Compute the order of arrival anew, so that it fits what stands here now."""
        arrival = ""
        for ordinal, name in self.do("SELECT ordinal, hash FROM event ORDER BY ordinal"):
            arrival = roll(arrival, name)
            self.do("UPDATE event SET arrival = ? WHERE ordinal = ?", arrival, ordinal)

    def compute_anew(self, seq: int, old: bytes, new: bytes) -> None:
        """Change event `seq` of the own chain, and every hash after it so that all fits again."""
        renamed: dict[bytes, bytes] = {}
        for ordinal, name, at, data in self.own():
            if at == seq:
                assert old in data
                data = data.replace(old, new)
            for before, after in renamed.items():
                data = data.replace(before, after)
            fresh = sha256(data).hexdigest()
            if fresh != name:
                renamed[name.encode()] = fresh.encode()
                facts = (fresh, data, ordinal)
                self.do("UPDATE event SET hash = ?, bytes = ? WHERE ordinal = ?", *facts)
                self.do("UPDATE receipt SET hash = ? WHERE hash = ?", fresh, name)
        self.roll_anew()
