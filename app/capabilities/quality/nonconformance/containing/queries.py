"""What a nonconformance holds now."""

from collections.abc import Iterable

from sqlalchemy import Connection

from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.production.holds.answers import Hold
from app.capabilities.production.holds.queries import standing_holds
from app.capabilities.quality.nonconformance.containing.decisions import LOT


def held_lots(connection: Connection, name: str, holds: Iterable[str]) -> tuple[Lot, ...]:
    """Return the lots of material a nonconformance still holds, of those it once held."""
    named = (one.removeprefix(LOT) for one in holds if one.startswith(LOT))
    found = (lot_of(connection, one) for one in dict.fromkeys(named))
    return tuple(
        one for one in found if one is not None and any(hold.ncr == name for hold in one.holds)
    )


def held_work(connection: Connection, name: str) -> tuple[Hold, ...]:
    """Return the holds on work that stand for a nonconformance."""
    return tuple(one for one in standing_holds(connection) if one.ncr == name)
