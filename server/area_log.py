"""The log of each area: positions without gaps, and a rolling hash that says it is still the same.

A position is given under the area's head row lock, in the transaction that keeps the event; so
nobody who reads beyond a cursor can miss one that commits later (SYNC 2d).
"""

import msgspec
from sqlalchemy import Connection, Row, bindparam, select

from app.journal.chain import roll
from app.journal.event import PLANT
from app.journal.journal import Receipt
from app.journal.ledger import list_of
from app.store.tables import area_head, event, receipt
from app.store.upsert import upsert
from app.sync import outbox
from app.sync.protocol import OPEN_BYTES, PAGE_EVENTS, Cursor, Flag, Page, Pull
from server import anchoring

PAGE_BYTES = OPEN_BYTES // 2


class AreaLog:
    """The ends of the logs while one transaction writes; `save` before it commits."""

    def __init__(self, connection: Connection, epoch: str, now_ms: int) -> None:
        self._connection = connection
        self._epoch = epoch
        self.now_ms = now_ms
        self._heads: dict[str, Cursor] = {}
        self._grown: set[str] = set()

    def place(self, area: str, event_hash: str, reason: str = "") -> Receipt:
        """Give an event its position in its area; `reason` is a remark that goes with it."""
        before = self._head(area)
        log_hash = roll(before.log_hash, event_hash)
        self._heads[area] = Cursor(self._epoch, before.position + 1, log_hash)
        self._grown.add(area)
        return Receipt(
            hash=event_hash,
            area=area,
            position=before.position + 1,
            received_at=self.now_ms,
            plant_position=self.plant_position,
            reason=reason,
            log_hash=log_hash,
        )

    @property
    def plant_position(self) -> int:
        """Return the length of the plant's log."""
        return self._head(PLANT).position

    def save(self) -> None:
        """Write the new ends."""
        rows = [
            {"area": area, **msgspec.structs.asdict(self._heads[area])}
            for area in sorted(self._grown)
        ]
        upsert(self._connection, area_head, rows)

    def _head(self, area: str) -> Cursor:
        if area not in self._heads:
            self._heads[area] = head(self._connection, area, self._epoch, lock=True)
        return self._heads[area]


_HEAD = select(area_head.c.position, area_head.c.log_hash).where(
    area_head.c.area == bindparam("area")
)
_LOCKED_HEAD = _HEAD.with_for_update()


def head(connection: Connection, area: str, epoch: str, *, lock: bool = False) -> Cursor:
    """Return the end of an area's log; `lock` keeps it ours until the commit."""
    row = connection.execute(_LOCKED_HEAD if lock else _HEAD, {"area": area}).first()
    return Cursor(epoch) if row is None else Cursor(epoch, row.position, row.log_hash)


_AFTER = (
    select(
        event.c.hash,
        event.c.bytes,
        receipt.c.position,
        receipt.c.log_hash,
        receipt.c.received_at,
        receipt.c.plant_position,
        receipt.c.reason,
    )
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(receipt.c.area == bindparam("area"), receipt.c.position > bindparam("position"))
    .order_by(receipt.c.position)
    .limit(bindparam("limit"))
)
_LOG_HASH = select(receipt.c.log_hash).where(
    receipt.c.area == bindparam("area"), receipt.c.position == bindparam("position")
)


def page(
    connection: Connection, sender: str, pull: Pull, epoch: str, wants: tuple[str, ...] = ()
) -> Page:
    """Return what follows the cursor, or say that this is not the log it was taken from."""
    end = head(connection, pull.area, epoch)
    if not _is_same_log(connection, pull, epoch):
        return Page(cursor=Cursor(epoch), head=end.position, restored=True)
    rows: list[Row[tuple[str, bytes, int, str, int, int, str]]] = []
    size = 0
    limit = max(1, min(pull.limit, PAGE_EVENTS))
    after = {"area": pull.area, "position": pull.cursor.position, "limit": limit}
    lists: list[bytes] = []
    for row in connection.execute(_AFTER, after).all():
        listed = list_of(connection, bytes(row.bytes))
        size += len(row.bytes) + len(listed or b"")
        if rows and size > PAGE_BYTES:
            break
        rows.append(row)
        lists += [listed] if listed is not None else []
    last = rows[-1] if rows else None
    cursor = pull.cursor if last is None else Cursor(epoch, last.position, last.log_hash)
    return Page(
        cursor=Cursor(epoch, cursor.position, cursor.log_hash),
        head=end.position,
        events=tuple(bytes(row.bytes) for row in rows),
        received_at=tuple(row.received_at for row in rows),
        plant_position=tuple(row.plant_position for row in rows),
        flags=tuple(Flag(row.position, row.reason) for row in rows if row.reason),
        seals=outbox.seals_of(connection, [row.hash for row in rows]),
        lists=tuple(lists),
        wants=wants,
        held=anchoring.held_beyond(connection, sender, pull.end),
    )


def _is_same_log(connection: Connection, pull: Pull, epoch: str) -> bool:
    cursor = pull.cursor
    if cursor.epoch not in ("", epoch):
        return False
    if cursor.position == 0:
        return True
    at = {"area": pull.area, "position": cursor.position}
    return connection.execute(_LOG_HASH, at).scalar() == cursor.log_hash
