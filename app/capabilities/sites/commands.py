"""What one may ask of the plant: areas, enrolment, revocation."""

from typing import ClassVar

from app.capabilities.sites import decisions, queries
from app.capabilities.sites.events import ClockJumped, StationEnrolled
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

ADMINISTER = "sites.administer"


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


class RevokeStation(Command, frozen=True, kw_only=True):
    """Void a station's key."""

    right: ClassVar[str] = ADMINISTER

    station: str
    why: str


class NoteClockJump(Command, frozen=True, kw_only=True):
    """Note that this station's clock showed `to_ms` where `from_ms` was due."""

    from_ms: int
    to_ms: int


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
    )
    return [
        decisions.enrol_station(
            wanted,
            held=queries.station(acting.connection, command.station),
            areas=queries.areas(acting.connection),
            key_known=queries.is_key_known(acting.connection, command.public_key),
        )
    ]


def revoke_station(acting: Acting, command: RevokeStation) -> list[Happened]:
    """Answer RevokeStation."""
    held = queries.station(acting.connection, command.station)
    return [decisions.revoke_station(held, station=command.station, why=command.why)]


def note_clock_jump(acting: Acting, command: NoteClockJump) -> list[Happened]:
    """Answer NoteClockJump."""
    jump = ClockJumped(station=acting.station, from_ms=command.from_ms, to_ms=command.to_ms)
    return [jump]
