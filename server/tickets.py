"""Enrolment: one-time tokens are issued here, and redeemed by the station that shows one."""

import secrets
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from app.capabilities.sites import decisions
from app.capabilities.sites.commands import EnrolStation
from app.capabilities.sites.decisions import TOKEN_BYTES, Ticket
from app.store import local
from app.sync.protocol import Enrol, Enrolled
from server.house import House

_SHELF = "ticket"


def issue(
    connection: Connection, station: str, areas: Sequence[str], issued_by: str, now_ms: int
) -> str:
    """Return a one-time token for a station and its areas; only its hash is kept."""
    token, ticket = decisions.issue_ticket(
        station,
        tuple(areas),
        issued_by=issued_by,
        now_ms=now_ms,
        random=secrets.token_bytes(TOKEN_BYTES),
    )
    _keep(connection, ticket)
    return token


def redeem(house: House, connection: Connection, ask: Enrol) -> Enrolled:
    """Take a station in, in the transaction that uses up its token. Refuses as `sites.*` does."""
    ticket = _find(connection, ask.token)
    areas = ticket.areas if ticket else ()
    now_ms = house.clock.now_ms()
    used = decisions.redeem(ticket, ask.token, station=ask.station, areas=areas, now_ms=now_ms)
    command = EnrolStation(
        station=ask.station,
        name=ask.name,
        purpose=ask.purpose,
        areas=used.areas,
        public_key=ask.public_key,
        issued_by=used.issued_by,
        parcel_key=ask.parcel_key,
    )
    house.found(connection, (command,), used.issued_by)
    _keep(connection, used)
    plate = house.nameplate
    return Enrolled(station=ask.station, areas=used.areas, epoch=plate.epoch, server_key=plate.key)


def _find(connection: Connection, token: str) -> Ticket | None:
    kept = local.get(connection, _SHELF, decisions.hash_of(token))
    return None if kept is None else msgspec.json.decode(kept, type=Ticket)


def _keep(connection: Connection, ticket: Ticket) -> None:
    local.put(connection, _SHELF, ticket.token_hash, msgspec.json.encode(ticket))
