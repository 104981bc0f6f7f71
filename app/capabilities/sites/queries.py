"""How areas and stations stand."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.capabilities.sites.tables import (
    AreaRow,
    ChainRow,
    ClockJumpRow,
    ForkRow,
    RollbackRow,
    StationKeyRow,
    StationRow,
)
from app.journal.rows import read
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the plant."""

    area: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the plant. `public_key` (hex) is empty once it is revoked."""

    station: str
    name: Bilingual
    purpose: str
    areas: tuple[str, ...]
    public_key: str
    enrolled_at_ms: int
    revoked_at_ms: int | None
    revoked_why: str

    @property
    def is_enrolled(self) -> bool:
        """Tell whether the station has a key that counts."""
        return self.public_key != ""


@dataclass(frozen=True, slots=True)
class Fork:
    """A station's disk was restored or cloned: from event `seq` on its chain goes two ways."""

    station: str
    chain: str
    seq: int
    seen_at_ms: int


@dataclass(frozen=True, slots=True)
class ClockJump:
    """A station's clock showed `to_ms` where `from_ms` was due; both ms since 1970 UTC."""

    station: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Rollback:
    """A station's disk was an older copy: its chain ended at `seq`, on the server at `held_seq`."""

    station: str
    seq: int
    held_seq: int
    seen_at_ms: int


@dataclass(frozen=True, slots=True)
class Continued:
    """A station enrolled anew goes on in `chain` from event `seq` of `parent`."""

    station: str
    chain: str
    parent: str
    seq: int
    since_ms: int


def areas(connection: Connection) -> tuple[Area, ...]:
    """Return every area, by code."""
    table = AreaRow.table
    rows = read(connection, AreaRow, select(table).order_by(table.c.area))
    return tuple(Area(row.area, Bilingual(row.name_zh, row.name_en)) for row in rows)


def stations(connection: Connection) -> tuple[Station, ...]:
    """Return every station, revoked ones too, by name."""
    table = StationRow.table
    rows = read(connection, StationRow, select(table).order_by(table.c.station))
    return tuple(_station(row) for row in rows)


def station(connection: Connection, station: str) -> Station | None:
    """Return one station, or None where none of that name was ever enrolled."""
    table = StationRow.table
    query = select(table).where(table.c.stream == f"station/{station}")
    return next((_station(row) for row in read(connection, StationRow, query)), None)


def is_key_known(connection: Connection, public_key: str) -> bool:
    """Tell whether any station has or had this key: a key belongs to one station, once."""
    table = StationKeyRow.table
    query = select(table.c.public_key).where(table.c.public_key == public_key).limit(1)
    return connection.execute(query).first() is not None


def keys_of(connection: Connection, station: str) -> tuple[tuple[str, bool], ...]:
    """Return every key a station has or had (hex), and whether it is revoked."""
    table = StationKeyRow.table
    query = (
        select(table.c.public_key, table.c.revoked)
        .where(table.c.stream == f"station/{station}")
        .order_by(table.c.public_key)
    )
    return tuple((row.public_key, row.revoked) for row in connection.execute(query))


def forks(connection: Connection) -> tuple[Fork, ...]:
    """Return the places where a station's chain goes two ways, by station."""
    table = ForkRow.table
    query = select(table).order_by(table.c.station, table.c.chain, table.c.seq)
    return tuple(
        Fork(row.station, row.chain, row.seq, row.seen_at_ms)
        for row in read(connection, ForkRow, query)
    )


def clock_jumps(connection: Connection, station: str, limit: int = 20) -> tuple[ClockJump, ...]:
    """Return the last jumps of a station's clock, the latest first."""
    table = ClockJumpRow.table
    query = select(table).where(table.c.station == station)
    query = query.order_by(table.c.at_ms.desc(), table.c.hash).limit(limit)
    rows = read(connection, ClockJumpRow, query)
    return tuple(ClockJump(row.station, row.from_ms, row.to_ms) for row in rows)


def rollbacks(connection: Connection, station: str | None = None) -> tuple[Rollback, ...]:
    """Return when disks turned out to be older copies, the latest first; of one station if said."""
    table = RollbackRow.table
    query = select(table).order_by(table.c.seen_at_ms.desc(), table.c.station, table.c.held)
    if station is not None:
        query = query.where(table.c.station == station)
    return tuple(
        Rollback(row.station, row.seq, row.held_seq, row.seen_at_ms)
        for row in read(connection, RollbackRow, query)
    )


def continued(connection: Connection) -> tuple[Continued, ...]:
    """Return the chains that go on from another one, by station, the latest first."""
    table = ChainRow.table
    query = select(table).order_by(table.c.station, table.c.since_ms.desc(), table.c.chain)
    return tuple(
        Continued(row.station, row.chain, row.parent, row.seq, row.since_ms)
        for row in read(connection, ChainRow, query)
    )


def _station(row: StationRow) -> Station:
    return Station(
        station=row.station,
        name=Bilingual(row.name_zh, row.name_en),
        purpose=row.purpose,
        areas=row.areas,
        public_key=row.public_key,
        enrolled_at_ms=row.enrolled_at_ms,
        revoked_at_ms=row.revoked_at_ms,
        revoked_why=row.revoked_why,
    )
