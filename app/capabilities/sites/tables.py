"""State of the plant: one row per area, station, and key a station ever had."""

from app.journal.rows import Row, state_table


@state_table("sites_area", key=("stream",))
class AreaRow(Row, frozen=True, kw_only=True):
    """An area and its name."""

    area: str
    name_zh: str
    name_en: str


@state_table("sites_station", key=("stream",))
class StationRow(Row, frozen=True, kw_only=True):
    """A station as last enrolled. `public_key` is empty while it has none that counts."""

    station: str
    name_zh: str
    name_en: str
    purpose: str
    areas: tuple[str, ...]
    public_key: str
    enrolled_at_ms: int
    revoked_at_ms: int | None
    revoked_why: str


@state_table("sites_station_key", key=("stream", "public_key"))
class StationKeyRow(Row, frozen=True, kw_only=True):
    """A key a station has or had; a revoked one never counts again."""

    station: str
    public_key: str
    since_ms: int
    revoked: bool


@state_table("sites_node_key", key=("stream",))
class NodeKeyRow(Row, frozen=True, kw_only=True):
    """The keys a node has now (hex); the server is one too. Both empty once revoked."""

    station: str
    public_key: str
    parcel_key: str


@state_table("sites_signing_policy", key=("stream",))
class SigningPolicyRow(Row, frozen=True, kw_only=True):
    """The policy of signing in force, in days."""

    lease_days: int
    secret_days: int
    grace_days: int
    why: str
    set_by: str
    set_at_ms: int


@state_table("sites_hold_policy", key=("stream",))
class HoldPolicyRow(Row, frozen=True, kw_only=True):
    """How old a list of holds may be, in hours; 0 for any age."""

    hours: int
    why: str
    set_by: str
    set_at_ms: int


@state_table("sites_clock_jump", key=("hash",), index=(("station", "at_ms"),))
class ClockJumpRow(Row, frozen=True, kw_only=True):
    """A station's clock showed `to_ms`, and `at_ms` soon after, where `from_ms` was due."""

    hash: str
    station: str
    from_ms: int
    to_ms: int
    at_ms: int


@state_table("sites_device", key=("stream",), index=(("station",),))
class DeviceRow(Row, frozen=True, kw_only=True):
    """What is bound to a role of a station; `address` is empty where it was taken away."""

    station: str
    role: str
    driver: str
    address: str
    asset: str
    settings: tuple[str, ...]
    by: str
    at_ms: int


@state_table("sites_fork", key=("stream", "prev"))
class ForkRow(Row, frozen=True, kw_only=True):
    """A place where a station's chain goes two ways."""

    prev: str
    station: str
    chain: str
    seq: int
    seen_at_ms: int


@state_table("sites_rollback", key=("stream", "hash", "held"))
class RollbackRow(Row, frozen=True, kw_only=True):
    """A time when a station's disk turned out to be an older copy."""

    hash: str
    held: str
    station: str
    seq: int
    held_seq: int
    seen_at_ms: int


@state_table("sites_chain", key=("stream",))
class ChainRow(Row, frozen=True, kw_only=True):
    """A chain that goes on from another one."""

    station: str
    chain: str
    parent: str
    seq: int
    hash: str
    since_ms: int
