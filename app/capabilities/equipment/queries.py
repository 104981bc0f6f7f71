"""Questions about equipment."""

from sqlalchemy import Connection, select

from app.capabilities.equipment.tables import DutyRow, EquipmentRow
from app.journal.rows import read


def machine(connection: Connection, code: str) -> EquipmentRow | None:
    """Return one machine by its code."""
    query = select(EquipmentRow.table).where(EquipmentRow.table.c.equipment == code)
    found = read(connection, EquipmentRow, query)
    return found[0] if found else None


def machines(connection: Connection) -> tuple[EquipmentRow, ...]:
    """Return every machine, by code."""
    return read(
        connection,
        EquipmentRow,
        select(EquipmentRow.table).order_by(EquipmentRow.table.c.equipment),
    )


def duties(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return which work centres each station serves, by station."""
    query = select(DutyRow.table).order_by(DutyRow.table.c.station)
    return {row.station: row.work_centres for row in read(connection, DutyRow, query)}


def served_by(connection: Connection, station: str) -> tuple[str, ...]:
    """Return the work centres one station serves."""
    query = select(DutyRow.table).where(DutyRow.table.c.station == station)
    found = read(connection, DutyRow, query)
    return found[0].work_centres if found else ()
