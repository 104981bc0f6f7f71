"""Leases: how long a station's people may sign without the server, said by the server."""

from sqlalchemy import Connection, select

from app.capabilities.people.accounts import queries as people
from app.capabilities.sites import queries as sites
from app.journal.event import PLANT
from app.kernel.refused import Refused
from app.store.tables import area_head
from app.sync.lease import VERSION, Lease, granted
from server.house import House

DAY_MS = 24 * 3_600_000
TOLD_DAYS = 90
"""Who was disabled in these days is named: nobody signs longer on an older lease."""


def grant(house: House, connection: Connection, station: str) -> str:
    """Return a fresh lease for a station. Refuses `sites.station_unknown`, `.station_revoked`."""
    held = sites.station(connection, station)
    if held is None:
        raise Refused("sites.station_unknown", station=station)
    if not held.is_enrolled:
        raise Refused("sites.station_revoked", station=station)
    now_ms = house.clock.now_ms()
    days = sites.signing_policy(connection).lease_days
    head = select(area_head.c.position).where(area_head.c.area == PLANT)
    lease = Lease(
        v=VERSION,
        station=station,
        issued_ms=now_ms,
        until_ms=now_ms + days * DAY_MS,
        disabled=people.disabled_since(connection, now_ms - TOLD_DAYS * DAY_MS),
        plant_position=connection.execute(head).scalar() or 0,
    )
    return granted(lease, house.sign)
