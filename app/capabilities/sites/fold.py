"""From what happened to areas and stations to how they stand."""

import msgspec

from app.capabilities.sites.events import (
    AreaDefined,
    ChainContinued,
    ClockJumped,
    DeviceBound,
    ForkSeen,
    HoldPolicySet,
    KeysStated,
    RollbackSeen,
    SigningPolicySet,
    StationEnrolled,
    StationRevoked,
)
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
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event; an answer for every (state, event) pair."""
    match event.happened:
        case AreaDefined() as happened:
            _defined(rows, event, happened)
        case StationEnrolled() as happened:
            _enrolled(rows, event, happened)
        case StationRevoked() as happened:
            _revoked(rows, event, happened)
        case KeysStated() as happened:
            _stated(rows, event, happened)
        case SigningPolicySet() as happened:
            _policy_set(rows, event, happened)
        case HoldPolicySet() as happened:
            rows.put(
                HoldPolicyRow(
                    stream=event.stream,
                    hours=happened.hours,
                    why=happened.why,
                    set_by=event.actor,
                    set_at_ms=event.wall,
                )
            )
        case _:
            _noted(rows, event)


def _noted(rows: Rows, event: Event) -> None:
    """Apply what was said of a station's devices, clock and chains."""
    match event.happened:
        case DeviceBound() as happened:
            _bound(rows, event, happened)
        case ClockJumped() as happened:
            _jumped(rows, event, happened)
        case ForkSeen() as happened:
            _forked(rows, event, happened)
        case RollbackSeen() as happened:
            _put_back(rows, event, happened)
        case ChainContinued() as happened:
            _continued(rows, event, happened)


def _defined(rows: Rows, event: Event, happened: AreaDefined) -> None:
    name = happened.name
    rows.put(
        AreaRow(stream=event.stream, area=happened.area, name_zh=name.zh, name_en=name.en),
    )


def _enrolled(rows: Rows, event: Event, happened: StationEnrolled) -> None:
    known = rows.get(StationKeyRow, happened.public_key)
    counts = known is None or not known.revoked
    if known is None:
        rows.put(
            StationKeyRow(
                stream=event.stream,
                station=happened.station,
                public_key=happened.public_key,
                since_ms=event.wall,
                revoked=False,
            )
        )
    rows.put(
        StationRow(
            stream=event.stream,
            station=happened.station,
            name_zh=happened.name.zh,
            name_en=happened.name.en,
            purpose=happened.purpose,
            areas=happened.areas,
            public_key=happened.public_key if counts else "",
            enrolled_at_ms=event.wall,
            revoked_at_ms=None,
            revoked_why="",
        )
    )
    if counts:
        _keep_keys(rows, event, happened)


def _stated(rows: Rows, event: Event, happened: KeysStated) -> None:
    """Believe a node about its own keys, and nobody else; a station only beside its enrolled key.

    The server enrols nowhere: it is known by the seal its events come with.
    """
    station = rows.get(StationRow)
    is_its_own = station is None or station.public_key == happened.public_key
    if event.station == happened.station and is_its_own:
        _keep_keys(rows, event, happened)


def _keep_keys(rows: Rows, event: Event, happened: StationEnrolled | KeysStated) -> None:
    rows.put(
        NodeKeyRow(
            stream=event.stream,
            station=happened.station,
            public_key=happened.public_key,
            parcel_key=happened.parcel_key,
        )
    )


def _policy_set(rows: Rows, event: Event, happened: SigningPolicySet) -> None:
    rows.put(
        SigningPolicyRow(
            stream=event.stream,
            lease_days=happened.lease_days,
            secret_days=happened.secret_days,
            grace_days=happened.grace_days,
            why=happened.why,
            set_by=event.actor,
            set_at_ms=event.wall,
        )
    )


def _revoked(rows: Rows, event: Event, happened: StationRevoked) -> None:
    """Void the key for ever, also where the enrolment has not arrived yet."""
    known = rows.get(StationKeyRow, happened.public_key)
    rows.put(
        StationKeyRow(
            stream=event.stream,
            station=happened.station,
            public_key=happened.public_key,
            since_ms=event.wall if known is None else known.since_ms,
            revoked=True,
        )
    )
    keys = rows.get(NodeKeyRow)
    if keys is not None and keys.public_key == happened.public_key:
        rows.put(msgspec.structs.replace(keys, public_key="", parcel_key=""))
    station = rows.get(StationRow)
    if station is not None and station.public_key == happened.public_key:
        rows.put(
            msgspec.structs.replace(
                station, public_key="", revoked_at_ms=event.wall, revoked_why=happened.why
            )
        )


def _bound(rows: Rows, event: Event, happened: DeviceBound) -> None:
    rows.put(
        DeviceRow(
            stream=event.stream,
            station=happened.station,
            role=happened.role,
            driver=happened.driver,
            address=happened.address,
            asset=happened.asset,
            settings=happened.settings,
            by=event.actor,
            at_ms=event.wall,
        )
    )


def _jumped(rows: Rows, event: Event, happened: ClockJumped) -> None:
    rows.put(
        ClockJumpRow(
            stream=event.stream,
            hash=event.hash,
            station=happened.station,
            from_ms=happened.from_ms,
            to_ms=happened.to_ms,
            at_ms=event.wall,
        )
    )


def _forked(rows: Rows, event: Event, happened: ForkSeen) -> None:
    """Keep a fork once, however often it is said: a restored server says it again."""
    if rows.get(ForkRow, happened.prev) is None:
        rows.put(
            ForkRow(
                stream=event.stream,
                prev=happened.prev,
                station=happened.station,
                chain=happened.chain,
                seq=happened.seq,
                seen_at_ms=event.wall,
            )
        )


def _put_back(rows: Rows, event: Event, happened: RollbackSeen) -> None:
    """Keep it once, however often it is said: a restored server says it again."""
    if rows.get(RollbackRow, happened.hash, happened.held) is None:
        rows.put(
            RollbackRow(
                stream=event.stream,
                hash=happened.hash,
                held=happened.held,
                station=happened.station,
                seq=happened.seq,
                held_seq=happened.held_seq,
                seen_at_ms=event.wall,
            )
        )


def _continued(rows: Rows, event: Event, happened: ChainContinued) -> None:
    rows.put(
        ChainRow(
            stream=event.stream,
            station=happened.station,
            chain=happened.chain,
            parent=happened.parent,
            seq=happened.seq,
            hash=happened.hash,
            since_ms=event.wall,
        )
    )
