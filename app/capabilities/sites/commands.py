"""What one may ask of the plant: areas, enrolment, revocation."""

from typing import ClassVar

from app.capabilities.sites import decisions, queries
from app.capabilities.sites.events import (
    ClockJumped,
    DeviceBound,
    HoldPolicySet,
    KeysStated,
    SigningPolicySet,
    StationEnrolled,
)
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

ADMINISTER, BIND = "sites.administer", "sites.bind_devices"
GOVERN = "people.govern"
"""Who sets what the plant risks: quality, not who runs its machines."""


class DefineArea(Command, frozen=True, kw_only=True):
    """Define an area, or give it another name."""

    right: ClassVar[str] = ADMINISTER

    area: str
    name: Bilingual


class EnrolStation(Command, frozen=True, kw_only=True):
    """Take a station in with its public key (hex)."""

    right: ClassVar[str] = ADMINISTER

    station: str
    name: Bilingual
    purpose: str
    areas: tuple[str, ...]
    public_key: str
    issued_by: str = ""
    parcel_key: str = ""


class StateKeys(Command, frozen=True, kw_only=True):
    """State this node's own keys (hex), where the plant does not know them yet."""

    public_key: str
    parcel_key: str


class SetSigningPolicy(Command, frozen=True, kw_only=True):
    """Set how long people sign without the server and with one secret, in days; why is a risk."""

    right: ClassVar[str] = ADMINISTER

    lease_days: int
    secret_days: int
    grace_days: int
    why: str


class SetHoldPolicy(Command, frozen=True, kw_only=True):
    """Set how old a station's list of holds may be, in hours, for it to begin work; 0: any age."""

    right: ClassVar[str] = GOVERN

    hours: int
    why: str


class RevokeStation(Command, frozen=True, kw_only=True):
    """Void a station's key."""

    right: ClassVar[str] = ADMINISTER

    station: str
    why: str


class NoteClockJump(Command, frozen=True, kw_only=True):
    """Note that this station's clock showed `to_ms` where `from_ms` was due."""

    from_ms: int
    to_ms: int


class BindDevice(Command, frozen=True, kw_only=True):
    """Bind a device to a role of this station; an empty address takes it away."""

    right: ClassVar[str] = BIND

    role: str
    driver: str
    address: str
    asset: str = ""
    settings: tuple[str, ...] = ()


def define_area(acting: Acting, command: DefineArea) -> list[Happened]:
    """Answer DefineArea."""
    known = queries.areas(acting.connection)
    return [decisions.define_area(command.area, command.name, known)]


def enrol_station(acting: Acting, command: EnrolStation) -> list[Happened]:
    """Answer EnrolStation."""
    wanted = StationEnrolled(
        station=command.station,
        name=command.name,
        purpose=command.purpose,
        areas=command.areas,
        public_key=command.public_key,
        issued_by=command.issued_by,
        parcel_key=command.parcel_key,
    )
    return [
        decisions.enrol_station(
            wanted,
            held=queries.station(acting.connection, command.station),
            areas=queries.areas(acting.connection),
            key_known=queries.is_key_known(acting.connection, command.public_key),
        )
    ]


def state_keys(acting: Acting, command: StateKeys) -> list[Happened]:
    """Answer StateKeys."""
    wanted = KeysStated(
        station=acting.station, public_key=command.public_key, parcel_key=command.parcel_key
    )
    held = next(iter(queries.node_keys(acting.connection, (acting.station,))), None)
    stated = decisions.state_keys(wanted, author=acting.station, held=held)
    return [] if stated is None else [stated]


def set_signing_policy(acting: Acting, command: SetSigningPolicy) -> list[Happened]:
    """Answer SetSigningPolicy."""
    wanted = SigningPolicySet(
        lease_days=command.lease_days,
        secret_days=command.secret_days,
        grace_days=command.grace_days,
        why=command.why.strip(),
    )
    return [decisions.set_signing_policy(wanted)]


def set_hold_policy(acting: Acting, command: SetHoldPolicy) -> list[Happened]:
    """Answer SetHoldPolicy."""
    del acting
    wanted = HoldPolicySet(hours=command.hours, why=command.why.strip())
    return [decisions.set_hold_policy(wanted)]


def revoke_station(acting: Acting, command: RevokeStation) -> list[Happened]:
    """Answer RevokeStation."""
    held = queries.station(acting.connection, command.station)
    return [decisions.revoke_station(held, station=command.station, why=command.why)]


def note_clock_jump(acting: Acting, command: NoteClockJump) -> list[Happened]:
    """Answer NoteClockJump."""
    jump = ClockJumped(station=acting.station, from_ms=command.from_ms, to_ms=command.to_ms)
    return [jump]


def bind_device(acting: Acting, command: BindDevice) -> list[Happened]:
    """Answer BindDevice."""
    wanted = DeviceBound(
        station=acting.station,
        role=command.role.strip(),
        driver=command.driver,
        address=command.address.strip(),
        asset=command.asset.strip(),
        settings=command.settings,
    )
    held = queries.devices(acting.connection, acting.station)
    return [decisions.bind_device(wanted, held)]
