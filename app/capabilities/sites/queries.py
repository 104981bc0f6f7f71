"""How areas and stations stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.capabilities.sites.tables import (
    AreaRow,
    ChainRow,
    ClockJumpRow,
    DeviceRow,
    ForkRow,
    HoldPolicyRow,
    NodeKeyRow,
    RollbackRow,
    SigningPolicyRow,
    StationKeyRow,
    StationRow,
)
from app.journal.rows import read
from app.kernel.words import Bilingual
from app.store.prepared import Prepared
from app.store.tables import event


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
class NodeKeys:
    """A node's keys (hex): what it signs with and what parcels for it are packed for."""

    station: str
    public_key: str
    parcel_key: str


@dataclass(frozen=True, slots=True)
class SigningPolicy:
    """How long people sign without the server and with one secret, in days.

    `secret_days` 0: secrets do not age, they are reviewed.
    """

    lease_days: int = 7
    secret_days: int = 90
    grace_days: int = 14
    why: str = ""
    set_by: str = ""
    set_at_ms: int = 0


@dataclass(frozen=True, slots=True)
class HoldPolicy:
    """How old a list of holds may be, in hours, for work to begin; 0 for any age."""

    hours: int = 0
    why: str = ""
    set_by: str = ""
    set_at_ms: int = 0


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


def node_keys(connection: Connection, stations: Iterable[str]) -> tuple[NodeKeys, ...]:
    """Return the keys of those of these nodes that can be sent a parcel, by name."""
    table = NodeKeyRow.table
    streams = [f"station/{station}" for station in stations]
    query = select(table).where(table.c.stream.in_(streams), table.c.parcel_key != "")
    rows = read(connection, NodeKeyRow, query.order_by(table.c.station))
    return tuple(NodeKeys(row.station, row.public_key, row.parcel_key) for row in rows)


def signing_policy(connection: Connection) -> SigningPolicy:
    """Return the policy of signing in force; the house's own where the site has set none."""
    row = next(iter(read(connection, SigningPolicyRow, select(SigningPolicyRow.table))), None)
    if row is None:
        return SigningPolicy()
    return SigningPolicy(
        lease_days=row.lease_days,
        secret_days=row.secret_days,
        grace_days=row.grace_days,
        why=row.why,
        set_by=row.set_by,
        set_at_ms=row.set_at_ms,
    )


def hold_policy(connection: Connection) -> HoldPolicy:
    """Return how old a list of holds may be; any age where the site has set none."""
    row = next(iter(read(connection, HoldPolicyRow, select(HoldPolicyRow.table))), None)
    if row is None:
        return HoldPolicy()
    return HoldPolicy(row.hours, row.why, row.set_by, row.set_at_ms)


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


def set_back_ms(connection: Connection, station: str, since_seq: int) -> int:
    """Return how far a station's clock was set back in all since an event of its own (`seq`).

    Negative where it was set forward. What its clock says and this are the time that has passed.
    """
    rows = _JUMPS.all(connection, {"station": station, "seq": since_seq})
    return sum(from_ms - to_ms for from_ms, to_ms in rows)


_JUMPS = Prepared(
    select(ClockJumpRow.table.c.from_ms, ClockJumpRow.table.c.to_ms)
    .join(event, event.c.hash == ClockJumpRow.table.c.hash)
    .where(
        ClockJumpRow.table.c.station == bindparam("station"),
        event.c.seq > bindparam("seq"),
    )
)


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


def devices(connection: Connection, station: str) -> tuple[DeviceRow, ...]:
    """Return what is or was bound to the roles of a station, by role."""
    t = DeviceRow.table
    query = select(t).where(t.c.station == station).order_by(t.c.role)
    return read(connection, DeviceRow, query)
