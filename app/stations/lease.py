"""How long this station's people may sign without the server: the lease it holds.

take_in(connection, text, "CNC-QC")   # from the exchange, a scan or a file; or `Refused`
stands = standing(connection, facts.station, now_ms, needed=True)

A lease outlives restarts, and an older one never takes a newer one's place. It is judged by trusted
time, so that a clock put back makes it no longer. Recording needs none.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from app.capabilities.sites import queries as sites
from app.journal.event import PLANT
from app.kernel.refused import Refused
from app.store import local
from app.sync.inbox import cursors
from app.sync.lease import Lease, read

SERVER = "server"
SHELF = "lease"
ENDING_MS = 24 * 3_600_000
"""The last day of a lease is said in another colour."""
_OWN, _DISABLED = "own", "disabled"


class Running(StrEnum):
    """How a lease stands. Texts: `lease.<word>`."""

    UNNEEDED = "unneeded"
    MISSING = "missing"
    RUNNING = "running"
    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class LeaseStanding:
    """How the lease stands now; times in ms since 1970 UTC, 0 where there is none."""

    state: Running
    issued_ms: int = 0
    until_ms: int = 0

    @property
    def signs(self) -> bool:
        """Tell whether people may sign here."""
        return self.state in (Running.UNNEEDED, Running.RUNNING, Running.ENDING)

    def left(self, now_ms: int) -> float:
        """Return the share of the lease that is left, 0 to 1."""
        whole = self.until_ms - self.issued_ms
        return min(1.0, max(0.0, (self.until_ms - now_ms) / whole)) if whole > 0 else 0.0


def take_in(connection: Connection, text: str, station: str) -> Lease:
    """Keep a lease; whom it names disabled is turned away from now on.

    Refuses `lease.no_server_key`, `.forged`, `.unreadable`, `.not_ours`, `.older`.
    """
    lease = read(text, _server_key(connection), station)
    kept = held(connection, station)
    if kept is not None and lease.issued_ms < kept.issued_ms:
        raise Refused("lease.older")
    named = dict.fromkeys(lease.disabled, lease.plant_position)
    disabled = _told_disabled(connection) | named
    local.put(connection, SHELF, _OWN, text.encode())
    local.put(connection, SHELF, _DISABLED, msgspec.json.encode(disabled))
    return lease


def held(connection: Connection, station: str) -> Lease | None:
    """Return the lease kept here; None where none is, or what is kept is not the server's word."""
    text = local.get(connection, SHELF, _OWN)
    if text is None:
        return None
    try:
        return read(text.decode(errors="replace"), _server_key(connection), station)
    except Refused:
        return None


def disabled_here(connection: Connection) -> frozenset[str]:
    """Return whom leases named disabled, as long as the plant's log here is older than they are."""
    told = _told_disabled(connection)
    if not told:
        return frozenset()
    known = cursors(connection, (PLANT,))[PLANT].position
    return frozenset(person for person, position in told.items() if position > known)


def _told_disabled(connection: Connection) -> dict[str, int]:
    """Return whom leases named disabled, and how long the plant's log was when they said so."""
    data = local.get(connection, SHELF, _DISABLED)
    return {} if data is None else msgspec.json.decode(data, type=dict[str, int])


def standing(connection: Connection, station: str, now_ms: int, *, needed: bool) -> LeaseStanding:
    """Return how the lease stands at a trusted time.

    A station that has a server needs one, and so does a station that once held one.
    """
    lease = held(connection, station)
    if lease is None:
        was_held = local.get(connection, SHELF, _OWN) is not None
        return LeaseStanding(Running.MISSING if needed or was_held else Running.UNNEEDED)
    return LeaseStanding(_state(lease, now_ms), lease.issued_ms, lease.until_ms)


def _state(lease: Lease, now_ms: int) -> Running:
    if now_ms >= lease.until_ms:
        return Running.OVER
    return Running.ENDING if lease.until_ms - now_ms <= ENDING_MS else Running.RUNNING


def _server_key(connection: Connection) -> str:
    """Return the key the plant's server signs with, as its log says it. Refuses."""
    known = next(iter(sites.node_keys(connection, (SERVER,))), None)
    if known is None:
        raise Refused("lease.no_server_key")
    return known.public_key
