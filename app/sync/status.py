"""How a station stands with the server, for the corner of every screen and the sync screen."""

from dataclasses import dataclass
from enum import StrEnum

from app.sync import exchange
from app.sync.outbox import Unsent

DENIALS = frozenset({"sync.station_unknown", "sync.signature_wrong", "sync.key_revoked"})
"""The server does not take this station for one of the plant: only a person can help."""


class Standing(StrEnum):
    """What a person has to know, from calm to not. Texts: `sync.state.<word>`."""

    SYNCED = "synced"
    SYNCING = "syncing"
    OFFLINE = "offline"
    ATTENTION = "attention"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Times are ms since 1970 UTC, 0 for never.

    `code` names the sentence `refused.<code>` of what is wrong, empty while nothing is.
    """

    state: Standing
    unsent: int = 0
    waiting: int = 0
    oldest_unsent_ms: int = 0
    unsent_kinds: tuple[tuple[str, int], ...] = ()
    quarantined: int = 0
    last_contact_ms: int = 0
    next_try_ms: int = 0
    tries: int = 0
    code: str = ""
    rounds: int = 0
    """How often everything was exchanged to the end since the start."""


def standing(state: exchange.State, unsent: Unsent, quarantined: int) -> Standing:
    """Return the one word for how the exchange stands."""
    if {state.code, state.denied} & DENIALS:
        return Standing.BLOCKED
    if state.code:
        offline = state.code in ("sync.unreachable", "sync.busy", "sync.too_many")
        return Standing.OFFLINE if offline else Standing.ATTENTION
    if state.denied or quarantined or unsent.waiting:
        return Standing.ATTENTION
    busy = unsent.events > 0 or not state.is_resting
    return Standing.SYNCING if busy else Standing.SYNCED
