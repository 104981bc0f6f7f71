"""The words of the exchange: what a station asks of the server and what it is told.

An ask is strict (an unknown field is an error: the server is always upgraded first); a reply may
grow fields that an older station does not read. Event bytes travel as their author wrote them.
"""

import msgspec

from app.journal.anchor import Anchor
from app.journal.chain import Seal
from app.kernel.words import Bilingual

PROTOCOL = 1

PUSH_EVENTS = 1_000
"""Events in one push (SYNC §5)."""
PAGE_EVENTS = 1_000
BODY_BYTES = 4 * 1024 * 1024
"""A body as it comes over the wire."""
OPEN_BYTES = 16 * 1024 * 1024
"""A body unpacked: more is a bomb."""
CONTENT_BYTES = 16 * 1024 * 1024
WAIT_S = 25
"""How long the server lets a station listen before it says that nothing came."""
WANTS = 64
"""Names of missing content in one reply."""

TIME_HEADER = "Lineside-Time"
STATION_HEADER = "Lineside-Station"
NONCE_HEADER = "Lineside-Nonce"
SIGNATURE_HEADER = "Lineside-Signature"
MEDIA_HEADER = "Lineside-Media"

HELD = "held"
"""Verdict on bytes the server cannot read as an event: kept for a person."""


KEY_REVOKED = "key_revoked"
"""Why events under a revoked key do not count; its station's next key may vouch for them."""


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a station sends."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the server answers."""


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """How far an area's log is held: its rolling hash tells whether it still is the same log.

    `epoch` names the life of the server's database; empty before the first contact.
    """

    epoch: str = ""
    position: int = 0
    log_hash: str = ""


class End(msgspec.Struct, frozen=True, array_like=True):
    """Where a chain ends: its last event; `seq` 0 and no hash where it has none."""

    chain: str
    seq: int = 0
    hash: str = ""


class Push(Ask, frozen=True, kw_only=True):
    """Events in the order taken, and the authors' seals that vouch for them, one each at most."""

    events: tuple[bytes, ...]
    seals: tuple[Seal, ...] = ()
    lists: tuple[bytes, ...] = ()
    """Lists of what long signatures among the events cover, each named there by its sha256."""


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """The server's word on one pushed event: a position, or a verdict and why.

    A waiting event names the hash the server lacks.
    """

    position: int | None = None
    verdict: str = ""
    reason: str = ""
    missing: str = ""


class Pushed(Reply, frozen=True, kw_only=True):
    """One outcome per pushed event, in their order; said only after the commit."""

    epoch: str
    received_at: int
    plant_position: int
    outcomes: tuple[Outcome, ...]
    wants: tuple[str, ...] = ()
    """Names of content the server lacks."""
    anchors: tuple[Anchor, ...] = ()
    """How far the server holds the chains of the station that pushed, signed."""


class Pull(Ask, frozen=True, kw_only=True):
    """What came after the cursor in one area's log?

    `end`: where the station's own chain ended when it last looked, said with the first pull of a
    round.
    """

    area: str
    cursor: Cursor
    limit: int = PAGE_EVENTS
    end: End | None = None


class Flag(msgspec.Struct, frozen=True, array_like=True):
    """The server's remark on one event that counts: an act under a right that was gone."""

    position: int
    reason: str


class Page(Reply, frozen=True, kw_only=True):
    """A stretch of an area's log: the first event has the position after the cursor asked with.

    `restored`: this is not the log the cursor was taken from; `cursor` then only names the epoch.
    `held`: where the asking station's chain ends on the server, if not where the station said.
    """

    cursor: Cursor
    head: int
    restored: bool = False
    events: tuple[bytes, ...] = ()
    received_at: tuple[int, ...] = ()
    plant_position: tuple[int, ...] = ()
    flags: tuple[Flag, ...] = ()
    seals: tuple[Seal, ...] = ()
    lists: tuple[bytes, ...] = ()
    wants: tuple[str, ...] = ()
    held: End | None = None


class PutBack(Ask, frozen=True, kw_only=True):
    """Of our own chain we lack what you hold: this disk is an older copy, put back or cloned.

    `end`: where the chain ends here; `held`: where the server said that it ends there.
    """

    end: End
    held: End


class Heard(Reply, frozen=True, kw_only=True):
    """It is on record."""


class Watch(Ask, frozen=True, kw_only=True):
    """Answer as soon as an area's log is longer than this, or when `wait_s` is over."""

    heads: dict[str, int]
    wait_s: int = WAIT_S


class Watched(Reply, frozen=True, kw_only=True):
    """How long the logs are now."""

    heads: dict[str, int]


class Fetch(Ask, frozen=True, kw_only=True):
    """The content of this sha256, please."""

    name: str


class Content(Reply, frozen=True, kw_only=True):
    """Content as a reply: None where the server does not have it either."""

    media: str = ""
    data: bytes | None = None


class Give(Ask, frozen=True, kw_only=True):
    """Content the server lacks; its name is the sha256 of its bytes."""

    media: str
    data: bytes


class Given(Reply, frozen=True, kw_only=True):
    """The content is on disk."""

    name: str


class Enrol(Ask, frozen=True, kw_only=True):
    """A new station shows its one-time token and its public key (hex)."""

    token: str
    station: str
    name: Bilingual
    purpose: str
    public_key: str


class Enrolled(Reply, frozen=True, kw_only=True):
    """The station belongs to the plant; the first of `areas` is its home."""

    station: str
    areas: tuple[str, ...]
    epoch: str
    server_key: str


class Hello(Reply, frozen=True, kw_only=True):
    """Who answers here, and what time it is."""

    protocol: int
    epoch: str
    time_ms: int
    server_key: str


class Sorry(Reply, frozen=True, kw_only=True):
    """The server said no; `code` names the sentence `refused.<code>`."""

    code: str
    facts: dict[str, str] = {}
    time_ms: int = 0
