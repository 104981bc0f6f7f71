"""Questions about notices: which there are, who has seen them."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, exists, select

from app.capabilities.flows.notices.decisions import PATIENCE_MIN
from app.capabilities.flows.notices.events import PATIENCE_STREAM, notice_stream
from app.capabilities.flows.notices.tables import NoticeRow, NoticeSeenRow, PatienceRow
from app.journal.rows import read, read_among
from app.store.prepared import Among, Prepared

NEWS_DAYS = 30
"""An older notice is history: nobody who gets a role is told what its holders heard last year."""

DAY_MS = 86_400_000

_notices, _seen = NoticeRow.table, NoticeSeenRow.table
_NEWEST_FIRST = (_notices.c.at_ms.desc(), _notices.c.notice)


def notice(connection: Connection, key: str) -> NoticeRow | None:
    """Return one notice by its name."""
    query = select(_notices).where(_notices.c.stream == notice_stream(key))
    return next(iter(read(connection, NoticeRow, query)), None)


def unseen_by(connection: Connection, person: str, now_ms: int) -> tuple[NoticeRow, ...]:
    """Return the notices of late that a person has not seen, whoever they are for."""
    return read(connection, NoticeRow, _UNSEEN, {"person": person, "since": _since(now_ms)})


def sent_of_late(connection: Connection, now_ms: int) -> tuple[NoticeRow, ...]:
    """Return the notices of late, seen or not."""
    return read(connection, NoticeRow, _OF_LATE, {"since": _since(now_ms)})


def sent_by(connection: Connection, person: str, limit: int = 100) -> tuple[NoticeRow, ...]:
    """Return what a person sent, the latest first."""
    query = select(_notices).where(_notices.c.sent_by == person)
    return read(connection, NoticeRow, query.order_by(*_NEWEST_FIRST).limit(limit))


def seen_by(connection: Connection, notices: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return who has seen each notice, and when they first did (ms since 1970 UTC)."""
    found: dict[str, dict[str, int]] = {}
    for row in read_among(connection, NoticeSeenRow, _SEEN, notices):
        first = found.setdefault(row.notice, {})
        first[row.person] = min(row.at_ms, first.get(row.person, row.at_ms))
    return found


def patience_min(connection: Connection) -> int:
    """Return how many minutes an urgent notice may stay unseen."""
    table = PatienceRow.table
    query = select(table.c.minutes).where(table.c.stream == PATIENCE_STREAM)
    minutes: int | None = connection.execute(query).scalar()
    return PATIENCE_MIN if minutes is None else minutes


def _since(now_ms: int) -> int:
    return now_ms - NEWS_DAYS * DAY_MS


_OF_LATE = Prepared(
    select(_notices).where(_notices.c.at_ms >= bindparam("since")).order_by(*_NEWEST_FIRST)
)
_UNSEEN = Prepared(
    select(_notices)
    .where(
        _notices.c.at_ms >= bindparam("since"),
        ~exists().where(_seen.c.notice == _notices.c.notice, _seen.c.person == bindparam("person")),
    )
    .order_by(*_NEWEST_FIRST)
)
_SEEN = Among(select(_seen), _seen.c.notice)
