"""What is allowed with areas and stations: values in, events or `Refused` out."""

import hmac
import re
from base64 import b32encode
from collections.abc import Collection
from hashlib import sha256

import msgspec

from app.capabilities.sites.events import (
    AreaDefined,
    DeviceBound,
    HoldPolicySet,
    KeysStated,
    SigningPolicySet,
    StationEnrolled,
    StationRevoked,
)
from app.capabilities.sites.queries import Area, NodeKeys, Station
from app.capabilities.sites.tables import DeviceRow
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

TOKEN_BYTES = 16
TICKET_VALID_MS = 15 * 60_000
_TOKEN_GROUP = 5
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,30}[A-Z0-9])?")
_ROLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?")
_KEY = re.compile(r"[0-9a-f]{64}")
_KEY_OR_NONE = re.compile(r"(?:[0-9a-f]{64})?")
LEASE_DAYS = range(1, 91)
SECRET_DAYS = range(366)
GRACE_DAYS = range(31)
HOLD_HOURS = range(90 * 24 + 1)


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """Leave for one station to join, in its areas, for 15 minutes (SYNC §5).

    Only the token's hash is kept; a fast hash is enough because nobody guesses 128 random bits. The
    server keeps tickets on a shelf of its local store, by `token_hash`, and redeems one in the
    transaction that enrols.
    """

    token_hash: str
    station: str
    areas: tuple[str, ...]
    issued_by: str
    expires_ms: int
    used: bool = False


def define_area(area: str, name: Bilingual, known: Collection[Area]) -> AreaDefined:
    """Define or rename an area. Refuses `sites.bad_code`, `sites.name_missing`, `.same_name`."""
    _check_code(area)
    _check_name(name)
    if Area(area, name) in known:
        raise Refused("sites.same_name", area=area)
    return AreaDefined(area=area, name=name)


def enrol_station(
    wanted: StationEnrolled, *, held: Station | None, areas: Collection[Area], key_known: bool
) -> StationEnrolled:
    """Take a station in, or take one in again whose key was revoked.

    Refuses `sites.station_exists` while its old key counts: a clone must not push the original
    aside unseen; and `sites.key_used`, since a key is one station's, once.
    """
    _check_code(wanted.station)
    _check_name(wanted.name)
    if not _KEY.fullmatch(wanted.public_key) or not _KEY_OR_NONE.fullmatch(wanted.parcel_key):
        raise Refused("sites.bad_key")
    if held is not None and held.is_enrolled:
        raise Refused("sites.station_exists", station=wanted.station)
    if key_known:
        raise Refused("sites.key_used", station=wanted.station)
    _check_areas(wanted.areas, areas)
    return wanted


def state_keys(wanted: KeysStated, *, author: str, held: NodeKeys | None) -> KeysStated | None:
    """State a node's keys in its own name; None where they are known already.

    Refuses `sites.bad_key`, `.not_own_keys`.
    """
    if not _KEY.fullmatch(wanted.public_key) or not _KEY.fullmatch(wanted.parcel_key):
        raise Refused("sites.bad_key")
    if wanted.station != author:
        raise Refused("sites.not_own_keys", station=wanted.station)
    known = held is not None and (held.public_key, held.parcel_key) == (
        wanted.public_key,
        wanted.parcel_key,
    )
    return None if known else wanted


def set_signing_policy(wanted: SigningPolicySet) -> SigningPolicySet:
    """Set how long people sign without the server and with one secret.

    Refuses `sites.lease_days` (1 to 90), `.secret_days` (0 to 365), `.grace_days` (0 to 30), and
    `.rationale_missing`: a longer time is a risk somebody has thought about.
    """
    if wanted.lease_days not in LEASE_DAYS:
        raise Refused("sites.lease_days", most=LEASE_DAYS[-1])
    if wanted.secret_days not in SECRET_DAYS:
        raise Refused("sites.secret_days", most=SECRET_DAYS[-1])
    if wanted.grace_days not in GRACE_DAYS:
        raise Refused("sites.grace_days", most=GRACE_DAYS[-1])
    if not wanted.why.strip():
        raise Refused("sites.rationale_missing")
    return wanted


