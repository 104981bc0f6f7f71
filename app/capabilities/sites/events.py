"""What can happen to the plant's areas and stations. All of it is plant-wide."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class AreaDefined(Happened, frozen=True, kw_only=True):
    """An area exists: what stations subscribe to and the server orders by."""

    kind: ClassVar[str] = "sites.area_defined"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True

    area: str
    name: Bilingual

    @property
    def stream(self) -> str:
        return f"area/{self.area}"


class StationEnrolled(Happened, frozen=True, kw_only=True):
    """A station belongs to the plant, and this key is its own from now on.

    `issued_by` issued the one-time token it came with; the keys are in hex: `public_key` signs,
    `parcel_key` (X25519) is what people's keys are packed for.
    """

    kind: ClassVar[str] = "sites.station_enrolled"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True

    station: str
    name: Bilingual
    purpose: str
    areas: tuple[str, ...]
    public_key: str
    issued_by: str = ""
    parcel_key: str = ""

    @property
    def stream(self) -> str:
        return f"station/{self.station}"


class StationRevoked(Happened, frozen=True, kw_only=True):
    """A station's key counts no more from here on."""

    kind: ClassVar[str] = "sites.station_revoked"
    plant_wide: ClassVar[bool] = True

    station: str
    public_key: str
    why: str

    @property
    def stream(self) -> str:
        return f"station/{self.station}"


class KeysStated(Happened, frozen=True, kw_only=True):
    """A node says which keys are its own (hex): the server, and a station enrolled without one.

    It counts only in the node's own words.
    """

    kind: ClassVar[str] = "sites.keys_stated"
    plant_wide: ClassVar[bool] = True

    station: str
    public_key: str
    parcel_key: str

    @property
    def stream(self) -> str:
        return f"station/{self.station}"


class SigningPolicySet(Happened, frozen=True, kw_only=True):
    """How long the plant lets people sign without the server, and with the same secret.

    Days; `secret_days` is 0 where secrets do not age and are reviewed instead. `grace_days` is how
    long a secret past its age still signs where the server is out of reach.
    """

    kind: ClassVar[str] = "sites.signing_policy_set"
    plant_wide: ClassVar[bool] = True

    lease_days: Whole
    secret_days: Whole
    grace_days: Whole
    why: str

    @property
    def stream(self) -> str:
        return "policy/signing"


class HoldPolicySet(Happened, frozen=True, kw_only=True):
    """How old a station's list of holds may be, in hours, for it to begin work; 0: any age."""

    kind: ClassVar[str] = "sites.hold_policy_set"
    plant_wide: ClassVar[bool] = True
    restates: ClassVar[bool] = True

    hours: Whole
    why: str

    @property
    def stream(self) -> str:
        return "policy/holds"


class ClockJumped(Happened, frozen=True, kw_only=True):
    """A station's clock showed `to_ms` where `from_ms` was due; both ms since 1970 UTC.

    Said by the station itself, whoever set the clock; its next start may be the first to see it.
    """

    kind: ClassVar[str] = "sites.clock_jumped"
    order_free: ClassVar[bool] = True

    station: str
    from_ms: Whole
    to_ms: Whole

    @property
    def stream(self) -> str:
        return f"clock/{self.station}"


class DeviceBound(Happened, frozen=True, kw_only=True):
    """A station's device of this role hangs here from now on; an empty `address` takes it away.

    `settings` are the line's and the driver's own (`baud=9600`), `asset` the number of the
    equipment that must answer (21 CFR 11.10(h): the source of data is checked).
    """

    kind: ClassVar[str] = "sites.device_bound"
    restates: ClassVar[bool] = True
    plant_wide: ClassVar[bool] = True

    station: str
    role: str
    driver: str
    address: str
    asset: str = ""
    settings: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        return f"device/{self.station}/{self.role}"


class ForkSeen(Happened, frozen=True, kw_only=True):
    """Two events of one chain follow on the same one: a disk was restored or cloned.

    Said by the server, who alone sees both. `prev` is the hash both name, empty for a chain that
    began twice; `seq` is the number both claim.
    """

    kind: ClassVar[str] = "sites.fork_seen"
    plant_wide: ClassVar[bool] = True

    station: str
    chain: str
    seq: Whole
    prev: str

    @property
    def stream(self) -> str:
        return f"fork/{self.chain}"


class RollbackSeen(Happened, frozen=True, kw_only=True):
    """A station's disk is an older copy, put back or cloned: it lacks what it once sent.

    Said by the server. The station's chain ended at (`seq`, `hash`), empty for a chain that had not
    begun; the server held it up to (`held_seq`, `held`).
    """

    kind: ClassVar[str] = "sites.rollback_seen"
    plant_wide: ClassVar[bool] = True

    station: str
    chain: str
    seq: Whole
    hash: str
    held_seq: Whole
    held: str

    @property
    def stream(self) -> str:
        return f"rollback/{self.chain}"


class ChainContinued(Happened, frozen=True, kw_only=True):
    """A station that was enrolled anew goes on in a new chain, from where the old one ended here.

    Its first event. `parent` is the old chain, (`seq`, `hash`) its last event on this disk.
    """

    kind: ClassVar[str] = "sites.chain_continued"
    plant_wide: ClassVar[bool] = True

    station: str
    chain: str
    parent: str
    seq: Whole
    hash: str

    @property
    def stream(self) -> str:
        return f"chain/{self.chain}"
