"""Questions about lots."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, or_, select

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force, body, for_work
from app.capabilities.materials.bodies import MATERIAL, Material
from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Hold, Lot, Out, Status
from app.capabilities.materials.lots.events import lot_stream
from app.capabilities.materials.lots.fold import (
    RECEIVED_TWICE,
    RELEASED_AND_HELD,
    RELEASED_AND_REJECTED,
)
from app.capabilities.materials.lots.tables import ApartRow, HoldRow, LotRow, OpenedRow, OutRow
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import Row, read, read_among
from app.kernel.days import Moment, later
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.prepared import Among

R = TypeVar("R", bound=Row)

_L = LotRow.table
_HOLDS = Among(select(HoldRow.table), HoldRow.table.c.stream)
_OPENED = Among(select(OpenedRow.table), OpenedRow.table.c.stream)
_OUTS = Among(select(OutRow.table), OutRow.table.c.stream)


def lot(connection: Connection, name: str) -> Lot | None:
    """Return one lot by its name here; None where it is not known."""
    found = _lots(connection, read(connection, LotRow, select(_L).where(_L.c.lot == name)))
    return found[0] if found else None


def lots(connection: Connection) -> tuple[Lot, ...]:
    """Return every lot, by material, the first to expire first."""
    query = select(_L).order_by(_L.c.material, _L.c.expiry, _L.c.lot)
    return _lots(connection, read(connection, LotRow, query))


def in_stock(connection: Connection) -> tuple[Lot, ...]:
    """Return every lot that is not used up, the first to expire first; rejected ones too."""
    query = select(_L).where(~_L.c.is_used_up).order_by(_L.c.expiry, _L.c.lot)
    return _lots(connection, read(connection, LotRow, query))


def used_up(connection: Connection, limit: int) -> tuple[Lot, ...]:
    """Return the lots that are used up, the last received first."""
    query = select(_L).where(_L.c.is_used_up).order_by(_L.c.received_ms.desc(), _L.c.lot)
    return _lots(connection, read(connection, LotRow, query.limit(limit)))


def is_held_by(connection: Connection, name: str, firing: str) -> bool:
    """Tell whether a rule's firing held a lot, also if that was lifted since."""
    rows = read_among(connection, HoldRow, _HOLDS, (lot_stream(name),))
    return any(row.firing == firing for row in rows)


def lots_of(connection: Connection, material: str) -> tuple[Lot, ...]:
    """Return every lot of one material, the first to expire first."""
    query = select(_L).where(_L.c.material == material).order_by(_L.c.expiry, _L.c.lot)
    return _lots(connection, read(connection, LotRow, query))


def lots_with(connection: Connection, status: Status) -> tuple[Lot, ...]:
    """Return the lots of one status that are not used up, the first to expire first."""
    query = select(_L).where(~_L.c.is_used_up).order_by(_L.c.expiry, _L.c.lot)
    found = _lots(connection, read(connection, LotRow, query))
    return tuple(one for one in found if one.status is status)


def labelled(connection: Connection, name: str) -> tuple[Lot, ...]:
    """Return the lots a label may mean: ours of that name, else those the supplier calls so."""
    query = select(_L).where(or_(_L.c.lot == name, _L.c.supplier_lot == name)).order_by(_L.c.lot)
    found = _lots(connection, read(connection, LotRow, query))
    ours = tuple(one for one in found if one.lot == name)
    return ours or found


def expiring(connection: Connection, now: Moment, days: int) -> tuple[Lot, ...]:
    """Return the lots that expire within so many days or have done so, the first one first.

    Those used up or rejected are nobody's care any more.
    """
    last = later(now.day, days)
    query = select(_L).where(_L.c.expiry != "", _L.c.expiry <= last, ~_L.c.is_used_up)
    found = _lots(connection, read(connection, LotRow, query.order_by(_L.c.expiry, _L.c.lot)))
    return tuple(one for one in found if one.status is not Status.REJECTED)