def set_hold_policy(wanted: HoldPolicySet) -> HoldPolicySet:
    """Set how old a list of holds may be for work to begin; 0 hours for any age.

    Refuses `sites.hold_hours` (0 to 2160, 90 days), `.rationale_missing`.
    """
    if wanted.hours not in HOLD_HOURS:
        raise Refused("sites.hold_hours", most=HOLD_HOURS[-1])
    if not wanted.why.strip():
        raise Refused("sites.rationale_missing")
    return wanted


def revoke_station(held: Station | None, *, station: str, why: str) -> StationRevoked:
    """Void a station's key. Refuses `.station_unknown`, `.station_revoked`, `.why_missing`."""
    if held is None:
        raise Refused("sites.station_unknown", station=station)
    if not held.is_enrolled:
        raise Refused("sites.station_revoked", station=station)
    if not why.strip():
        raise Refused("sites.why_missing")
    return StationRevoked(station=station, public_key=held.public_key, why=why.strip())


def issue_ticket(
    station: str, areas: tuple[str, ...], *, issued_by: str, now_ms: int, random: bytes
) -> tuple[str, Ticket]:
    """Return the token to show once, and the ticket to keep. `random` is 16 fresh random bytes."""
    if len(random) != TOKEN_BYTES:
        raise ValueError("a token is 128 random bits")
    token = b32encode(random).decode().rstrip("=")
    ticket = Ticket(
        token_hash=hash_of(token),
        station=station,
        areas=areas,
        issued_by=issued_by,
        expires_ms=now_ms + TICKET_VALID_MS,
    )
    return _grouped(token), ticket


def redeem(
    ticket: Ticket | None, token: str, *, station: str, areas: tuple[str, ...], now_ms: int
) -> Ticket:
    """Return the ticket used up, to be kept in the transaction that enrols the station.

    Refuses `sites.token_unknown`, `.token_used`, `.token_expired`, `.token_for_another`.
    """
    if ticket is None or not hmac.compare_digest(ticket.token_hash, hash_of(token)):
        raise Refused("sites.token_unknown")
    if ticket.used:
        raise Refused("sites.token_used")
    if now_ms >= ticket.expires_ms:
        raise Refused("sites.token_expired")
    if (ticket.station, frozenset(ticket.areas)) != (station, frozenset(areas)):
        raise Refused("sites.token_for_another", station=ticket.station)
    return msgspec.structs.replace(ticket, used=True)


def hash_of(token: str) -> str:
    """Return what a ticket is kept under; how the token was typed makes no difference."""
    return sha256(re.sub(r"[\s-]", "", token).upper().encode()).hexdigest()


def _check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise Refused("sites.bad_code", given=code)


def _check_name(name: Bilingual) -> None:
    if not name.zh.strip() or not name.en.strip():
        raise Refused("sites.name_missing")


def _check_areas(wanted: Collection[str], areas: Collection[Area]) -> None:
    known = {area.area for area in areas}
    missing = [area for area in wanted if area not in known]
    if not wanted or missing:
        raise Refused("sites.area_unknown", area=", ".join(missing) or "–")


def _grouped(token: str) -> str:
    return "-".join(token[at : at + _TOKEN_GROUP] for at in range(0, len(token), _TOKEN_GROUP))


def bind_device(wanted: DeviceBound, held: Collection[DeviceRow]) -> DeviceBound:
    """Bind a device to a role, or take it away. Refuses `device.bad_role`, `.no_driver`,
    `.asset_twice`, `.unknown`.
    """
    if not _ROLE.fullmatch(wanted.role):
        raise Refused("device.bad_role", role=wanted.role or "—")
    others = [row for row in held if row.address and row.role != wanted.role]
    if not wanted.address:
        here = [row for row in held if row.role == wanted.role]
        # Not bound by anybody: one of the station's profile, which says what it took away.
        if not (here[0].address if here else wanted.driver):
            raise Refused("device.unknown", role=wanted.role)
        return wanted
    if not wanted.driver:
        raise Refused("device.no_driver", role=wanted.role)
    twice = [row.role for row in others if wanted.asset and row.asset == wanted.asset]
    if twice:
        raise Refused("device.asset_twice", asset=wanted.asset, role=twice[0])
    return wanted
