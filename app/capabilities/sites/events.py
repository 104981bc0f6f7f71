"""What can happen to the plant's areas and stations. All of it is plant-wide."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class AreaDefined(Happened, frozen=True, kw_only=True):
    """An area exists: what stations subscribe to and the server orders by."""

    kind: ClassVar[str] = "sites.area_defined"
    plant_wide: ClassVar[bool] = True

    area: str
    name: Bilingual

    @property
    def stream(self) -> str:
        return f"area/{self.area}"


class StationEnrolled(Happened, frozen=True, kw_only=True):
    """A station belongs to the plant, and this key is its own from now on.

    `issued_by` issued the one-time token it came with; the key is in hex.
    """

    kind: ClassVar[str] = "sites.station_enrolled"
    plant_wide: ClassVar[bool] = True

    station: str
    name: Bilingual
    purpose: str
    areas: tuple[str, ...]
    public_key: str
    issued_by: str = ""

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