def older(connection: Connection, mine: Lot, now: Moment) -> tuple[Lot, ...]:
    """Return the usable lots of the same material that go before this one (FEFO)."""
    return decisions.older(mine, lots_of(connection, mine.material), now)


def material_for_work(connection: Connection, code: str, at_ms: int) -> tuple[Pin, Material]:
    """Return the revision of a material to receive by.

    Refusals: `lot.material_unknown`, `document.withdrawn`, `document.not_here`.
    """
    pin = for_work(connection, MATERIAL, code, at_ms)
    if pin is None:
        raise Refused("lot.material_unknown", material=code)
    return pin, body(connection, pin.body, Material)


def materials(connection: Connection, at_ms: int) -> tuple[Material, ...]:
    """Return the materials in force, by code."""
    pins = all_in_force(connection, MATERIAL, at_ms)
    return tuple(body(connection, pin.body, Material) for pin in pins)


def acted_apart(connection: Connection) -> Iterator[Discrepancy]:
    """Find what two stations did to one lot without knowing of each other."""
    rows = read(connection, ApartRow, select(ApartRow.table))
    for row in sorted(rows, key=lambda one: (one.at_ms, one.second)):
        yield Discrepancy(
            kind=row.matter,
            subjects=(row.first, row.second),
            owner=row.by,
            at_ms=row.at_ms,
            stream=row.stream,
            looked_at=(row.first, row.second),
            stations=row.stations,
            facts={"lot": row.lot},
        )


CHECKS = (Check((RELEASED_AND_HELD, RELEASED_AND_REJECTED, RECEIVED_TWICE), acted_apart),)
"""What a station cannot see by itself."""


def _lots(connection: Connection, rows: Iterable[LotRow]) -> tuple[Lot, ...]:
    held = tuple(rows)
    streams = [row.stream for row in held]
    holds = _by_stream(read_among(connection, HoldRow, _HOLDS, streams))
    opened = _by_stream(read_among(connection, OpenedRow, _OPENED, streams))
    outs = _by_stream(read_among(connection, OutRow, _OUTS, streams))
    return tuple(
        _lot(row, holds.get(row.stream, []), opened.get(row.stream, []), outs.get(row.stream, []))
        for row in held
    )


def _by_stream(rows: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.stream, []).append(row)
    return found


def _lot(row: LotRow, holds: list[HoldRow], opened: list[OpenedRow], outs: list[OutRow]) -> Lot:
    standing = sorted(
        (one for one in holds if not one.is_lifted), key=lambda one: (one.at_ms, one.hash)
    )
    return Lot(
        lot=row.lot,
        material=row.material,
        material_name=Bilingual(row.material_zh, row.material_en),
        supplier=row.supplier,
        supplier_lot=row.supplier_lot,
        quantity=row.quantity,
        unit=Bilingual(row.unit_zh, row.unit_en),
        expiry=row.expiry,
        place=row.place,
        status=_status(row),
        received_ms=row.received_ms,
        received_by=row.received_by,
        opened_life_days=row.opened_life_days,
        is_used_up=row.is_used_up,
        decided_by=row.decided_by,
        decided_ms=row.decided_ms,
        because=row.because,
        holds=tuple(
            Hold(h.hash, h.reason, h.by, h.at_ms, h.station, h.ncr, h.firing)
            for h in {(h.firing or h.hash, h.ncr): h for h in reversed(standing)}.values()
        )[::-1],
        opened={one.container: one.at_ms for one in opened},
        outs=tuple(
            Out(one.quantity, one.reason, one.by, one.at_ms, one.ncr)
            for one in sorted(outs, key=lambda one: (one.at_ms, one.hash))
        ),
    )


def _status(row: LotRow) -> Status:
    """Return the more careful one of what contradicts: rejected before held before released."""
    if row.rejected:
        return Status.REJECTED
    if row.is_held:
        return Status.HELD
    return Status.RELEASED if row.released else Status.QUARANTINE
