"""What this node has heard of each area's log: when it was last held to its end, and up to where.

How fresh what people may do is, and what is held, follows from it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, func, select

from app.journal.event import PLANT
from app.store import local
from app.store.prepared import Prepared
from app.store.tables import area_head, receipt

_SHELF, _RIGHTS_AT = "journal", "rights_at"
_HEAR_AGAIN_MS = 60_000
"""A log in which nothing is new is noted as held to its end this often: a note costs an fsync."""


@dataclass(frozen=True, slots=True)
class Heard:
    """When an area's log was last held to its end: ms since 1970 UTC by this node's clock.

    `seq` is where its own chain ended then: what its clock did since stands behind it.
    """

    at_ms: int
    seq: int = 0


def heard(connection: Connection, area: str) -> Heard | None:
    """Return when an area's log was last held to its end; None where no server ever told it."""
    kept = local.get(connection, _SHELF, _heard(area))
    if kept is None:
        return None
    at_ms, *seq = map(int, kept.split())
    return Heard(at_ms, *seq)


def _heard(area: str) -> str:
    return "plant_heard" if area == PLANT else f"heard/{area}"


def note_heard(connection: Connection, area: str, mark: Heard) -> None:
    """Note when an area's log was held to its end."""
    local.put(connection, _SHELF, _heard(area), b"%d %d" % (mark.at_ms, mark.seq))


def is_due(known: Heard | None, now_ms: int) -> bool:
    """Tell whether it is time to note again that a log in which nothing is new is held."""
    passed_ms = _HEAR_AGAIN_MS if known is None else now_ms - known.at_ms
    return not 0 <= passed_ms < _HEAR_AGAIN_MS


def rights_at(connection: Connection) -> str:
    """Return the last event of the plant's log held here: the rights this node knows.

    After a restore of the server, while the log comes back, what was the last before that.
    """
    known = _LAST_KNOWN.first(connection, {})
    kept = local.get(connection, _SHELF, _RIGHTS_AT)
    if kept:
        position = _POSITION.scalar(connection, {"hash": kept.decode()})
        if known is None or position is None or position > known[1]:
            return kept.decode()
    return "" if known is None else str(known[0])


def keep_rights_at(connection: Connection) -> None:
    """Keep what is known of the plant's log, before every word of the server is forgotten."""
    local.put(connection, _SHELF, _RIGHTS_AT, rights_at(connection).encode())


_CURSOR = select(area_head.c.position).where(area_head.c.area == PLANT).scalar_subquery()
_START = func.coalesce(func.nullif(_CURSOR, 0), 1)
_NEXT, _FIRST = receipt.alias(), receipt.alias()
_LAST_KNOWN = Prepared(
    select(receipt.c.hash, receipt.c.position)
    .where(
        receipt.c.area == PLANT,
        receipt.c.position >= _START,
        exists().where(_FIRST.c.area == PLANT, _FIRST.c.position == _START),
        ~exists().where(_NEXT.c.area == PLANT, _NEXT.c.position == receipt.c.position + 1),
    )
    .order_by(receipt.c.position)
    .limit(1)
)
"""The end of the plant's log as far as it is held without a gap: from the cursor on, for a page may
be taken in by half; but never an own event that came back with a place further on."""

_POSITION = Prepared(select(receipt.c.position).where(receipt.c.hash == bindparam("hash")))
