"""Reviews of access: the list as it stands, what was said of it, and when the next one is due."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from app.capabilities.people.accounts.events import Grant
from app.capabilities.people.accounts.queries import Person, last_logins, people, rights_of_roles
from app.capabilities.people.identities.queries import identities
from app.capabilities.people.reviews.bodies import Line, List
from app.capabilities.people.reviews.decisions import (
    DAY_MS,
    EVERY_DAYS,
    flags,
    is_dormant,
    twins,
)
from app.capabilities.people.reviews.tables import JudgedRow, ReviewRow
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store import content


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When access was last reviewed (0 for never) and when it is to be again; the open review."""

    last_ms: int
    due_ms: int
    open: ReviewRow | None

    def is_overdue(self, now_ms: int) -> bool:
        """Tell whether it is late."""
        return now_ms >= self.due_ms


def reviews(connection: Connection) -> tuple[ReviewRow, ...]:
    """Return every review, the latest first."""
    table = ReviewRow.table
    return read(connection, ReviewRow, select(table).order_by(table.c.started_ms.desc()))


def review(connection: Connection, name: str) -> ReviewRow | None:
    """Return one review."""
    table = ReviewRow.table
    query = select(table).where(table.c.stream == f"access_review/{name}")
    return next(iter(read(connection, ReviewRow, query)), None)


def judged(connection: Connection, name: str) -> dict[str, JudgedRow]:
    """Return what was said of each account in a review."""
    table = JudgedRow.table
    query = select(table).where(table.c.stream == f"access_review/{name}")
    return {row.person: row for row in read(connection, JudgedRow, query)}


def review_due(connection: Connection) -> ReviewDue:
    """Return when access is to be reviewed next: ninety days after the last time, or the first
    account."""
    found = reviews(connection)
    closed = [row for row in found if row.closed_ms is not None]
    still_open = next((row for row in found if row.closed_ms is None), None)
    if closed:
        last = max(closed, key=lambda row: row.closed_ms or 0)
        return ReviewDue(last.closed_ms or 0, last.next_ms, still_open)
    first_ms = min((one.badge_since_ms for one in people(connection) if one.badge), default=0)
    return ReviewDue(0, first_ms + EVERY_DAYS * DAY_MS, still_open)


def dormant(connection: Connection, now_ms: int) -> tuple[tuple[Person, int], ...]:
    """Return active people nobody logged in as for long, each with when last (0 for never)."""
    seen = last_logins(connection)
    found = ((one, seen.get(one.person, 0)) for one in people(connection) if one.is_active)
    return tuple(
        (one, at_ms) for one, at_ms in found if is_dormant(max(at_ms, one.badge_since_ms), now_ms)
    )


def access_list(connection: Connection, now_ms: int) -> List:
    """Return who has which rights now, what stands out first."""
    everybody = [one for one in people(connection) if one.is_active]
    seen, verified, twin = last_logins(connection), identities(connection), twins(everybody)
    lines = []
    for one in everybody:
        at_ms = seen.get(one.person, 0)
        held = verified.get(one.person)
        marks = flags(
            one,
            twin=twin,
            is_verified=held is not None and held.is_verified,
            seen_ms=max(at_ms, one.badge_since_ms),
            now_ms=now_ms,
        )
        lines.append(
            Line(
                person=one.person,
                name=one.name,
                roles=one.roles,
                places=tuple(_place(scope) for scope in one.scopes),
                rights=tuple(sorted(rights_of_roles(connection, one.roles))),
                seen_ms=at_ms,
                flags=tuple(marks),
            )
        )
    return List(at_ms=now_ms, lines=tuple(lines))


def listed(connection: Connection, row: ReviewRow) -> List:
    """Return the list a review looks through. Raises Refused `review.list_not_here`."""
    data = content.fetch(connection, row.listed)
    if data is None:
        raise Refused("review.list_not_here")
    return msgspec.json.decode(data, type=List)


def _place(scope: Grant) -> str:
    return f"{scope.role}: {' '.join((*scope.areas, *scope.stations))}"
